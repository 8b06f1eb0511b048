"""The ledger as others see it."""
