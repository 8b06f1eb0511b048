"""What performers are told of their consent: a notice and a letter for each change, always."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.recordings.models import Recording
from foundation import hooks, notices


def _kind(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(f"rights.{name}", label, "Rights", may_turn_off=False, sentence=sentence)


_OF_ONE = "{{ recording }}"
KINDS = (
    _kind(
        "withdrawn",
        "You withdrew consent",
        f"You withdrew your consent for {_OF_ONE}. It may not be used from now on, and whoever"
        " holds a copy is told to stop. What you earned stays yours.",
    ),
    _kind(
        "narrowed",
        "You narrowed consent",
        f"You allow less for {_OF_ONE} from now on. Whoever holds a copy is told.",
    ),
    _kind(
        "suspended", "Consent was paused", f"Your consent for {_OF_ONE} is paused{{{{ until }}}}."
    ),
    _kind("resumed", "A pause ended", f"Your consent for {_OF_ONE} counts again."),
    _kind(
        "renewed",
        "You renewed consent",
        "You renewed your consent for {{ count }}, until the end of {{ until|day }}.",
    ),
    _kind(
        "renewal_offered",
        "Consent ends soon",
        "Your consent for {{ count }} ends on {{ ends_on|day }}. You may renew it, or let it end:"
        " then it ends by itself.",
    ),
    _kind("expired", "Consent ended", "Your consent for {{ count }} ended on its last day."),
    _kind(
        "terminated",
        "Consent was ended by us",
        "Your consent for {{ count }} was ended by us: {{ cause }}. What you earned stays yours.",
    ),
    _kind(
        "invalidated",
        "Consent was found not to be valid",
        f"Your consent for {_OF_ONE} was found never to have been valid: {{{{ cause }}}}. What you"
        " earned stays yours.",
    ),
    _kind(
        "all_withdrawn",
        "You withdrew consent for many recordings",
        "You withdrew your consent for {{ count }}. None may be used from now on, and whoever"
        " holds a copy is told to stop. What you earned stays yours.",
    ),
    _kind("pause_begun", "A pause is on", "A pause is on for all that you allowed{{ scope }}."),
    _kind(
        "pause_lifted", "A pause is over", "The pause of all that you allowed{{ scope }} is over."
    ),
)


def tell(
    session: Session, kind: str, performer_id: UUID, recording_id: UUID, **values: Any
) -> None:
    """A step, about one recording."""
    title = titles(session, [recording_id]).get(recording_id, "a recording")
    notices.tell(
        session,
        kind=kind,
        to=[performer_id],
        subject_id=recording_id,
        url=f"/rights/{recording_id}",
        recording=title,
        **values,
    )


def tell_of_many(
    session: Session, kind: str, performer_id: UUID, count: int = 0, **values: Any
) -> None:
    """A step, about how many recordings it concerns."""
    counted = "one recording" if count == 1 else f"{count} recordings"
    notices.tell(session, kind=kind, to=[performer_id], url="/rights", count=counted, **values)


def titles(session: Session, recordings: list[UUID]) -> dict[UUID, str]:
    """What performers know a recording by: for whom and when it was made."""
    rows = session.scalars(select(Recording).where(Recording.id.in_(recordings))).all()
    known = hooks.references(session, [row.id for row in rows])
    clients = hooks.names(session, {row.client_id for row in rows})
    return {row.id: known.get(row.id) or _title(row, clients) for row in rows}


def _title(row: Recording, clients: Mapping[UUID, str]) -> str:
    client = clients.get(row.client_id, "a client")
    return f"your recording of {row.recorded_at:%-d %B %Y} for {client}"
