"""What happens to a right when something is told: by the ledger's own words, moves and rules."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import UTC, date
from typing import Any, cast
from uuid import UUID

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from consent.grants.errors import CannotComeNow, NotNarrower, NotYetTrue
from consent.grants.knowing import know, know_first, rights_of
from consent.grants.limit_sets import limit_set
from consent.grants.models import Grant, LimitSet, Right
from consent.grants.suspending import resume, suspend
from consent.ledger.entries import EntryType
from consent.ledger.explaining.consenting import (
    ConsentNarrowed,
    ConsentResumed,
    ConsentSuspended,
)
from consent.ledger.explaining.moves import MOVES, may_follow
from consent.ledger.explaining.narrowing import widened
from consent.ledger.explaining.opening import Opening, plain, plain_fields
from consent.ledger.explaining.terms import WithTerms
from consent.ledger.explaining.words import said
from consent.terms.bits import answers_in, constrained_by, opened_by
from foundation.clock import now

_TAKE = {EntryType.TAKE_ACCEPTED: True, EntryType.TAKE_REJECTED: False}


def begin(
    session: Session,
    *,
    recording: UUID,
    performer: UUID,
    agreement: UUID,
    thread: str,
    client: UUID | None = None,
) -> Grant:
    """A step. Nothing is allowed by it yet."""
    at = now()
    grant = Grant(
        recording_id=recording,
        performer_id=performer,
        agreement_id=agreement,
        thread=thread,
        client_id=client,
    )
    session.add(grant)
    others = (Right.recording_id == recording, Right.performer_id == performer)
    # Two that begin at one instant may each think they are alone: then each must allow, which
    # refuses more than it should, and never less.
    alone = session.scalar(select(Right.grant_id).where(*others).limit(1)) is None
    session.execute(update(Right).where(*others).values(alone=False))
    right = Right(
        recording_id=recording,
        performer_id=performer,
        grant_id=grant.id,
        limit_set_id=limit_set(session, {}),
        alone=alone,
    )
    session.flush()
    session.add(right)
    know_first(session, right, on=at.date(), at=at)
    return grant


def follow(session: Session, grant: Grant, opening: Opening) -> None:
    """A step, under the lock of the grant's thread. True from the opening's day, known from now.

    Raises CannotComeNow, NotNarrower, NothingToLift, NotYetTrue: whatever a replay would refuse.
    """
    follow_all(session, [(grant, opening)])


def follow_all(session: Session, told: Sequence[tuple[Grant, Opening]]) -> None:
    """The same for many grants at once: of each, its first opening, then its second."""
    rights = rights_of(session, {grant.id: grant for grant, _ in told}.values())
    rounds: list[list[tuple[Right, Opening, date]]] = []
    heard: Counter[UUID] = Counter()
    for grant, opening in told:
        if heard[grant.id] == len(rounds):
            rounds.append([])
        on = opening.at.astimezone(UTC).date()
        rounds[heard[grant.id]].append((rights[grant.id], opening, on))
        heard[grant.id] += 1
    for each in rounds:
        _follow(session, each)


def _follow(session: Session, told: Sequence[tuple[Right, Opening, date]]) -> None:
    """Each right once."""
    at = now()
    for right, opening, on in told:
        if on > at.date():
            raise NotYetTrue
        if not may_follow(right.state, opening.type):
            raise CannotComeNow(said(right.state))
    pauses = [(right, each, on) for right, each, on in told if isinstance(each, ConsentSuspended)]
    ends = [(right, each, on) for right, each, on in told if isinstance(each, ConsentResumed)]
    changes = [(right, _values(session, right, each), on) for right, each, on in told]
    if pauses:
        suspend(session, pauses, at=at)
    if ends:
        resume(session, ends, at=at)
    know(session, [change for change in changes if change[1]], at=at)


def _values(session: Session, right: Right, opening: Opening) -> dict[str, Any]:
    """What the opening changes; nothing, where it only tells."""
    found: dict[str, Any] = {}
    if isinstance(opening, ConsentNarrowed):
        _refuse_wider(session, right, opening)
    if isinstance(opening, WithTerms):
        found |= _terms(session, opening)
    if opening.type in _TAKE:
        found["accepted"] = _TAKE[opening.type]
    if to := MOVES.get(opening.type, ([], ""))[1]:
        found["state"] = to
    return found


def _terms(session: Session, opening: WithTerms) -> dict[str, Any]:
    return {
        "uses": opened_by(opening.uses),
        "constrained": constrained_by(opening.uses),
        "starts_on": opening.limits.starts_on or date.min,
        "ends_on": opening.limits.ends_on,
        "limit_set_id": limit_set(session, plain_fields(opening.limits)),
    }


def _refuse_wider(session: Session, right: Right, opening: ConsentNarrowed) -> None:
    before = cast(Mapping[str, str], answers_in(right.uses, right.constrained))
    field = widened(before, _limits(session, right), plain(opening.uses), plain(opening.limits))
    if field:
        raise NotNarrower(said(field))


def _limits(session: Session, right: Right) -> Mapping[str, Any]:
    body = session.get_one(LimitSet, right.limit_set_id).body
    starts = {} if right.starts_on == date.min else {"starts_on": right.starts_on.isoformat()}
    return {**body, **starts, "ends_on": right.ends_on.isoformat()}
