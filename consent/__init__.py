"""What each performer allowed for each recording, and the ledger that proves it."""
