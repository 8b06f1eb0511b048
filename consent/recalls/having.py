"""How a holder got what a recall asks back: by which deliveries, when, and to do what with it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.orm import Session

from consent.holders.models import Holder
from consent.holders.queries import handed_over, holders_of
from consent.ledger.explaining.words import said
from consent.recalls.models import Recall


def had_by(session: Session, recall: Recall) -> list[tuple[datetime, str]]:
    """Each delivery that one of its files came with, and its uses."""
    of_recording = holders_of(session, [recall.recording_id]).get(recall.recording_id, ())
    theirs = _theirs(recall, of_recording)
    known = handed_over(session, {holder.delivery_id for holder in theirs})
    return [
        (holder.since, ", ".join(map(said, known[holder.delivery_id].purpose.get("uses", ()))))
        for holder in theirs
    ]


def deliveries_of(session: Session, recalls: Sequence[Recall]) -> Mapping[UUID, list[UUID]]:
    """By recall, the deliveries that its files came with, oldest first."""
    theirs: dict[tuple[UUID, UUID, UUID | None], list[Holder]] = defaultdict(list)
    for recording_id, held in holders_of(session, {each.recording_id for each in recalls}).items():
        for holder in held:
            theirs[recording_id, holder.client_id, holder.recipient_id].append(holder)
    return {
        recall.id: [
            each.delivery_id
            for each in _theirs(
                recall, theirs[recall.recording_id, recall.client_id, recall.recipient_id]
            )
        ]
        for recall in recalls
    }


def _theirs(recall: Recall, of_recording: Sequence[Holder]) -> list[Holder]:
    asked = set(recall.files)
    return [
        holder
        for holder in of_recording
        if (holder.client_id, holder.recipient_id) == (recall.client_id, recall.recipient_id)
        and asked & set(holder.files)
    ]
