"""Naming an end recipient, which performers hear of first, and ending it."""

import re
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.licences import policy, queries
from consent.licences.concerned import performers_concerned
from consent.licences.errors import LicenceNotFound, NothingSigned
from consent.licences.locking import licence_locked
from consent.licences.models import Licence, LicenceState
from consent.licences.recipients import news
from consent.licences.recipients.errors import (
    NoSuchCountry,
    RecipientEnded,
    RecipientNotFound,
    SuppliesNobody,
)
from consent.licences.recipients.models import EndRecipient, EndRecipientName
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction


@dataclass(frozen=True, slots=True, kw_only=True)
class NewRecipient:
    name: str
    country: str
    purpose: str
    mail: str | None = None

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[A-Z]{2}", self.country):
            raise NoSuchCountry


def name_recipient(licence_id: UUID, new: NewRecipient, *, actor: Actor) -> UUID:
    """Tells every performer concerned now; it may receive once the notice days are over."""
    with transaction() as session:
        licence = _own(session, licence_id, actor)
        actor.require_power(Power.SIGN_LICENCES)
        days = _notice_days(session, licence)
        told = performers_concerned(session, licence.client_id)
        recipient = EndRecipient(
            licence_id=licence.id,
            client_id=licence.client_id,
            country=new.country,
            named_by=actor.id,
            announced_to=len(told),
            effective_on=now().date() + timedelta(days=days),
        )
        session.add(recipient)
        session.flush()
        session.add(
            EndRecipientName(
                recipient_id=recipient.id, name=new.name, purpose=new.purpose, mail=new.mail
            )
        )
        audit.record(session, actor, "recipient.named", recipient.id, announced_to=len(told))
        news.announce(session, recipient, new.name, told)
        return recipient.id


def change_mail(recipient_id: UUID, mail: str | None, *, actor: Actor) -> None:
    """Also of one that has ended: what it holds can still be recalled."""
    with transaction() as session:
        found = _own_recipient(session, recipient_id, actor)
        actor.require_power(Power.SIGN_LICENCES)
        session.get_one(EndRecipientName, found.id).mail = mail
        audit.record(session, actor, "recipient.mail_changed", found.id)


def end_recipient(recipient_id: UUID, *, actor: Actor) -> None:
    """From today it receives nothing more. What it holds stays subject to recall."""
    with transaction() as session:
        found = _own_recipient(session, recipient_id, actor)
        actor.require_power(Power.SIGN_LICENCES)
        if found.ended_at is not None:
            raise RecipientEnded
        found.ended_at, found.ended_by = now(), actor.id
        audit.record(session, actor, "recipient.ended", found.id)


def _own_recipient(session: Session, recipient_id: UUID, actor: Actor) -> EndRecipient:
    of = EndRecipient
    found = session.scalar(select(of).where(of.id == recipient_id).with_for_update())
    if found is None:
        raise RecipientNotFound(recipient_id)
    if not policy.may_answer(actor, session.get_one(Licence, found.licence_id)):
        raise RecipientNotFound(recipient_id)
    return found


def _own(session: Session, licence_id: UUID, actor: Actor) -> Licence:
    licence = licence_locked(session, licence_id)
    if not policy.may_answer(actor, licence):
        raise LicenceNotFound(licence_id)
    return licence


def _notice_days(session: Session, licence: Licence) -> int:
    terms = queries.signed_terms(session, licence)
    if terms is None or licence.state is not LicenceState.SIGNED:
        raise NothingSigned
    if not terms.duties.supplies_others:
        raise SuppliesNobody
    return terms.duties.recipient_notice_days
