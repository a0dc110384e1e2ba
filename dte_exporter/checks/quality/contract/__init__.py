"""Whether a data contract is kept, rule by rule."""
