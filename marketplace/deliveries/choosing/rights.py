"""Which of the takes that fit consent refuses: each use, today and on the day named."""

from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import UTC, date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from consent.decisions.answers import Refusal
from consent.decisions.deciding import decide
from consent.decisions.many import grants_allowing
from consent.grants.models import Grant, Right
from consent.holders.deciding import SPLIT
from consent.holders.purposes import Stated
from foundation.clock import now
from foundation.statements import among
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.errors import NoUseChosen
from marketplace.deliveries.choosing.reasons import Because, Reason
from marketplace.takes.models import Track

_AT_ONCE = 50_000


def refused(
    session: Session, client_id: UUID, choice: Choice, recordings: Select[Any], on: date
) -> dict[UUID, Reason]:
    """By take, the first reason found. A take goes out whole or not at all.

    Raises NoUseChosen: without a use nothing would be decided, and everything permitted.
    """
    if not choice.uses:
        raise NoUseChosen
    stated = choice.stated(client_id)
    found = _by_recording(session, stated, recordings, on, Because.REFUSED)
    if choice.until is not None and choice.until > on:
        later = _by_recording(session, stated, recordings, choice.until, Because.ENDS_TOO_SOON)
        found = later | found
    return _by_take(session, found)


def _by_recording(
    session: Session, stated: Stated, recordings: Select[Any], on: date, because: Because
) -> dict[UUID, Reason]:
    found: dict[UUID, Reason] = {}
    for purpose in stated.purposes():
        decisions = decide(session, recordings, purpose, on)
        for recording in decisions.refused():
            if recording not in found:
                found[recording] = _first(decisions.refusals(recording), because)
    for recording in _split(session, stated, recordings, on):
        found.setdefault(recording, Reason(because, SPLIT))
    return found


def _first(refusals: Collection[Refusal], because: Because) -> Reason:
    """Of several performers who refuse, always the same one's."""
    if because is Because.ENDS_TOO_SOON:
        return Reason(because)
    return Reason(because, min(next(iter(each.sentences()), "") for each in refusals))


def _split(session: Session, stated: Stated, recordings: Select[Any], on: date) -> Iterator[UUID]:
    """Where a performer signed several agreements, one of them must allow all that is stated of a
    use, as the gate asks for."""
    several = [each for each in stated.by_use().values() if len(each) > 1]
    if not several:
        return
    shared = select(Right.recording_id).where(~Right.alone, Right.recording_id.in_(recordings))
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
                yield each.recording_id


def _by_take(session: Session, found: dict[UUID, Reason]) -> dict[UUID, Reason]:
    by_take: dict[UUID, list[Reason]] = defaultdict(list)
    recordings = list(found)
    for start in range(0, len(recordings), _AT_ONCE):
        some = recordings[start : start + _AT_ONCE]
        rows = select(Track.recording_id, Track.take_id)
        these = rows.where(among(session, Track.recording_id, some))
        for recording, take_id in session.execute(these):
            if recording is not None:
                by_take[take_id].append(found[recording])
    return {take_id: min(reasons) for take_id, reasons in by_take.items()}
