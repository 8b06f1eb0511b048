"""What every fact is worth to whom: collected once, waiting only for a named reason, paid once."""
