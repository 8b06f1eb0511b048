"""Which functions of our own ran while a row was asked."""

from collections.abc import Iterator
from contextlib import contextmanager
from cProfile import Profile
from types import CodeType

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
    """By the profiler, which notes calls without running any Python for each of them."""
    ran: set[Place] = set()
    profile = Profile(subcalls=False, builtins=False)
    profile.enable()
    try:
        yield ran
    finally:
        profile.disable()
        called = [each.code for each in profile.getstats() if isinstance(each.code, CodeType)]
        ran.update(place_of(code) for code in called if code.co_filename in OURS)
