"""Results of validations that a team's own tools have written, with their age."""
