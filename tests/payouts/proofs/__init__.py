"""The promises about money that cross slices: whatever happens, in whatever order, at once."""
