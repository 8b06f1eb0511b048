"""What a paper's page shows, put together for one reader at one moment."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from consent.agreements.models import AgreementText
from consent.ledger.explaining.sentences import read_amount
from consent.ledger.explaining.words import Representation, Signature, Use, said
from consent.minimums.queries import disagreements
from consent.signing import queries
from consent.signing.clocks import Wait, closes_at, waits
from consent.signing.models import AgreementState
from consent.signing.offers import Offer
from consent.signing.reading import Signed
from consent.terms.meaning import meanings
from foundation import hooks
from foundation.clock import now

UNNAMED = "A client whose name is not told yet"


@dataclass(frozen=True, slots=True)
class Option:
    """One optional use."""

    use: Use
    about: str
    price: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A paper in a list."""

    offer: Offer
    about: str
    options: tuple[Option, ...]
    closes_at: datetime

    @property
    def waits_for_answer(self) -> bool:
        asked = self.offer.agreement
        return asked.state is AgreementState.REQUESTED and now() < self.closes_at


@dataclass(frozen=True, slots=True)
class Engagement:
    """Papers that were asked for together."""

    client: str
    papers: tuple[Listed, ...]

    @property
    def particulars(self) -> dict[str, str]:
        return {
            name: value
            for each in self.papers
            for name, value in each.offer.agreement.particulars.items()
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperPage:
    listed: Listed
    text: AgreementText
    client: str
    waits: tuple[Wait, ...]
    """Whatever time or somebody else must do first; who is on one's side is asked in the form."""
    approved: bool
    meanings: tuple[tuple[str, str], ...]
    """Of each use that it asks for."""
    against: tuple[str, ...]
    """Where it asks for more than this performer said they would agree to."""

    @property
    def may_sign(self) -> bool:
        return not self.waits

    @property
    def may_answer(self) -> bool:
        state = self.listed.offer.agreement.state
        return state in queries.ANSWERABLE and now() < self.listed.closes_at


def engagements(session: Session, performer_id: UUID) -> list[Engagement]:
    """Newest first; what was asked for at one time stands together."""
    offers = queries.papers_of(session, performer_id)
    clients = _clients(session, offers)
    together: dict[UUID, list[Offer]] = {}
    for each in offers:
        together.setdefault(each.agreement.engagement_id or each.agreement.id, []).append(each)
    return [_engagement(clients, some) for some in together.values()]


def paper_page(session: Session, offer: Offer, text: AgreementText) -> PaperPage:
    asked, approved = offer.agreement, queries.is_approved(session, offer)
    found = waits(
        offer,
        shown_at=queries.first_shown_at(session, offer),
        approved=approved,
        representation=Representation.COUNSEL,
        at=now(),
    )
    against = disagreements(session, asked.performer_id, offer.planned, asked.client_id)
    return PaperPage(
        listed=listed(offer),
        text=text,
        client=_clients(session, [offer])[asked.id],
        waits=tuple(found),
        approved=approved,
        meanings=tuple(meanings(offer.planned.uses)),
        against=against if offer.client_is_named else (),
    )


def listed(offer: Offer) -> Listed:
    plan = offer.planned
    options = tuple(
        Option(use, said(use), read_amount((plan.prices or {})[use], plan.currency or ""))
        for use in offer.optional_uses
    )
    return Listed(offer, said(offer.signature), options, closes_at(offer))


def answers_in_words(signed: Signed) -> list[tuple[str, str]]:
    """What was said to each question of the paper."""
    plan, kept = signed.offer.planned, signed.kept
    rows = [
        (option.about.capitalize(), f"Yes, for {option.price}" if yes else "No")
        for option in listed(signed.offer).options
        for yes in (kept.answers[option.use],)
    ]
    if kept.representation:
        who = signed.names.get("represented_by")
        rows.append(("On your side", said(kept.representation) + (f": {who}" if who else "")))
    if plan.post_mortem is not None and kept.post_mortem:
        who = signed.names.get("executor")
        rows.append(("After death", said(kept.post_mortem) + (f": {who}" if who else "")))
    return rows


def notice_in_words(seconds: int) -> str:
    """How long somebody had; whole minutes, hours and days."""
    length = timedelta(seconds=seconds)
    hours, minutes = length.seconds // 3600, length.seconds // 60 % 60
    parts = ((length.days, "day"), (hours, "hour"), (minutes, "minute"))
    words = [f"{count} {unit}{'s' if count > 1 else ''}" for count, unit in parts if count]
    return ", ".join(words) or "less than a minute"


def _clients(session: Session, offers: Sequence[Offer]) -> dict[UUID, str]:
    """By paper: a sealed client is named to nobody before it is named to this performer."""
    named = [each for each in offers if each.client_is_named]
    names = hooks.names(session, {each.agreement.client_id for each in named})
    found = {each.agreement.id: UNNAMED for each in offers}
    for each in named:
        client = each.agreement.client_id
        found[each.agreement.id] = names.get(client, str(client))
    return found


def _engagement(clients: dict[UUID, str], offers: Sequence[Offer]) -> Engagement:
    order = list(Signature)
    offers = sorted(offers, key=lambda each: order.index(each.signature))
    return Engagement(clients[offers[0].agreement.id], tuple(map(listed, offers)))
