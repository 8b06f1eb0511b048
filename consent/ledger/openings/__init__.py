"""What entries commit to, kept where it can be erased: who, what, exactly when.

Sealed under a key of the person's own, which a key outside the database wraps. Nothing else
says whose thread a thread is: with its openings goes all that links it to anybody.
"""
