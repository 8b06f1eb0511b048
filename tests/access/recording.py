"""Which functions of our own ran while a row was asked."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import CodeType, FrameType

from tests.architecture.code import MODULES

Kind = tuple[str, bool]
"""The answer that is expected, and whether it is about somebody's own."""
Place = tuple[str, str, int]
"""File, qualified name and first line of a function: where its code is from."""
OURS = frozenset(map(str, MODULES))


def place_of(code: CodeType) -> Place:
    return code.co_filename, code.co_qualname, code.co_firstlineno


@contextmanager
def recorded() -> Iterator[set[Place]]:
    ran: set[Place] = set()

    def note(frame: FrameType, _event: str, _argument: object) -> None:
        if frame.f_code.co_filename in OURS:
            ran.add(place_of(frame.f_code))

    before = sys.gettrace()
    sys.settrace(note)
    try:
        yield ran
    finally:
        sys.settrace(before)
