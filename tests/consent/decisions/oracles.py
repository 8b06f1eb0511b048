"""What decisions mean, said twice more: plainly, and by what the ledger alone shows."""

from datetime import date, datetime
from typing import Any

from consent.ledger.explaining.opening import plain_fields
from consent.ledger.explaining.permitting import keeps, why_not
from consent.ledger.explaining.replaying import replay
from consent.ledger.explaining.terms import DIMENSIONS
from consent.ledger.explaining.words import Answer, Use
from consent.terms.purpose import Purpose
from tests.consent.decisions.histories import Life, Told

_STATES = ("refused", "given", "renewed", "withdrawn", "expired", "terminated", "invalidated")


def naively(found: list[Life], asked: Purpose, on: date, known_at: datetime) -> bool:
    """Every performer has a grant that allows it."""
    if on < found[0].began_on:
        return False
    performers = {life.grant.performer_id for life in found}
    allowing = {life.grant.performer_id for life in found if _allows(life, asked, on, known_at)}
    return performers == allowing


def _allows(life: Life, asked: Purpose, on: date, known_at: datetime) -> bool:
    known = [each for each in life.told if each.known_from <= known_at]
    state, terms, taken = "", None, False
    for each in known:
        if each.on <= on:
            kind = each.opening.type.value.split(".")
            state = kind[1] if kind[0] == "consent" and kind[1] in _STATES else state
            terms = each.opening if hasattr(each.opening, "limits") else terms
            taken = kind[1] == "accepted" if kind[0] == "take" else taken
    if state not in ("given", "renewed") or terms is None:
        return False
    return (
        terms.uses[asked.use] is not Answer.NOT_ALLOWED
        and (taken or asked.use is Use.REVIEW)
        and (terms.limits.starts_on or date.min) <= on <= terms.limits.ends_on
        and not any(_pauses(known, place, asked, on) for place in range(len(known)))
        and _keeps(plain_fields(terms.limits), asked)
    )


def _keeps(limits: dict[str, Any], asked: Purpose) -> bool:
    return all(
        keeps(rule, limits[limit], asked.stated, said)
        for limit, said, rule in DIMENSIONS
        if limit in limits
    )


def _pauses(known: list[Told], place: int, asked: Purpose, on: date) -> bool:
    """Whether what was told there is a suspension that holds and is not lifted by then."""
    told = known[place]
    if told.opening.type.value != "consent.suspended" or told.on > on:
        return False
    pause: Any = told.opening
    covers = (
        (pause.until is None or on <= pause.until)
        and (pause.uses is None or asked.use in pause.uses)
        and (pause.clients is None or asked.client in pause.clients)
    )
    return covers and not any(day <= on for day in _lifted(known, place))


def _lifted(known: list[Told], place: int) -> list[date]:
    """The day from which this one is lifted: each lifts the latest of its cause that stands."""
    standing: list[int] = []
    for at, told in enumerate(known):
        if told.opening.type.value == "consent.suspended":
            standing.append(at)
        if told.opening.type.value == "consent.resumed":
            of_cause = [
                each for each in standing if known[each].opening.cause == told.opening.cause
            ]
            standing.remove(of_cause[-1])
            if of_cause[-1] == place:
                return [told.on]
    return []


def by_replay(found: list[Life], asked: Purpose, on: date, known_at: datetime) -> bool:
    """The same by what the ledger alone shows, on a day when all that was known had come true."""
    performers = {life.grant.performer_id for life in found}
    return performers == {
        life.grant.performer_id for life in found if _replayed(life, asked, on, known_at)
    }


def _replayed(life: Life, asked: Purpose, on: date, known_at: datetime) -> bool:
    count = sum(each.known_from <= known_at for each in life.told)
    if not count:
        return False
    standing = replay(life.story.told()[:count], on)
    delivery = {**asked.stated, "uses": [asked.use.value]}
    return why_not(standing, on.isoformat(), delivery) == ""
