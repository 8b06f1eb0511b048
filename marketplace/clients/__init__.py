"""The organisations that ask for scenes."""
