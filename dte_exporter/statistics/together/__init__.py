"""Questions of several statistics about the same rows, asked of the engine together."""
