"""The closed forms of an entry's values, asked of whole columns: for who handles thousands."""

from collections.abc import Collection
from datetime import date

from consent.ledger.entries import ACTOR, TERMS, EntryType
from consent.ledger.spelling import are_random

_TYPES = frozenset(each.value for each in EntryType)
_ID = (22, "AQgw")
_COMMITMENT = (43, "AEIMQUYcgkosw048")


class Forms:
    """Remembers what came before: roles, days and public texts are few."""

    def __init__(self) -> None:
        self._actors: frozenset[str] = frozenset()
        self._days: frozenset[str] = frozenset()
        self._terms: frozenset[str] = frozenset()

    def fit(
        self,
        ids: Collection[str],
        commits: Collection[str],
        *,
        actors: Collection[str],
        terms: Collection[str],
        days: Collection[str],
        types: Collection[str],
    ) -> bool:
        """Whether `Event` would take each of them. It says why, where one is not as it must be."""
        return (
            are_random(ids, *_ID)
            and are_random([commit for commit in commits if commit], *_COMMITMENT)
            and _TYPES.issuperset(types)
            and self._are_known(frozenset(actors), frozenset(terms), frozenset(days))
        )

    def _are_known(
        self, actors: frozenset[str], terms: frozenset[str], days: frozenset[str]
    ) -> bool:
        if not all(ACTOR.match(each) for each in actors - self._actors):
            return False
        if not all(TERMS.match(each) for each in terms - self._terms):
            return False
        if not all(map(_is_day, days - self._days)):
            return False
        self._actors, self._terms, self._days = actors, terms, days
        return True


def _is_day(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
