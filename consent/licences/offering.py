"""What compliance offers a client: a licence, or more time and other terms for one that holds."""

from datetime import date, timedelta
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from consent.agreements.planned import last_day
from consent.ledger.fresh_ids import fresh_id
from consent.licences import news, queries
from consent.licences.errors import (
    BadTerm,
    HasLicence,
    NothingSigned,
    NotPublished,
    OfferIsOpen,
)
from consent.licences.locking import licence_locked, offer_locked
from consent.licences.models import Licence, LicenceOffer, LicenceState, OfferState
from consent.licences.templates import queries as templates
from foundation import audit
from foundation.actors import Actor, Power
from foundation.clock import now
from foundation.database import transaction
from foundation.two_people import VersionState

LATEST = timedelta(days=3 * 366)


def offer_licence(client_id: UUID, version_id: UUID, starts_on: date, *, actor: Actor) -> UUID:
    """Gives the licence's id. Nothing holds until the client's owner signs."""
    try:
        with transaction() as session:
            actor.require_power(Power.KEEP_RIGHTS)
            _refuse_past(starts_on)
            if starts_on > now().date() + LATEST:
                raise BadTerm("starts_on", "A licence begins within three years.")
            licence = Licence(client_id=client_id, thread=fresh_id(), living_for=client_id)
            session.add(licence)
            session.flush()
            offer = _offer(session, licence, version_id, starts_on, actor)
            audit.record(session, actor, "licence.offered", licence.id)
            news.tell_offered(session, licence, offer)
            return licence.id
    except IntegrityError as taken:
        raise HasLicence(client_id) from taken


def offer_extension(licence_id: UUID, version_id: UUID, starts_on: date, *, actor: Actor) -> UUID:
    """Gives the offer's id. What is signed holds on, whatever becomes of the offer."""
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        licence = licence_locked(session, licence_id)
        if licence.state is not LicenceState.SIGNED:
            raise NothingSigned
        if queries.open_offer(session, licence.id):
            raise OfferIsOpen
        _refuse_past(starts_on)
        _refuse_gap(queries.last_days(session, [licence.id])[licence.id], starts_on)
        offer = _offer(session, licence, version_id, starts_on, actor)
        audit.record(session, actor, "licence.extension_offered", licence.id)
        news.tell_offered(session, licence, offer)
        return offer.id


def take_back_offer(offer_id: UUID, *, actor: Actor) -> None:
    with transaction() as session:
        actor.require_power(Power.KEEP_RIGHTS)
        offer, licence = offer_locked(session, offer_id, actor)
        offer.answer(OfferState.TAKEN_BACK, actor.id)
        if licence.state is LicenceState.OFFERED:
            licence.end(LicenceState.TAKEN_BACK, actor.id)
        audit.record(session, actor, "licence.offer_taken_back", licence.id)


def _offer(
    session: Session, licence: Licence, version_id: UUID, starts_on: date, actor: Actor
) -> LicenceOffer:
    version = templates.version(session, version_id)
    if version.state is not VersionState.PUBLISHED:
        raise NotPublished(version.number)
    months = templates.planned(version).rights.months
    of = LicenceOffer
    before = session.scalar(select(func.max(of.number)).where(of.licence_id == licence.id)) or 0
    offer = LicenceOffer(
        licence_id=licence.id,
        number=before + 1,
        version_id=version.id,
        starts_on=starts_on,
        ends_on=last_day(starts_on, months),
        offered_by=actor.id,
    )
    session.add(offer)
    session.flush()
    return offer


def _refuse_past(starts_on: date) -> None:
    if starts_on < now().date():
        raise BadTerm("starts_on", "A licence begins today or later.")


def _refuse_gap(last: date, starts_on: date) -> None:
    if starts_on > last + timedelta(days=1):
        raise BadTerm("starts_on", "It begins the day after the last one ends, or before.")
