"""Which takes a client wants, for what and until when: a choice, what it comes to, and versions."""
