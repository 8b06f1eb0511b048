"""The small program by which a client takes deliveries home: one file, and the standard library."""
