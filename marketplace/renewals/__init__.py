"""Terms that end soon: what a client asks to go on with, sets money aside for, and pays."""
