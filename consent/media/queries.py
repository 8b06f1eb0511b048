"""What can be asked about a recording's files: who opened it, what is kept, what holds it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.media import policy
from consent.media.errors import HoldNotFound, RecordingNotFound
from consent.media.filing import files_of
from consent.media.living import performers_of
from consent.media.models import (
    Destruction,
    LegalHold,
    LegalHoldLifting,
    LegalHoldWords,
    MediaFile,
    Reading,
    Viewing,
    ViewingReason,
)
from foundation import audit, hooks
from foundation.actors import Actor

BECAUSE: Mapping[ViewingReason, str] = {
    ViewingReason.OWN: "it is their own",
    ViewingReason.JUDGE: "to judge the take",
    ViewingReason.SECOND: "for a second opinion of the take",
    ViewingReason.QUALITY: "to check sound and picture",
    ViewingReason.CASE: "to answer a case",
    ViewingReason.CHECK: "to check that the rules are kept",
}
REASONS = tuple(
    (each.value, said.capitalize())
    for each, said in BECAUSE.items()
    if each not in (ViewingReason.OWN, ViewingReason.SECOND)
)


@dataclass(frozen=True, slots=True)
class Seen:
    """One viewing, as it is told to whom it is about."""

    at: datetime
    acted_as: str
    reader_id: UUID
    because: str
    parts: int
    """How often bytes of it went out."""


@dataclass(frozen=True, slots=True)
class Held:
    hold: LegalHold
    name: str
    reason: str
    lifted_at: datetime | None


@dataclass(frozen=True, slots=True)
class Kept:
    """All that is known of a recording's files."""

    files: Sequence[MediaFile]
    orders: Sequence[Destruction]
    holds: Sequence[Held]


def viewings_as(session: Session, recording_id: UUID, actor: Actor) -> list[Seen]:
    """A step: newest first. Staff who look are on record themselves."""
    performers = performers_of(session, recording_id)
    if not policy.may_see_viewings(actor, performers):
        raise RecordingNotFound
    _on_record(session, actor, performers)
    return viewings(session, recording_id)


def viewings(session: Session, recording_id: UUID) -> list[Seen]:
    parts = select(func.count()).where(Reading.viewing_id == Viewing.id).scalar_subquery()
    found = select(Viewing, parts).where(Viewing.recording_id == recording_id)
    rows = session.execute(found.order_by(Viewing.opened_at.desc(), Viewing.id))
    return [_seen(row[0], row[1]) for row in rows]


def taken_home(session: Session, recording_id: UUID) -> list[hooks.TakenHome]:
    """Copies that were fetched from us, for who may see the viewings."""
    return [
        each
        for provider in hooks.taken_home_in
        for each in provider(session, [recording_id]).get(recording_id, ())
    ]


def kept_as(session: Session, recording_id: UUID, actor: Actor) -> Kept:
    """A step, for those who answer for what is kept: on record."""
    actor.require(policy.may_see_keeping(actor))
    kept = kept_of(session, recording_id)
    if not kept.files:
        raise RecordingNotFound
    _on_record(session, actor, performers_of(session, recording_id))
    return kept


def kept_of(session: Session, recording_id: UUID) -> Kept:
    ordered = select(Destruction).where(Destruction.recording_id == recording_id)
    return Kept(
        files_of(session, [recording_id]),
        session.scalars(ordered.order_by(Destruction.due_on, Destruction.id)).all(),
        _holds(session, recording_id),
    )


def hold(session: Session, hold_id: UUID, actor: Actor) -> Held:
    actor.require(policy.may_hold(actor))
    found = session.get(LegalHold, hold_id)
    if found is None:
        raise HoldNotFound
    return next(each for each in _holds(session, found.recording_id) if each.hold.id == hold_id)


def because(viewing: Viewing) -> str:
    return BECAUSE[ViewingReason(viewing.reason)]


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`: who opened what one performs in, and until when it is kept."""
    own = select(Grant.recording_id).where(Grant.performer_id == person_id).distinct()
    recordings = sorted(session.scalars(own))
    return {
        "recordings_opened": [
            {
                "recording": str(recording),
                "at": each.at.isoformat(),
                "as": each.acted_as,
                "because": each.because,
            }
            for recording in recordings
            for each in viewings(session, recording)
        ],
        "recordings_kept": [_kept(file) for file in files_of(session, recordings)],
    }


def last_day(orders: Sequence[Destruction]) -> date | None:
    """By when all files of a recording are gone, where that is ordered."""
    return min((each.due_on for each in orders if each.called_off_at is None), default=None)


def _seen(viewing: Viewing, parts: int) -> Seen:
    who = viewing.acted_as, viewing.reader_id
    return Seen(viewing.opened_at, *who, because(viewing), parts)


def _kept(file: MediaFile) -> dict[str, Any]:
    return {
        "recording": str(file.recording_id),
        "kind": file.kind.value,
        "sha256": file.sha256,
        "kept_at": file.kept_at.isoformat(),
        "destroyed_at": file.destroyed_at and file.destroyed_at.isoformat(),
    }


def _holds(session: Session, recording_id: UUID) -> list[Held]:
    found = (
        select(LegalHold, LegalHoldWords, LegalHoldLifting.lifted_at)
        .outerjoin(LegalHoldWords, LegalHoldWords.hold_id == LegalHold.id)
        .outerjoin(LegalHoldLifting, LegalHoldLifting.hold_id == LegalHold.id)
        .where(LegalHold.recording_id == recording_id)
        .order_by(LegalHold.placed_at, LegalHold.id)
    )
    return [
        Held(hold, words.name if words else "", words.reason if words else "", lifted_at)
        for hold, words, lifted_at in session.execute(found)
    ]


def _on_record(session: Session, actor: Actor, performers: set[UUID]) -> None:
    for person in sorted(performers - {actor.id}):
        if actor.id not in performers:
            audit.record(session, actor, "opening.read", person)
