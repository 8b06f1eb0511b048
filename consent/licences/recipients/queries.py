"""What is asked about end recipients."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.licences import policy
from consent.licences.concerned import is_concerned
from consent.licences.models import Licence
from consent.licences.queries import licence_for
from consent.licences.recipients.errors import RecipientNotFound
from consent.licences.recipients.models import EndRecipient, EndRecipientName
from foundation.actors import Actor


@dataclass(frozen=True, slots=True)
class Named:
    recipient: EndRecipient
    name: str
    purpose: str
    mail: str | None


def may_receive(
    session: Session, client_id: UUID, recipient_id: UUID, on: date, *, locked: bool = False
) -> bool:
    """Named under the licence that holds on this day, announced, and its first day has come.

    What each performer allows it is for `decide` to say. Locked, nobody ends the recipient or the
    licence until the caller's transaction is over.
    """
    licensed = licence_for(session, client_id, on, locked=locked)
    if licensed is None or not licensed.duties.supplies_others:
        return False
    of = EndRecipient
    wanted = select(of).where(of.id == recipient_id, of.licence_id == licensed.licence_id)
    found = session.scalar(wanted.with_for_update() if locked else wanted)
    if found is None or found.effective_on > on:
        return False
    return found.ended_at is None or on < found.ended_at.date()


def recipients(session: Session, licence_id: UUID) -> list[Named]:
    of = EndRecipient
    wanted = select(of).where(of.licence_id == licence_id).order_by(of.named_at, of.id)
    return _named(session, session.scalars(wanted).all())


def recipient(session: Session, recipient_id: UUID, actor: Actor) -> Named:
    """For its client, for those who keep licences, and for performers whom it concerns."""
    found = session.get(EndRecipient, recipient_id)
    if found is None:
        raise RecipientNotFound(recipient_id)
    if not _may_view(session, actor, found):
        raise RecipientNotFound(recipient_id)
    return _named(session, [found])[0]


def announced_of(session: Session, client_ids: Collection[UUID]) -> list[Named]:
    """Every end recipient of these clients that receives or will: for a performer's card."""
    of = EndRecipient
    wanted = select(of).where(of.client_id.in_(client_ids), of.ended_at.is_(None))
    return _named(session, session.scalars(wanted.order_by(of.effective_on, of.id)).all())


def names_of(session: Session, ids: Collection[UUID]) -> Mapping[UUID, str]:
    """For `hooks.names_of`: recipients are named wherever clients are."""
    of = EndRecipientName
    rows = session.execute(select(of.recipient_id, of.name).where(of.recipient_id.in_(ids)))
    return {row.recipient_id: row.name for row in rows}


def mails_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """Of those that have one: for what they have to be told themselves."""
    of = EndRecipientName
    rows = session.execute(
        select(of.recipient_id, of.mail).where(of.recipient_id.in_(ids), of.mail.is_not(None))
    )
    return {row.recipient_id: row.mail for row in rows}


def _may_view(session: Session, actor: Actor, found: EndRecipient) -> bool:
    licence = session.get_one(Licence, found.licence_id)
    return policy.may_view(actor, licence) or is_concerned(session, actor.id, found.client_id)


def _named(session: Session, rows: Sequence[EndRecipient]) -> list[Named]:
    of = EndRecipientName
    found = session.scalars(select(of).where(of.recipient_id.in_([each.id for each in rows])))
    words = {each.recipient_id: each for each in found}
    return [
        Named(each, words[each.id].name, words[each.id].purpose, words[each.id].mail)
        for each in rows
    ]
