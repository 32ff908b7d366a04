"""The commands, one module a group; imported by name from `fundstelle.main`."""
