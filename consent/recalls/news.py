"""Who is told what about recalls: the holder's people at once and again, performers at the end."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.ledger.explaining.words import said
from consent.licences.recipients.queries import mails_of
from consent.recalls.models import Recall
from consent.recordings.naming import title_of
from foundation import hooks, mail, notices, webhooks
from foundation.actors import Power

_HOLDERS = frozenset((Power.ANSWER_RECALLS,))
_GROUP = "Recalls"
_COUNTED = "{{ count }} recording{{ 's' if count > 1 else '' }}"

KINDS = (
    notices.Kind(
        "recall.opened",
        "A recording is recalled",
        _GROUP,
        may_turn_off=False,
        sentence=f"{_COUNTED} that you hold may no longer be used."
        " Stop within 1 day, as your licence says; tell us by {{ stop_by|when }} that you did,"
        " and by {{ due|when }} what became of the files.",
        powers=_HOLDERS,
    ),
    notices.Kind(
        "recall.reminder",
        "A recall waits for your answer",
        _GROUP,
        may_turn_off=False,
        sentence="You have not answered the recall of "
        f"{_COUNTED}. The answer is due by {{{{ due|when }}}}.",
        powers=_HOLDERS,
    ),
    notices.Kind(
        "recall.overdue",
        "A recall was not answered in time",
        _GROUP,
        may_turn_off=False,
        sentence=f"The answer to the recall of {_COUNTED} is late."
        " Our compliance team now looks into it.",
        powers=_HOLDERS,
    ),
    notices.Kind(
        "recall.answered",
        "A holder answered your recall",
        _GROUP,
        may_turn_off=False,
        sentence="{{ client }} answered what became of a copy: {{ recording }}.",
    ),
)


def tell_client(session: Session, kind: str, client_id: UUID, recalls: Sequence[Recall]) -> None:
    """A step: one notice, however many recordings it is about."""
    first = min(recalls, key=lambda each: each.attest_due_at)
    people = hooks.acting_for(session, client_id, Power.ANSWER_RECALLS)
    notices.tell(
        session,
        kind=kind,
        to=sorted(people),
        url=f"/recalls/{first.id}" if len(recalls) == 1 else "/recalls",
        subject_id=first.id,
        count=len({each.recording_id for each in recalls}),
        stop_by=first.stop_due_at,
        due=first.attest_due_at,
    )


def tell_answered(session: Session, recall: Recall) -> None:
    """A step. The performer whose right it was."""
    client = hooks.names(session, [recall.client_id]).get(recall.client_id, "A holder")
    notices.tell(
        session,
        kind="recall.answered",
        to=[recall.performer_id],
        url=f"/recordings/{recall.recording_id}/certificate",
        subject_id=recall.id,
        client=client,
        recording=title_of(session, recall.recording_id),
    )


def announce(session: Session, recall: Recall, deliveries: Sequence[UUID]) -> None:
    """A step: to the holder's machines, as `recall.opened`."""
    webhooks.announce(session, recall.client_id, "recall.opened", as_data(recall, deliveries))


def write_to_recipients(
    session: Session, client_id: UUID, recalls: Sequence[Recall], *, again: bool = False
) -> None:
    """A step: to each end recipient whose address its client gave. The client answers for it, so
    it is told that too."""
    theirs: dict[UUID, list[Recall]] = {}
    for recall in recalls:
        if recall.recipient_id is not None:
            theirs.setdefault(recall.recipient_id, []).append(recall)
    if not theirs:
        return
    mails = mails_of(session, theirs)
    client = hooks.names(session, [client_id]).get(client_id, "Your supplier")
    for recipient, address in sorted(mails.items()):
        asked = theirs[recipient]
        mail.post(
            session,
            to=address,
            template="recall_to_recipient",
            client=client,
            again=again,
            recalls=asked,
            unused_by=min(each.use_ends_at for each in asked),
            stop_by=min(each.stop_due_at for each in asked),
            due=min(each.attest_due_at for each in asked),
        )


def as_data(recall: Recall, deliveries: Sequence[UUID]) -> dict[str, Any]:
    """For machines: nothing about the performer is in it."""
    return {
        "id": str(recall.id),
        "recording_id": str(recall.recording_id),
        "recipient_id": recall.recipient_id and str(recall.recipient_id),
        "cause": recall.cause.value,
        "because": said(recall.cause),
        "files": recall.files,
        "deliveries": [str(each) for each in deliveries],
        "opened_at": recall.opened_at.isoformat(),
        "use_ends_at": recall.use_ends_at.isoformat(),
        "stop_due_at": recall.stop_due_at.isoformat(),
        "attest_due_at": recall.attest_due_at.isoformat(),
    }
