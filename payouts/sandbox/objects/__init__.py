"""A module for each kind of object: its operations, and what happens to it by itself."""
