"""When two spellings of a name are one name."""


def name_key(name: str) -> str:
    """Case and blanks say nothing."""
    return " ".join(name.casefold().split())
