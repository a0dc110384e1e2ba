"""What is written into Apache Atlas: types of ours, and verdicts on its entities."""
