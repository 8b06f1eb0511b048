"""Recalls are sent at once, and come back at 15, 25 and 30 days; then compliance takes over."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, and_, or_, select
from sqlalchemy.orm import Session

from consent.recalls import news
from consent.recalls.having import deliveries_of
from consent.recalls.models import Recall
from foundation import audit, hooks
from foundation.actors import SYSTEM
from foundation.cases.found import open_found
from foundation.clock import now
from foundation.database import transaction
from foundation.jobs import Job, Lease

REMIND_AFTER = (timedelta(days=15), timedelta(days=25), timedelta(days=30))
"""The last is when the answer is late."""
_AT_ONCE = 1000


def send_recalls(lease: Lease) -> str:
    with transaction() as session:
        lease.confirm(session)
        waiting = select(Recall).where(Recall.notified_at.is_(None), Recall.attested_at.is_(None))
        recalls = _some(session, waiting)
        deliveries = deliveries_of(session, recalls)
        for client, theirs in _by_client(recalls).items():
            news.tell_client(session, "recall.opened", client, theirs)
            news.write_to_recipients(session, client, theirs)
            for recall in theirs:
                news.announce(session, recall, deliveries[recall.id])
                recall.notified_at = now()
                audit.record(session, SYSTEM, "recall.sent", recall.id)
    return f"{len(recalls)} sent"


def remind(lease: Lease) -> str:
    """Each step once, however late the job comes by; a step that was missed is not made up for."""
    with transaction() as session:
        lease.confirm(session)
        due = [
            and_(Recall.reminders < step, Recall.opened_at <= now() - after)
            for step, after in enumerate(REMIND_AFTER, 1)
        ]
        recalls = _some(session, select(Recall).where(Recall.attested_at.is_(None), or_(*due)))
        for recall in recalls:
            recall.reminders = sum(recall.opened_at <= now() - after for after in REMIND_AFTER)
        late = [each for each in recalls if each.reminders == len(REMIND_AFTER)]
        _remind(session, [each for each in recalls if each not in late])
        _escalate(session, late)
    return f"{len(recalls)} reminded, {len(late)} of them late"


def _remind(session: Session, recalls: Sequence[Recall]) -> None:
    for client, theirs in _by_client(recalls).items():
        news.tell_client(session, "recall.reminder", client, theirs)
        news.write_to_recipients(session, client, theirs, again=True)


def _escalate(session: Session, recalls: Sequence[Recall]) -> None:
    """One case for a client, however many recordings it keeps to itself."""
    for client, theirs in _by_client(recalls).items():
        name = hooks.names(session, [client]).get(client, str(client))
        open_found(
            session,
            subject=f"{name} did not answer {_counted(theirs)} in 30 days"[:200],
            text="\n".join(map(_line, theirs)),
            about=f"/recalls/{theirs[0].id}",
        )
        news.tell_client(session, "recall.overdue", client, theirs)
        news.write_to_recipients(session, client, theirs, again=True)


def _line(recall: Recall) -> str:
    asked, due = f"{recall.opened_at:%-d %B %Y}", f"{recall.attest_due_at:%-d %B %Y}"
    return (
        f"Recording {recall.recording_id}: asked on {asked}, to be answered by {due}."
        f" Its page: /recalls/{recall.id}"
    )


def _counted(recalls: Sequence[Recall]) -> str:
    return "one recall" if len(recalls) == 1 else f"{len(recalls)} recalls"


def _some(session: Session, query: Select[Recall]) -> Sequence[Recall]:
    oldest = query.order_by(Recall.opened_at, Recall.id).limit(_AT_ONCE)
    return session.scalars(oldest.with_for_update()).all()


def _by_client(recalls: Iterable[Recall]) -> Mapping[UUID, list[Recall]]:
    found: dict[UUID, list[Recall]] = {}
    for recall in recalls:
        found.setdefault(recall.client_id, []).append(recall)
    return found


JOBS = (
    Job("recalls.send", send_recalls, timedelta(minutes=1)),
    Job("recalls.remind", remind, timedelta(hours=1)),
)
