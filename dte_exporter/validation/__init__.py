"""One file validated: the config that asks for it, what came of that, and rules that clean rows would meet."""
