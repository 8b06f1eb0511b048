"""How a holder got what a recall asks back, by which deliveries and to do what, and what they know
it by."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.holders.models import Holder
from consent.holders.queries import handed_over, holders_of
from consent.ledger.explaining.words import said
from consent.recalls.models import Recall
from consent.recordings.models import Recording
from consent.recordings.naming import titles
from foundation import hooks
from foundation.statements import among


@dataclass(frozen=True, slots=True)
class Had:
    """One delivery that one of its files came with."""

    since: datetime
    uses: str
    delivery_id: UUID
    reference: str
    """Empty where nobody above knows the delivery."""


def had_by(session: Session, recall: Recall) -> list[Had]:
    of_recording = holders_of(session, [recall.recording_id]).get(recall.recording_id, ())
    theirs = _theirs(recall, of_recording)
    known = handed_over(session, {holder.delivery_id for holder in theirs})
    called = hooks.references(session, list(known))
    return [
        Had(
            since=holder.since,
            uses=", ".join(map(said, known[holder.delivery_id].purpose.get("uses", ()))),
            delivery_id=holder.delivery_id,
            reference=called.get(holder.delivery_id, ""),
        )
        for holder in theirs
    ]


def files_by_delivery(
    session: Session, recalls: Sequence[Recall]
) -> Mapping[UUID, Mapping[UUID, set[str]]]:
    """By recall and delivery, oldest first, which of its files came with that."""
    theirs: dict[tuple[UUID, UUID, UUID | None], list[Holder]] = defaultdict(list)
    for recording_id, held in holders_of(session, {each.recording_id for each in recalls}).items():
        for holder in held:
            theirs[recording_id, holder.client_id, holder.recipient_id].append(holder)
    return {
        recall.id: {
            each.delivery_id: set(recall.files) & set(each.files)
            for each in _theirs(
                recall, theirs[recall.recording_id, recall.client_id, recall.recipient_id]
            )
        }
        for recall in recalls
    }


def deliveries_of(session: Session, recalls: Sequence[Recall]) -> Mapping[UUID, list[UUID]]:
    """By recall, the deliveries that its files came with, oldest first."""
    return {recall: list(copies) for recall, copies in files_by_delivery(session, recalls).items()}


def known_as(session: Session, recalls: Sequence[Recall]) -> Mapping[UUID, str]:
    """By recall, what its holder knows the recording by: for whom it was made first is for its own
    client alone."""
    ids = {each.recording_id for each in recalls}
    found = session.scalars(select(Recording).where(among(session, Recording.id, ids))).all()
    made_for = {each.id: each.client_id for each in found}
    called = titles(session, found)
    return {
        each.id: called[each.recording_id]
        if made_for.get(each.recording_id) == each.client_id
        else "A recording"
        for each in recalls
    }


def _theirs(recall: Recall, of_recording: Sequence[Holder]) -> list[Holder]:
    asked = set(recall.files)
    return [
        holder
        for holder in of_recording
        if (holder.client_id, holder.recipient_id) == (recall.client_id, recall.recipient_id)
        and asked & set(holder.files)
    ]
