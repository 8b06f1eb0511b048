"""People who can sign in, and the roles they act in."""
