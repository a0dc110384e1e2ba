"""What an organisation answers to: frameworks, the record of processing, and what checks are told of both."""
