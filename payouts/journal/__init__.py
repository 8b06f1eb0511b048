"""Who owes whom: every movement of money, once, for good, and balanced by construction."""
