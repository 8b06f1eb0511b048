"""Questions about cases."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import cursors, hooks
from foundation.actors import Actor, Power
from foundation.cases import policy
from foundation.cases.errors import AttachmentNotFound, CaseNotFound
from foundation.cases.models import Case, CaseAttachment, CaseMessage, CaseState
from foundation.clock import now
from foundation.hooks import Queue, Waiting

_AT_MOST = 200


@dataclass(frozen=True, slots=True)
class Said:
    """One message with its files, as one person may read it."""

    message: CaseMessage
    attachments: tuple[CaseAttachment, ...]


def case_for(session: Session, case_id: UUID, actor: Actor) -> Case:
    case = session.get(Case, case_id)
    if case is None:
        raise CaseNotFound(case_id)
    if not policy.may_view(actor, case):
        raise CaseNotFound(case_id)
    return case


def thread(session: Session, case: Case, actor: Actor) -> list[Said]:
    messages = session.scalars(
        select(CaseMessage).where(CaseMessage.case_id == case.id).order_by(CaseMessage.position)
    )
    files: dict[UUID, list[CaseAttachment]] = {}
    for file in session.scalars(select(CaseAttachment).where(CaseAttachment.case_id == case.id)):
        files.setdefault(file.message_id, []).append(file)
    return [
        Said(message, tuple(files.get(message.id, ())))
        for message in messages
        if policy.may_read(actor, case, message)
    ]


def attachment_for(session: Session, attachment_id: UUID, actor: Actor) -> CaseAttachment:
    row = session.execute(
        select(CaseAttachment, Case, CaseMessage)
        .join(Case, Case.id == CaseAttachment.case_id)
        .join(CaseMessage, CaseMessage.id == CaseAttachment.message_id)
        .where(CaseAttachment.id == attachment_id)
    ).one_or_none()
    if row is None:
        raise AttachmentNotFound(attachment_id)
    attachment, case, message = row
    if not policy.may_view(actor, case):
        raise AttachmentNotFound(attachment_id)
    if not policy.may_read(actor, case, message):
        raise AttachmentNotFound(attachment_id)
    return attachment


def colleagues(session: Session, case: Case) -> list[tuple[UUID, str]]:
    """To whom this case can be handed."""
    able = hooks.holders(session, Power.ANSWER_CASES) - {case.opened_by, case.owner_id}
    return sorted(hooks.names(session, able).items(), key=lambda person: person[1])


def opened_by(session: Session, person_id: UUID) -> Sequence[Case]:
    theirs = select(Case).where(Case.opened_by == person_id)
    return session.scalars(theirs.order_by(Case.opened_at.desc(), Case.number.desc())).all()


def page(session: Session, person_id: UUID, *, after: str | None, limit: int) -> cursors.Page[Any]:
    """The cases a person opened, for their programs."""
    shown = (Case.id, Case.number, Case.kind, Case.subject, Case.about, Case.state)
    also = (Case.opened_at, Case.due_at, Case.outcome)
    theirs = select(*shown, *also).where(Case.opened_by == person_id)
    return cursors.page_of(session, theirs, Case.opened_at, Case.id, after=after, limit=limit)


def waiting_for(session: Session, actor: Actor) -> Iterator[Waiting]:
    asked_back = select(Case).where(
        Case.opened_by == actor.id, Case.state == CaseState.WAITING_FOR_PERSON
    )
    for case in session.scalars(asked_back):
        yield Waiting(f"{case.number}: we asked you something", f"/cases/{case.id}")
    if Power.ANSWER_CASES not in actor.powers:
        return
    owned = select(Case).where(Case.owner_id == actor.id, Case.due_at.is_not(None))
    for case in session.scalars(owned.order_by(Case.due_at).limit(_AT_MOST)):
        yield Waiting(f"{case.number}: {case.subject}", f"/cases/{case.id}", case.due_at)
    unowned = select(func.count(), func.min(Case.due_at)).where(
        Case.owner_id.is_(None), Case.due_at.is_not(None), Case.opened_by != actor.id
    )
    count, first_due_at = session.execute(unowned).one()
    if count:
        what = "1 case has" if count == 1 else f"{count} cases have"
        yield Waiting(f"{what} no owner yet", "/desk?which=unowned", first_due_at)


def queues_in(session: Session) -> Iterator[Queue]:
    owed = select(func.count(), func.min(Case.opened_at))
    yield Queue("Cases to answer", *session.execute(owed.where(Case.due_at.is_not(None))).one())
    yield Queue("Cases overdue", *session.execute(owed.where(Case.due_at < now())).one())


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """The cases a person opened, as they read them: without the notes between the staff."""
    asking = Actor(person_id, "nobody")
    return {"cases": [_exported(session, case, asking) for case in opened_by(session, person_id)]}


def _exported(session: Session, case: Case, asking: Actor) -> dict[str, Any]:
    return {
        "number": case.number,
        "kind": case.kind,
        "subject": case.subject,
        "about": case.about,
        "state": case.state,
        "outcome": case.outcome,
        "opened_at": case.opened_at.isoformat(),
        "closed_at": case.closed_at.isoformat() if case.closed_at else None,
        "messages": [
            {
                "at": each.message.at.isoformat(),
                "from": "you" if each.message.author_id == asking.id else "us",
                "text": each.message.text,
                "attachments": [file.name for file in each.attachments],
            }
            for each in thread(session, case, asking)
        ],
    }


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """The numbers that people quote."""
    rows = session.execute(select(Case.id, Case.number).where(Case.id.in_(ids)))
    return {row.id: f"Case {row.number}" for row in rows}
