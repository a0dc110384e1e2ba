"""Whether a model of synthetic rows is of use on real ones, and treats groups as a model of real rows does."""
