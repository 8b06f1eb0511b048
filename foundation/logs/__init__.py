"""What the program says about itself, line by line, without a word about anybody."""

from foundation.logs.writing import configure

__all__ = ["configure"]
