"""The money set aside for an order: confirmed from above, promised from beside, never overdrawn."""
