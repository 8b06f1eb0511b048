"""What one day of work is worth to its performer: what is earned, and what is expected."""
