"""What people typed, as openings spell text: on one line, with nothing that turns its order."""

import re

_NEVER_SAID = re.compile(r"[\u0000-\u0020\u007f\u2028-\u202e\u2066-\u2069]+")

_TURNING = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


def one_line(typed: str) -> str:
    """What the ledger refuses becomes a space: nobody's withdrawal fails by how its reason is
    typed, and line breaks say nothing that has to be proven."""
    return _NEVER_SAID.sub(" ", typed).strip()


def turns_order(typed: str) -> bool:
    """Whether something in it would make a person read it otherwise than it is written."""
    return bool(_TURNING.search(typed))
