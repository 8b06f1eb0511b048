"""What must be done by when, over all of consent: one board, late first."""
