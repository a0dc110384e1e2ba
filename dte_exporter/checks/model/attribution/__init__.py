"""Which columns' shifts a model's fall in accuracy goes back to."""
