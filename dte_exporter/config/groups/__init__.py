"""What makes groups of rows: the sensitive features of people, and segments."""
