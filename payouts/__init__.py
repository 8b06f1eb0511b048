"""What is owed, and what was sent."""
