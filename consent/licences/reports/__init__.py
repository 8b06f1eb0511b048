"""What clients report that they did with recordings, period by period; performers see it."""
