"""Random histories of takes, and a plain account of what each comes to."""
