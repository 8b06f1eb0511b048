"""Erasing the words of a record because whom it is about asks for it."""
