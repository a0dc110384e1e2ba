"""Whether a model that learns from synthetic rows is of use on real ones, and treats groups as one of real rows does."""
