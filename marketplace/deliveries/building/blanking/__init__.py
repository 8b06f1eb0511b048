"""Takes out of a file what it says of who made it, where and with what."""
