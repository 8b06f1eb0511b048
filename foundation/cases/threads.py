"""Adding to a case: one message, with what was attached to it."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.cases.errors import CaseNotFound
from foundation.cases.models import Case, CaseAttachment, CaseMessage, MessageKind


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that is already in storage."""

    name: str
    media_type: str
    size_bytes: int
    sha256: str
    storage_key: str


def locked_case(session: Session, case_id: UUID) -> Case:
    """A step: two who write at once do so one after the other. Who may is the caller's to ask."""
    case = session.scalar(select(Case).where(Case.id == case_id).with_for_update())
    if case is None:
        raise CaseNotFound(case_id)
    return case


def add_message(  # noqa: PLR0913
    session: Session,
    case: Case,
    author_id: UUID,
    text: str,
    *,
    kind: MessageKind = MessageKind.SAID,
    concerns: UUID | None = None,
    attached: Sequence[Kept] = (),
) -> None:
    """A step. The case's row is locked or new, so nobody else takes this position."""
    case.messages += 1
    message = CaseMessage(
        case_id=case.id,
        position=case.messages,
        author_id=author_id,
        kind=kind,
        text=text,
        concerns=concerns,
    )
    session.add(message)
    session.flush()
    session.add_all(
        CaseAttachment(
            case_id=case.id,
            message_id=message.id,
            name=file.name,
            media_type=file.media_type,
            size_bytes=file.size_bytes,
            sha256=file.sha256,
            storage_key=file.storage_key,
        )
        for file in attached
    )
