"""Takes begin, come in, and end at a word."""
