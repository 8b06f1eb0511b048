"""Says what is wrong with a configuration before it hurts."""
