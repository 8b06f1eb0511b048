"""Starting everything on one machine, and ending it."""
