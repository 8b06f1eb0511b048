"""What became of a recording whose consent ended, for its performer: where it stands, and the end.

Only one's own part is in it: what a partner said of theirs is theirs.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.keeping import openings, places
from consent.ledger.entries import EntryType
from consent.ledger.openings.lines import Line
from consent.ledger.proving import EntryNotFound, EntryNotProvenYet, prove
from consent.media.errors import RecordingNotFound
from consent.media.holding import holds_on
from consent.media.living import still_allows
from consent.media.models import Destruction, MediaFile
from consent.media.queries import kept_of, last_day
from consent.recalls import queries
from consent.recalls.errors import NoCertificateYet
from consent.recalls.models import Recall, RecallAttestation
from foundation import hooks
from foundation.actors import Actor
from foundation.clock import now
from foundation.web import settings

_TOLD = frozenset(
    (
        EntryType.CONSENT_WITHDRAWN,
        EntryType.CONSENT_EXPIRED,
        EntryType.CONSENT_TERMINATED,
        EntryType.CONSENT_INVALIDATED,
        EntryType.RECALL_OPENED,
        EntryType.RECALL_ATTESTED,
        EntryType.MEDIA_DESTROYED,
    )
)


@dataclass(frozen=True, slots=True)
class Called:
    """One holder's recall, as it stands."""

    recall: Recall
    holder: str
    answer: RecallAttestation | None


@dataclass(frozen=True, slots=True)
class Standing:
    files: Sequence[MediaFile]
    orders: Sequence[Destruction]
    held_until: date | None
    called: Sequence[Called]
    threads: Sequence[str]
    lines: Sequence[Line]
    """What the ledger says of these threads."""
    has_ended: bool
    """None of one's own agreements about it lives on."""

    @property
    def due_on(self) -> date | None:
        return last_day(self.orders)

    @property
    def open(self) -> int:
        """How many things are not done."""
        kept = sum(file.destroyed_at is None for file in self.files)
        return kept + sum(each.answer is None for each in self.called)

    @property
    def is_done(self) -> bool:
        """Ended, and nothing of it is left."""
        return self.has_ended and bool(self.files or self.called) and not self.open

    @property
    def done_at(self) -> datetime | None:
        if not self.is_done:
            return None
        gone = [file.destroyed_at for file in self.files if file.destroyed_at]
        said = [each.answer.at for each in self.called if each.answer]
        return max([*gone, *said], default=None)


def standing(session: Session, recording_id: UUID, actor: Actor) -> Standing:
    """For whom it is, and nobody else."""
    return standing_of(session, recording_id, actor.id)


def standing_of(session: Session, recording_id: UUID, performer_id: UUID) -> Standing:
    own = select(Grant).where(
        Grant.recording_id == recording_id, Grant.performer_id == performer_id
    )
    grants = session.scalars(own.order_by(Grant.thread)).all()
    if not grants:
        raise RecordingNotFound
    kept = kept_of(session, recording_id)
    threads = [grant.thread for grant in grants]
    called = queries.recalls_of(session, recording_id)
    mine = [each for each in called if each.performer_id == performer_id]
    return Standing(
        kept.files,
        [each for each in kept.orders if each.called_off_at is None],
        holds_on(session, [recording_id]).get(recording_id),
        _called(session, mine),
        threads,
        openings.lines_of(session, threads),
        not still_allows(session, recording_id, performer_id),
    )


def certificate(
    session: Session, recording_id: UUID, found: Standing, actor: Actor
) -> dict[str, Any]:
    """As a file for programs: what was destroyed, who answered what, and the entries that prove it,
    each with its proof as soon as a checkpoint covers it."""
    if not found.is_done:
        raise NoCertificateYet(max(1, found.open))
    return {
        "certificate": "The end of a recording",
        "recording": str(recording_id),
        "performer": str(actor.id),
        "written_at": now().isoformat(),
        "ours": [_gone(file) for file in found.files],
        "holders": [_said(each) for each in found.called],
        "entries": [
            {**each, "proof": _proof(session, each["id"])} for each in told_in_ledger(found.lines)
        ],
    }


def _called(session: Session, recalls: Sequence[Recall]) -> list[Called]:
    answers = queries.answers(session, recalls)
    holders = {each.recipient_id or each.client_id for each in recalls}
    names = hooks.names(session, holders)
    return [
        Called(each, names.get(holder, str(holder)), answers.get(each.id))
        for each in recalls
        for holder in [each.recipient_id or each.client_id]
    ]


def _gone(file: MediaFile) -> dict[str, Any]:
    return {
        "kind": file.kind.value,
        "sha256": file.sha256,
        "destroyed_at": file.destroyed_at and file.destroyed_at.isoformat(),
    }


def _said(called: Called) -> dict[str, Any]:
    answer = called.answer
    return {
        "holder": called.holder,
        "because": called.recall.cause.value,
        "asked_at": called.recall.opened_at.isoformat(),
        "answer": answer and answer.answer,
        "answered_at": answer and answer.at.isoformat(),
        "files": answer and answer.files,
    }


def told_in_ledger(lines: Sequence[Line]) -> list[dict[str, str]]:
    """Of ends, recalls, answers and destruction."""
    return [
        {"id": event.id, "type": event.type.value, "on": event.time.isoformat()}
        for line in lines
        for event in [line.entry.event]
        if event.type in _TOLD
    ]


def _proof(session: Session, entry_id: str) -> str | None:
    try:
        return str(prove(session, entry_id, places.policy(settings())).proof)
    except (EntryNotFound, EntryNotProvenYet):
        return None
