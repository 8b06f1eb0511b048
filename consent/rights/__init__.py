"""What performers do with the consent they gave, and what else may happen to it."""
