"""The demo of money, against the stand-in."""
