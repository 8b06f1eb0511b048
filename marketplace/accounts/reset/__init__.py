"""Setting a new password by a mailed link. The second factor is still asked for."""
