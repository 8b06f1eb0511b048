"""What each payout is for and why the rest waits: for performers, for finance, and in public."""
