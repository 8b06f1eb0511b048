"""What each grant of a recording permitted on a day, as far as it was known at an instant."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from consent.grants.models import KnownRight, Lifting, LimitSet, Suspension
from consent.ledger.explaining.moves import PERMITTING
from consent.ledger.explaining.sentences import read_date, read_limits, read_uses
from consent.ledger.explaining.words import said
from consent.terms.bits import BIT, EVERY_USE, answers_in

GrantRow = Row[UUID, UUID, UUID, str, datetime]
"""Id, performer, agreement, thread, when it was made."""


@dataclass(frozen=True, slots=True)
class Moment:
    on: date
    """What was true on this day …"""
    known_at: datetime
    """… as far as anybody knew at this instant."""


@dataclass(frozen=True, slots=True)
class Stood:
    """One grant, as it stood."""

    grant: GrantRow
    """Its ids, its thread and when it was made."""
    state: str
    """As people say it; empty where it was not known yet."""
    permitting: bool
    terms: tuple[str, ...]
    pauses: tuple[str, ...]


def stood(session: Session, grants: Sequence[GrantRow], moment: Moment) -> list[Stood]:
    ids = [grant.id for grant in grants]
    known = _known(session, ids, moment)
    pauses = _pauses(session, ids, moment)
    limits = _limits(session, known)
    return [
        _stood(grant, known.get(grant.id), limits, tuple(pauses.get(grant.id, ())), moment)
        for grant in grants
    ]


def _known(session: Session, ids: Sequence[UUID], moment: Moment) -> dict[UUID, KnownRight]:
    """Of what was known, and whose day had come, the last word."""
    wanted = select(KnownRight).where(
        KnownRight.grant_id.in_(ids),
        KnownRight.known_from <= moment.known_at,
        KnownRight.true_from <= moment.on,
    )
    return {row.grant_id: row for row in session.scalars(wanted.order_by(KnownRight.number))}


def _limits(session: Session, known: Mapping[UUID, KnownRight]) -> dict[int, Mapping[str, Any]]:
    of = select(LimitSet).where(LimitSet.id.in_({row.limit_set_id for row in known.values()}))
    return {row.id: row.body for row in session.scalars(of)}


def _stood(
    grant: GrantRow,
    row: KnownRight | None,
    limits: Mapping[int, Mapping[str, Any]],
    pauses: tuple[str, ...],
    moment: Moment,
) -> Stood:
    if row is None:
        return Stood(grant, "", False, (), ())
    if row.state not in PERMITTING:
        return Stood(grant, said(row.state), False, (), pauses)
    over = row.ends_on < moment.on
    state = "ended" if over else "suspended" if _wholly(pauses) else said(row.state)
    return Stood(grant, state, not (over or pauses), tuple(_terms(row, limits)), pauses)


def _terms(row: KnownRight, limits: Mapping[int, Mapping[str, Any]]) -> list[str]:
    answers = {use.value: each.value for use, each in answers_in(row.uses, row.constrained).items()}
    starts = {} if row.starts_on == date.min else {"starts_on": row.starts_on.isoformat()}
    body = {**limits.get(row.limit_set_id, {}), **starts, "ends_on": row.ends_on.isoformat()}
    take = () if row.accepted else ("The take was not accepted: only review was allowed.",)
    return [*read_uses(answers), *read_limits(body), *take]


def _pauses(session: Session, ids: Sequence[UUID], moment: Moment) -> dict[UUID, list[str]]:
    lifted = select(Lifting.suspension_id).where(
        Lifting.known_from <= moment.known_at, Lifting.true_from <= moment.on
    )
    wanted = select(Suspension).where(
        Suspension.grant_id.in_(ids),
        Suspension.known_from <= moment.known_at,
        Suspension.true_from <= moment.on,
        Suspension.until.is_(None) | (Suspension.until >= moment.on),
        Suspension.id.not_in(lifted),
    )
    found: dict[UUID, list[str]] = {}
    for row in session.scalars(wanted.order_by(Suspension.number)):
        found.setdefault(row.grant_id, []).append(_pause(row))
    return found


_WHOLE = "for every use and every client"


def _pause(row: Suspension) -> str:
    uses = [said(use) for use, bit in BIT.items() if row.uses & bit]
    what = "" if row.uses == EVERY_USE else f"for {', '.join(uses)}"
    whom = f"for client {row.client_id}" if row.client_id else ""
    scope = ", ".join(filter(None, (what, whom))) or _WHOLE
    until = f", until the end of {read_date(row.until.isoformat())}" if row.until else ""
    return f"Suspended {scope}; cause: {said(row.cause)}{until}."


def _wholly(pauses: Sequence[str]) -> bool:
    return any(_WHOLE in each for each in pauses)
