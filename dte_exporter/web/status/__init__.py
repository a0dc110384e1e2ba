"""The status page: one HTML file without a script, made anew at each request."""
