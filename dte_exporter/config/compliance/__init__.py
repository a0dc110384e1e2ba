"""What an organisation promises, as types: its record of processing, the frameworks it answers to, and their gaps."""
