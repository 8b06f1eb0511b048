"""What is asked for signature with an offer, and who signs what of it."""

from dataclasses import dataclass
from datetime import date, datetime, time
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementTemplate, AgreementVersion
from consent.ledger.explaining.words import Signature
from consent.licences.queries import licence_for
from consent.signing.asking import Asked, NewPaper, ask_to_sign, name_client
from consent.signing.models import Agreement, AgreementState
from foundation.actors import Actor
from foundation.clock import now
from foundation.formats import day, money
from marketplace.casting.errors import LicenceMissing
from marketplace.casting.models import Offer
from marketplace.casting.terms import part_of
from marketplace.clients.naming import Asking, reveal
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.usage import Paper
from marketplace.requests.words import Named


@dataclass(frozen=True, slots=True)
class _Days:
    first_day: date
    """On which the papers begin, and the last on which they can be signed."""
    call_at: datetime


def licensed(session: Session, client_id: UUID) -> bool:
    return licence_for(session, client_id, now().date()) is not None


def refuse_unlicensed(session: Session, client_id: UUID) -> None:
    if not licensed(session, client_id):
        raise LicenceMissing


def ask(session: Session, offer: Offer, content: SceneContent, *, actor: Actor) -> None:
    """A step: each paper by itself, all of one engagement. A sealed client is named in confidence
    with it, a day before anybody signs."""
    sealed = content.usage.client is Named.SEALED
    asked = Asked(
        performer_id=offer.performer_id,
        client_id=offer.client_id,
        engagement_id=offer.engagement_id,
        sealed=sealed,
    )
    days = _days(content, offer)
    papers = [_paper(each, content, offer, days) for each in content.usage.papers]
    ask_to_sign(session, asked, papers, actor=actor)
    if sealed:
        name_client(session, offer.engagement_id, offer.performer_id, actor=actor)
        _reveal(session, offer, content, actor)


def _reveal(session: Session, offer: Offer, content: SceneContent, actor: Actor) -> None:
    """From now on the gig and what is written about it say the name to this performer too."""
    request_id = session.get_one(Gig, offer.gig_id).request_id
    asking = Asking(request_id, offer.client_id, sealed=True, sector=content.usage.sector)
    reveal(session, asking, offer.performer_id, actor=actor)


def paper_to_sign(session: Session, offer: Offer) -> UUID | None:
    """The one that is not optional: signing it accepts."""
    of = Agreement
    wanted = select(of.id).where(
        of.engagement_id == offer.engagement_id,
        of.optional.is_(False),
        of.state == AgreementState.REQUESTED,
    )
    return session.scalar(wanted)


def signature_of(session: Session, agreement: Agreement) -> Signature:
    return session.execute(
        select(AgreementTemplate.signature)
        .join(AgreementVersion, AgreementVersion.template_id == AgreementTemplate.id)
        .where(AgreementVersion.id == agreement.version_id)
    ).scalar_one()


def _days(content: SceneContent, offer: Offer) -> _Days:
    """Work begins with the window; where that is open already, with the end of the offer."""
    window = content.window
    first_day = max(window.first_day, offer.expires_at.date())
    return _Days(first_day, datetime.combine(first_day, time.max, ZoneInfo(window.zone)))


def _paper(paper: Paper, content: SceneContent, offer: Offer, days: _Days) -> NewPaper:
    return NewPaper(
        version_id=paper.version_id,
        first_day=days.first_day,
        optional=paper.optional,
        call_at=days.call_at,
        prices=paper.prices,
        particulars={} if paper.optional else _particulars(content, offer),
        description=paper.description,
    )


def _particulars(content: SceneContent, offer: Offer) -> dict[str, str]:
    pay, window = content.pay, content.window
    part = part_of(content, offer.part_key)
    hour, take = (money(each, pay.currency) for each in (pay.hourly_minor, pay.take_minor))
    bookings = "1 booking" if window.bookings == 1 else f"{window.bookings} bookings"
    a_take = f"; {take} for each accepted take" if pay.take_minor else ""
    return {
        "Work": f"{part.name} in “{content.brief.title}”: {bookings} of {window.minutes} minutes"
        f" between {day(window.first_day)} and {day(window.last_day)}",
        "Pay": f"{hour} an hour, {pay.minimum_call_minutes} minutes at least{a_take}; paid within"
        f" {pay.paid_within_days} days",
        "Terms": offer.terms_hash,
    }
