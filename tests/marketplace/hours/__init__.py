"""Hours: from the log of a booking to what is paid for it."""
