"""The rules that Prometheus evaluates on what we export: written once here, for files that ship and for users' own."""
