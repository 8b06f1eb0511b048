"""Breaches by clients: recorded, notified before 72 hours are over, told to performers, closed."""
