"""Asking for signatures, showing, signing and refusing."""
