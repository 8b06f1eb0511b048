"""The kinds of notices there are, and how each may reach a person. Registered by `wsgi.py`."""

from dataclasses import dataclass
from enum import StrEnum

from foundation.actors import Power
from foundation.hooks import Held


class Delivery(StrEnum):
    AT_ONCE = "at_once"
    DAILY = "daily"
    WEEKLY = "weekly"
    PAGE = "page"
    """On the page, never by mail."""
    OFF = "off"


DIGESTED = frozenset((Delivery.DAILY, Delivery.WEEKLY))


@dataclass(frozen=True, slots=True)
class Kind:
    """`may_turn_off` is False for money, rights and security: page and mail, at once, always.

    `sentence` is what the notice says: a Jinja line that knows the values given to `tell`
    and the filters when, day and money. Without one the label is said.
    """

    name: str
    label: str
    group: str
    may_turn_off: bool
    sentence: str = ""
    default: Delivery = Delivery.AT_ONCE
    roles: frozenset[str] = frozenset()
    powers: frozenset[Power] = frozenset()
    """Who is ever told: those who hold one of these roles or powers; everybody without any."""

    def concerns(self, held: Held) -> bool:
        for_all = not self.roles and not self.powers
        return for_all or bool(self.roles & held.roles or self.powers & held.powers)

    @property
    def choices(self) -> tuple[Delivery, ...]:
        return tuple(Delivery) if self.may_turn_off else (Delivery.AT_ONCE,)

    def __post_init__(self) -> None:
        if self.default not in self.choices:
            raise ValueError(f"{self.name} cannot be {self.default} by default")


_registered: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Repeating it is harmless; two meanings of one name are a bug."""
    for kind in kinds:
        if _registered.setdefault(kind.name, kind) != kind:
            raise ValueError(f"two kinds of notice are called {kind.name}")


def named(name: str) -> Kind:
    """Raises KeyError for a kind that nobody registered: a bug, not a refusal."""
    return _registered[name]


def label_of(name: str) -> str:
    """Also for a kind that an earlier version told and this one no longer has."""
    kind = _registered.get(name)
    return kind.label if kind else name


def by_group() -> dict[str, list[Kind]]:
    groups: dict[str, list[Kind]] = {}
    for kind in sorted(_registered.values(), key=lambda each: (each.group, each.label)):
        groups.setdefault(kind.group, []).append(kind)
    return groups


def optional() -> list[Kind]:
    return [kind for kind in _registered.values() if kind.may_turn_off]
