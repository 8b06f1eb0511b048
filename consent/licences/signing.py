"""What a client's owner does with an offer: reads it, signs it, or refuses it."""

from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from consent.keeping.openings import write_opened
from consent.ledger.explaining.delivering import LicenceExtended, LicenceSigned
from consent.ledger.fresh_ids import fresh_id
from consent.ledger.openings.writing import Opened
from consent.licences import news, policy
from consent.licences.documents import Document, document
from consent.licences.errors import NameMissing, NotShown, OfferNotFound
from consent.licences.locking import offer_locked
from consent.licences.models import (
    Licence,
    LicenceOffer,
    LicenceShowing,
    LicenceSignature,
    LicenceSigner,
    LicenceState,
    OfferState,
)
from consent.licences.templates import queries as templates
from consent.licences.templates.models import LicenceVersion
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction

TYPED_NAME = "typed_name"


def show_offer(offer_id: UUID, *, actor: Actor) -> Document:
    """What would be signed, put on record the first time that this person sees it."""
    with transaction() as session:
        offer, licence = offer_locked(session, offer_id, actor)
        shown = document(licence, offer, templates.version(session, offer.version_id))
        if policy.may_answer(actor, licence) and not _showing(session, offer, shown, actor):
            session.add(
                LicenceShowing(offer_id=offer.id, person_id=actor.id, document_hash=shown.hash)
            )
            audit.record(session, actor, "licence.shown", licence.id, document=shown.hash)
        return shown


def sign_offer(offer_id: UUID, typed_name: str, seen: str, *, actor: Actor) -> UUID:
    """Binds the client to what was seen. Gives the signature's id."""
    if not any(each.isalnum() for each in typed_name):
        raise NameMissing
    with transaction() as session:
        offer, licence = _own_offer(session, offer_id, actor)
        actor.require_power(Power.SIGN_LICENCES)
        version = templates.version(session, offer.version_id)
        shown = document(licence, offer, version)
        showing = _showing(session, offer, shown, actor)
        if showing is None or seen != shown.hash:
            raise NotShown
        signature = _signature(session, licence, offer, version, shown, showing)
        session.add(LicenceSigner(signature_id=signature.id, name=typed_name.strip()))
        _write(session, licence, signature, version, actor)
        licence.state = LicenceState.SIGNED
        offer.answer(OfferState.SIGNED, actor.id)
        _record(session, actor, signature)
        news.tell_signed(session, licence, signature)
        return signature.id


def refuse_offer(offer_id: UUID, *, actor: Actor) -> None:
    """What was signed before holds on; a licence that was only offered is over."""
    with transaction() as session:
        offer, licence = _own_offer(session, offer_id, actor)
        actor.require_power(Power.SIGN_LICENCES)
        offer.answer(OfferState.REFUSED, actor.id)
        if licence.state is LicenceState.OFFERED:
            licence.end(LicenceState.REFUSED, actor.id)
        audit.record(session, actor, "licence.refused", licence.id)
        news.tell_refused(session, licence)


def _own_offer(session: Session, offer_id: UUID, actor: Actor) -> tuple[LicenceOffer, Licence]:
    offer, licence = offer_locked(session, offer_id, actor)
    if not policy.may_answer(actor, licence):
        raise OfferNotFound(offer_id)
    return offer, licence


def _showing(
    session: Session, offer: LicenceOffer, shown: Document, actor: Actor
) -> LicenceShowing | None:
    of = LicenceShowing
    return session.scalar(
        select(of).where(
            of.offer_id == offer.id,
            of.person_id == actor.id,
            of.document_hash == shown.hash,
        )
    )


def _signature(
    session: Session,
    licence: Licence,
    offer: LicenceOffer,
    version: LicenceVersion,
    shown: Document,
    showing: LicenceShowing,
) -> LicenceSignature:
    of = LicenceSignature
    before = session.scalar(select(func.max(of.number)).where(of.licence_id == licence.id)) or 0
    signature = LicenceSignature(
        licence_id=licence.id,
        offer_id=offer.id,
        number=before + 1,
        client_id=licence.client_id,
        version_id=version.id,
        starts_on=offer.starts_on,
        ends_on=offer.ends_on,
        signed_by=showing.person_id,
        shown_at=showing.shown_at,
        locale=version.locale,
        method=TYPED_NAME,
        text_hash=templates.text_hash(version),
        terms_hash=version.terms_hash,
        document=shown.canonical,
        document_hash=shown.hash,
        entry_id=fresh_id(),
    )
    session.add(signature)
    session.flush()
    return signature


def _write(
    session: Session,
    licence: Licence,
    signature: LicenceSignature,
    version: LicenceVersion,
    actor: Actor,
) -> None:
    planned = templates.planned(version)
    kind = LicenceSigned if signature.number == 1 else LicenceExtended
    opening = kind(
        person=actor.id,
        at=now(),
        licence=licence.id,
        client=licence.client_id,
        document=signature.document_hash,
        uses=planned.rights.uses,
        limits=planned.limits(signature.starts_on, signature.ends_on, licence.client_id),
    )
    opened = Opened(
        opening=opening,
        thread=licence.thread,
        actor=actor.role,
        terms=signature.text_hash,
        id=signature.entry_id,
    )
    write_opened(session, [opened])


def _record(session: Session, actor: Actor, signature: LicenceSignature) -> None:
    licence_id, found = signature.licence_id, signature.document_hash
    if signature.number == 1:
        audit.record(session, actor, "licence.signed", licence_id, document=found)
    else:
        audit.record(session, actor, "licence.extended", licence_id, document=found)
