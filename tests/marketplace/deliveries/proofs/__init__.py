"""Deliveries as a whole: whatever happens in whatever order, what must hold of them holds."""
