"""What performers are told of their consent: a notice and a letter for each change, always."""

from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.recordings.models import Recording
from consent.recordings.naming import titles
from foundation import notices


def _kind(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(f"rights.{name}", label, "Rights", may_turn_off=False, sentence=sentence)


KINDS = (
    _kind(
        "withdrawn",
        "You withdrew consent",
        "You withdrew your consent: {{ recording }}. It may not be used from now on, and whoever"
        " holds a copy is told to stop. What you earned stays yours.",
    ),
    _kind(
        "narrowed",
        "You narrowed consent",
        "You allow less from now on: {{ recording }}. Whoever holds a copy that is not covered any"
        " more is told to stop.",
    ),
    _kind("suspended", "Consent was paused", "Consent is paused{{ until }}: {{ recording }}."),
    _kind("resumed", "A pause ended", "A pause is over: {{ recording }}."),
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
        "Your consent was found never to have been valid: {{ recording }}. Because of: {{ cause }}."
        " What you earned stays yours.",
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
    found = session.get(Recording, recording_id)
    title = titles(session, [found])[found.id] if found else "a recording of yours"
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
