"""What performers and those who cast write to each other."""
