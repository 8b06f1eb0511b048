"""What is asked about clients' licences."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import Answer, Use
from consent.licences import policy
from consent.licences.errors import LicenceNotFound, OfferNotFound
from consent.licences.models import (
    Licence,
    LicenceOffer,
    LicenceSignature,
    LicenceState,
    OfferState,
)
from consent.licences.templates import queries as templates
from consent.licences.templates.planned import Duties
from foundation import cursors
from foundation.actors import Actor, Power


@dataclass(frozen=True, slots=True, kw_only=True)
class LicensedTerms:
    """What a client's owner signed for a day: what `hand_over` asks before any bytes go."""

    licence_id: UUID
    client_id: UUID
    thread: str
    version_id: UUID
    uses: dict[Use, Answer]
    limits: Limits
    duties: Duties
    starts_on: date
    ends_on: date
    signed_at: datetime
    document_hash: str


def licence_for(
    session: Session, client_id: UUID, on: date, *, locked: bool = False
) -> LicensedTerms | None:
    """As it is known now to have held on this day. Terminated on a day, it held until the day
    before: on the day itself nothing may begin any more.

    Locked, nobody ends it until the caller's transaction is over. Ask before you take the locks of
    threads: a licence always comes first, so that nobody waits in a circle.
    """
    of = LicenceSignature
    wanted = (
        select(of, Licence)
        .join(Licence, Licence.id == of.licence_id)
        .where(of.client_id == client_id, of.starts_on <= on, of.ends_on >= on)
        .where(_not_terminated_by(on))
        .order_by(of.signed_at.desc(), of.number.desc())
        .limit(1)
    )
    found = session.execute(wanted.with_for_update(of=Licence) if locked else wanted).first()
    return _licensed(session, found[0], found[1]) if found else None


def licence(session: Session, licence_id: UUID, actor: Actor) -> Licence:
    found = session.get(Licence, licence_id)
    if found is None:
        raise LicenceNotFound(licence_id)
    if not policy.may_view(actor, found):
        raise LicenceNotFound(licence_id)
    return found


def own_licence(session: Session, licence_id: UUID, actor: Actor) -> Licence:
    """For its client's people alone: nobody else acts for it."""
    found = licence(session, licence_id, actor)
    if not policy.may_answer(actor, found):
        raise LicenceNotFound(licence_id)
    return found


def offer(session: Session, offer_id: UUID, actor: Actor) -> tuple[LicenceOffer, Licence]:
    found = session.get(LicenceOffer, offer_id)
    if found is None:
        raise OfferNotFound(offer_id)
    of = session.get_one(Licence, found.licence_id)
    if not policy.may_view(actor, of):
        raise OfferNotFound(offer_id)
    return found, of


def own_offer(session: Session, offer_id: UUID, actor: Actor) -> tuple[LicenceOffer, Licence]:
    """For its client's people alone: nobody else answers for it."""
    found, of = offer(session, offer_id, actor)
    if not policy.may_answer(actor, of):
        raise OfferNotFound(offer_id)
    return found, of


def licences(session: Session, actor: Actor) -> Sequence[Licence]:
    """One's own organisation's, or all for those who keep them; newest first."""
    actor.require(policy.may_list(actor))
    wanted = select(Licence).order_by(Licence.made_at.desc(), Licence.id)
    if not keeps_all(actor):
        wanted = wanted.where(Licence.client_id == actor.on_behalf_of)
    return session.scalars(wanted).all()


def page(session: Session, actor: Actor, *, after: str | None, limit: int) -> cursors.Page[Any]:
    """The same for programs, page by page."""
    actor.require(policy.may_list(actor))
    of = Licence
    wanted = select(of.id, of.client_id, of.state, of.made_at, of.ended_at)
    if not keeps_all(actor):
        wanted = wanted.where(of.client_id == actor.on_behalf_of)
    return cursors.page_of(session, wanted, of.made_at, of.id, after=after, limit=limit)


def clients_with_licence(session: Session) -> set[UUID]:
    """To whom one is offered, or whose own is signed."""
    of = Licence.living_for
    return {each for each in session.scalars(select(of).where(of.is_not(None))) if each}


def offers(session: Session, licence_id: UUID) -> Sequence[LicenceOffer]:
    of = LicenceOffer
    wanted = select(of).where(of.licence_id == licence_id).order_by(of.number.desc())
    return session.scalars(wanted).all()


def open_offer(session: Session, licence_id: UUID) -> LicenceOffer | None:
    of = LicenceOffer
    wanted = select(of).where(of.licence_id == licence_id, of.state == OfferState.OPEN)
    return session.scalars(wanted).first()


def signatures(session: Session, licence_id: UUID) -> Sequence[LicenceSignature]:
    of = LicenceSignature
    wanted = select(of).where(of.licence_id == licence_id).order_by(of.number)
    return session.scalars(wanted).all()


def signed_terms(session: Session, licence: Licence) -> LicensedTerms | None:
    """As last signed, whether they still hold or not."""
    signed = signatures(session, licence.id)
    return _licensed(session, signed[-1], licence) if signed else None


def uses_of(session: Session, signed: LicenceSignature) -> dict[Use, Answer]:
    planned = templates.planned(templates.version(session, signed.version_id))
    return dict(planned.rights.uses)


def last_days(session: Session, licence_ids: Sequence[UUID]) -> dict[UUID, date]:
    """Until when each holds, of those that are signed."""
    of = LicenceSignature
    wanted = select(of.licence_id, func.max(of.ends_on)).where(of.licence_id.in_(licence_ids))
    rows = session.execute(wanted.group_by(of.licence_id))
    return {licence_id: last_day for licence_id, last_day in rows}


def keeps_all(actor: Actor) -> bool:
    return bool(actor.powers & {Power.KEEP_RIGHTS, Power.READ_RIGHTS})


def _not_terminated_by(on: date) -> ColumnElement[bool]:
    next_day = datetime.combine(on + timedelta(days=1), time(), UTC)
    ended_later = Licence.ended_at >= next_day
    return or_(Licence.state != LicenceState.TERMINATED, ended_later)


def _licensed(session: Session, signed: LicenceSignature, of: Licence) -> LicensedTerms:
    planned = templates.planned(templates.version(session, signed.version_id))
    return LicensedTerms(
        licence_id=of.id,
        client_id=of.client_id,
        thread=of.thread,
        version_id=signed.version_id,
        uses=dict(planned.rights.uses),
        limits=planned.limits(signed.starts_on, signed.ends_on, of.client_id),
        duties=planned.duties,
        starts_on=signed.starts_on,
        ends_on=signed.ends_on,
        signed_at=signed.signed_at,
        document_hash=signed.document_hash,
    )
