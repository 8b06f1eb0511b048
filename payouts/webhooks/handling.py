"""Who handles what Stripe tells. `assembly` fills it with what the slices above offer."""

from collections.abc import Callable, Collection
from dataclasses import dataclass

from sqlalchemy.orm import Session


@dataclass(frozen=True, slots=True)
class Told:
    """What events name. Those about one thing are handled together, and the thing is read once:
    their order and number make no difference then."""

    kind: str
    about: str
    account: str


Step = Callable[[Session], str]
"""Writes down what was read, and says in a few words what that changed."""
Read = Callable[[Told], Step | None]
"""Asks Stripe what the thing is like now, outside any transaction. None: not ours."""


@dataclass(frozen=True, slots=True)
class Handler:
    """`read` must not mind being called twice, and its step not that it is late: the state at
    Stripe may have moved on since it was read, and another event about it is then on its way."""

    name: str
    kinds: frozenset[str]
    read: Read


@dataclass(frozen=True, slots=True)
class Sweeping:
    """What a slice has at Stripe that could have been told of."""

    has_asked: Callable[[Session], bool]
    accounts: Callable[[Session], Collection[str]]
    """Connected accounts in which something of ours is not at its end."""


handlers: tuple[Handler, ...] = ()
swept: tuple[Sweeping, ...] = ()


def handler_of(kind: str) -> Handler | None:
    return next((each for each in handlers if kind in each.kinds), None)
