"""The profiles that can be found, and the index that finds them."""
