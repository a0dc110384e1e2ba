"""Whether data is what it should be: complete, valid, consistent, unique, timely."""
