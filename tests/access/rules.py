"""What a row of the access table can say: who may use an endpoint, and whose thing it touches."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from marketplace.accounts.roles import Role
from tests.cast import Person as CastPerson

Values = Mapping[str, Any]
Make = Callable[[CastPerson], Values]
"""Makes the thing, belonging to this person, and gives the values of the path's variables."""
Form = Values | Callable[[CastPerson], Values]
"""What a POST needs to get as far as the action: fields, or how this person fills them."""


class Wait(StrEnum):
    """What a signed-in person may still owe before they can act."""

    ADDRESS = "an address that is not verified"
    FACTOR = "a second factor that was not shown"


EVERY_WAIT = frozenset(Wait)
NO_WAIT: frozenset[Wait] = frozenset()


def nothing(_person: CastPerson) -> Values:
    """For a path without variables."""
    return {}


@dataclass(frozen=True, slots=True)
class Rule:
    make: Make = nothing
    send: Form = field(default_factory=dict, kw_only=True)
    headers: Mapping[str, str] = field(default_factory=dict, kw_only=True)
    """What a protocol of its own asks for besides."""
    open_to: frozenset[Wait] = field(default=NO_WAIT, kw_only=True)
    """Also for people who still owe this."""
    fresh: bool = field(default=False, kw_only=True)
    """Asks those who signed in a while ago to prove again who they are."""


@dataclass(frozen=True, slots=True)
class Open(Rule):
    """Everybody, signed in or not."""

    open_to: frozenset[Wait] = field(default=EVERY_WAIT, kw_only=True)


@dataclass(frozen=True, slots=True)
class Person(Rule):
    """Everybody who is signed in."""


@dataclass(frozen=True, slots=True)
class Only(Rule):
    """Those who act in one of these roles."""

    roles: frozenset[Role] = field(kw_only=True)
    hidden: bool = field(default=False, kw_only=True)
    """To the others it does not exist."""
    open_to: frozenset[Wait] = field(default=NO_WAIT, kw_only=True)


@dataclass(frozen=True, slots=True)
class Own(Rule):
    """One's own; a stranger's is 404, except to those who act in one of `others`."""

    roles: frozenset[Role] | None = field(default=None, kw_only=True)
    """Who can have one at all. None: everybody who is signed in, also without any role."""
    others: frozenset[Role] = field(default=frozenset(), kw_only=True)
