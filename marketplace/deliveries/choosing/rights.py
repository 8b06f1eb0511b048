"""Which recordings consent refuses: each use, today and on the day named, as `decide` says it."""

from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.decisions.answers import Decisions
from consent.decisions.deciding import decide
from consent.decisions.doubting import in_doubt
from consent.decisions.driver_ids import Written, as_uuid
from consent.decisions.many import grants_allowing
from consent.grants.models import Grant, Right
from consent.holders.deciding import SPLIT
from consent.holders.purposes import Stated
from consent.terms.purpose import Purpose
from foundation.clock import now
from foundation.statements import among
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.reasons import Because, Reason


def refused(
    session: Session, client_id: UUID, choice: Choice, recordings: Collection[Written], on: date
) -> dict[Written, Reason]:
    """Of each that is, the first reason found. The gate asks the same again."""
    stated = choice.stated(client_id)
    purposes = list(stated.purposes())
    if not recordings:
        return {}
    last = max(on, choice.until or on)
    doubtful = in_doubt(session, recordings, purposes, (on, last))
    found = _on(session, stated, purposes, doubtful, on, Because.REFUSED)
    if last > on:
        left = [each for each in doubtful if each not in found]
        found |= _on(session, stated, purposes, left, last, Because.ENDS_TOO_SOON)
    return found


def _on(
    session: Session,
    stated: Stated,
    purposes: Collection[Purpose],
    recordings: Collection[Written],
    on: date,
    because: Because,
) -> dict[Written, Reason]:
    """The purposes are those that are stated: judged once, whatever the day."""
    found: dict[Written, Reason] = {}
    if not recordings:
        return found
    for purpose in purposes:
        left = [each for each in recordings if each not in found]
        decisions = decide(session, left, purpose, on)
        for recording in decisions.refused_as_written:
            found[recording] = _first(decisions, recording, because)
    for recording in _split(session, stated, recordings, on):
        found.setdefault(recording, Reason(because, SPLIT))
    return found


def _first(decisions: Decisions, recording: Written, because: Because) -> Reason:
    """Of several grants that refuse, always the same one's."""
    if because is Because.ENDS_TOO_SOON:
        return Reason(because)
    refusals = decisions.refusals(recording)
    return Reason(because, min(next(iter(each.sentences()), "") for each in refusals))


def _split(
    session: Session, stated: Stated, recordings: Collection[Written], on: date
) -> Iterator[Written]:
    """Where a performer signed several agreements, one of them must allow all that is stated of a
    use, as the gate asks for."""
    several = [each for each in stated.by_use().values() if len(each) > 1]
    if not several:
        return
    written = {as_uuid(each): each for each in recordings}
    shared = select(Right.recording_id).where(
        ~Right.alone, among(session, Right.recording_id, written)
    )
    asked = set(session.scalars(shared.distinct()))
    if not asked:
        return
    at = max(now(), datetime.combine(on, time(), UTC))
    rows = select(Grant.id, Grant.recording_id, Grant.performer_id)
    grants = session.execute(rows.where(among(session, Grant.recording_id, asked))).all()
    for purposes in several:
        allowed = set.intersection(
            *(grants_allowing(session, asked, purpose, at) for purpose in purposes)
        )
        covered = {(each.recording_id, each.performer_id) for each in grants if each.id in allowed}
        for each in grants:
            if (each.recording_id, each.performer_id) not in covered:
                yield written[each.recording_id]
