"""How a holder got what a recall asks back: when, and to do what with it."""

from datetime import datetime

from sqlalchemy.orm import Session

from consent.holders.queries import handed_over, holders_of
from consent.ledger.explaining.words import said
from consent.recalls.models import Recall


def had_by(session: Session, recall: Recall) -> list[tuple[datetime, str]]:
    """Each delivery that one of its files came with, and its uses."""
    asked = set(recall.files)
    of_recording = holders_of(session, [recall.recording_id]).get(recall.recording_id, ())
    theirs = [
        holder
        for holder in of_recording
        if (holder.client_id, holder.recipient_id) == (recall.client_id, recall.recipient_id)
        and asked & set(holder.files)
    ]
    known = handed_over(session, {holder.delivery_id for holder in theirs})
    return [
        (holder.since, ", ".join(map(said, known[holder.delivery_id].purpose.get("uses", ()))))
        for holder in theirs
    ]
