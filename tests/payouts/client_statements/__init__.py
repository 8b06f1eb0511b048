"""What became of a client's money."""
