"""How much each feature counts for a model: as the run that trained it logged."""
