"""What is paid when, to whom and for which earnings: planned, looked at, approved, then frozen."""
