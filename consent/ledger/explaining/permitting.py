"""Why a delivery was not permitted when it was made, as far as the thread's openings show."""

from collections.abc import Iterator, Mapping
from typing import Any

from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.phrases import REASONS
from consent.ledger.explaining.sentences import read_date
from consent.ledger.explaining.standing import Standing
from consent.ledger.explaining.terms import DIMENSIONS
from consent.ledger.explaining.words import Answer, Use, said


def why_not(standing: Standing, day: str, delivery: Mapping[str, Any] | None) -> str:
    """The first reason, or nothing. Without openings only the state can speak."""
    return next(_reasons(standing, day, delivery), "")


def _reasons(standing: Standing, day: str, delivery: Mapping[str, Any] | None) -> Iterator[str]:
    if standing.moved not in PERMITTING:
        yield REASONS["state"].format(state=standing.moved)
    if standing.until and day > standing.until:
        yield REASONS["ended"].format(date=read_date(standing.until))
    yield from _suspended(standing, day, delivery)
    if delivery is None or standing.uses is None or standing.limits is None:
        return
    if standing.limits.get("starts_on", "") > day:
        yield REASONS["started"].format(date=read_date(standing.limits["starts_on"]))
    yield from _uses(standing, delivery)
    for limit, stated, rule in DIMENSIONS:
        if limit in standing.limits and not keeps(rule, standing.limits[limit], delivery, stated):
            yield REASONS["limit"].format(limit=said(limit))


def _suspended(standing: Standing, day: str, delivery: Mapping[str, Any] | None) -> Iterator[str]:
    for each in standing.suspensions:
        if each.until is not None and day > each.until:
            continue
        covered = each.of_everything or (
            delivery is not None
            and any(each.covers(use, delivery["client"]) for use in delivery["uses"])
        )
        if covered:
            cause = said(each.cause) if each.cause else "not opened here"
            yield REASONS["suspended"].format(cause=cause)


def _uses(standing: Standing, delivery: Mapping[str, Any]) -> Iterator[str]:
    answers = standing.uses or {}
    for use in delivery["uses"]:
        if answers.get(use, Answer.NOT_ALLOWED) == Answer.NOT_ALLOWED:
            yield REASONS["use"].format(use=said(use))
        elif standing.take != "accepted" and use != Use.REVIEW:
            yield REASONS["take"]


def keeps(rule: str, limit: Any, delivery: Mapping[str, Any], stated: str) -> bool:
    """Whether what the delivery states stays within the limit; silence does not."""
    found = delivery.get(stated)
    if found is None:
        return rule == "in if stated"
    match rule:
        case "all in":
            return all(each in limit for each in found)
        case "none in":
            return not any(each in limit for each in found)
        case _:
            return found in limit
