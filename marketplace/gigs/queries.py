"""What is asked about gigs."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementVersion
from consent.agreements.planned import Planned
from foundation.actors import Actor
from foundation.clock import now
from marketplace.gigs import fitting, matching, policy
from marketplace.gigs.cards import Card, cards_at, cards_of, own_cards
from marketplace.gigs.errors import GigNotFound
from marketplace.gigs.filling import places_taken
from marketplace.gigs.likeness import EarlierRate, earlier_rates, own_earlier_rates
from marketplace.gigs.models import Gig, GigState, GigStep, GigWindDown
from marketplace.gigs.paying import BookingPay, booking_pay
from marketplace.gigs.searching import PAGE, Search, found
from marketplace.profiles.content import ProfileContent
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion
from marketplace.requests.reference_models import RequestReference
from marketplace.requests.references import in_brief
from marketplace.requests.usage import Paper

_OWN_SHOWN = 200


@dataclass(frozen=True, slots=True)
class Listed:
    """A card, where it falls below what its reader wants, and why they see it."""

    card: Card
    short_of: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPage:
    items: list[Listed]
    next: int | None


@dataclass(frozen=True, slots=True)
class OwnGig:
    """As its client sees it in a list."""

    card: Card
    taken: int
    ends_after: date | None
    """The announced last day of a campaign."""


@dataclass(frozen=True, slots=True)
class GigPage:
    """Everything that is posted, as one reader sees it."""

    gig: Gig
    card: Card
    version: RequestVersion
    content: SceneContent
    papers: tuple[tuple[Paper, Planned], ...]
    pay: BookingPay
    earlier: list[EarlierRate]
    winds_down: GigWindDown | None
    references: Sequence[RequestReference]

    @property
    def takes_applications(self) -> bool:
        return self.gig.state is GigState.OPEN and self.gig.apply_by >= now().date()


def listed(session: Session, search: Search, below: int | None, actor: Actor) -> ListPage:
    profile = matching.profile_for(session, actor)
    if search.mine and profile is not None:
        cards, further = _best_for(session, search, profile), None
    else:
        page = found(session, search, below=below)
        cards, further = cards_at(session, page.places), page.next
    wishes = fitting.wishes_of(session, actor)
    items = [
        Listed(card, fitting.short_of(wishes, card), matching.reasons(profile, card))
        for card in cards
    ]
    return ListPage(items, further)


def _best_for(session: Session, search: Search, profile: ProfileContent) -> list[Card]:
    """Of the newest that fit; among equals the newest first, as they come."""
    cards = cards_at(session, found(session, search, limit=matching.LOOKED_AT).places)
    return sorted(cards, key=lambda card: -matching.score(profile, card))[:PAGE]


def open_gig_page(session: Session, gig_id: UUID) -> GigPage:
    """Also of a gig that is closed: what was posted stays readable."""
    gig = session.get(Gig, gig_id)
    if gig is None:
        raise GigNotFound
    card = cards_of(session, [gig_id])[gig_id]
    version = session.get_one(RequestVersion, gig.version_id)
    content = version.scene()
    return GigPage(
        gig=gig,
        card=card,
        version=version,
        content=content,
        papers=_papers(session, content),
        pay=booking_pay(content),
        earlier=[*own_earlier_rates(session, card), *earlier_rates(session, card)],
        winds_down=session.get(GigWindDown, gig_id),
        references=in_brief(session, content.brief.references),
    )


def own_gigs(session: Session, actor: Actor) -> list[OwnGig]:
    """What one's organisation has posted, newest first."""
    actor.require(policy.may_list(actor))
    if actor.on_behalf_of is None:
        return []
    cards = own_cards(session, actor.on_behalf_of, _OWN_SHOWN)
    ids = [card.id for card in cards]
    taken = places_taken(session, ids)
    announced = select(GigWindDown.gig_id, GigWindDown.last_day)
    ends = {row[0]: row[1] for row in session.execute(announced.where(GigWindDown.gig_id.in_(ids)))}
    return [OwnGig(card, taken.get(card.id, 0), ends.get(card.id)) for card in cards]


def own_gig(session: Session, gig_id: UUID, actor: Actor) -> GigPage:
    """For those who keep it. To others its posting is there, and nothing behind it."""
    gig = session.get(Gig, gig_id)
    if gig is None:
        raise GigNotFound
    if not policy.may_keep(actor, gig):
        raise GigNotFound
    return open_gig_page(session, gig_id)


def steps_of(session: Session, gig_id: UUID) -> Sequence[GigStep]:
    """Newest first."""
    of = GigStep
    return session.scalars(select(of).where(of.gig_id == gig_id).order_by(of.at.desc())).all()


def references_of(session: Session, ids: Collection[UUID]) -> dict[UUID, str]:
    """For `hooks.references_of`: a gig is called by its title."""
    rows = session.execute(select(Gig.id, Gig.title).where(Gig.id.in_(ids)))
    return {row.id: f"Gig “{row.title}”" for row in rows}


def _papers(session: Session, content: SceneContent) -> tuple[tuple[Paper, Planned], ...]:
    wanted = [paper.version_id for paper in content.usage.papers]
    of = AgreementVersion
    rows = session.execute(select(of.id, of.terms).where(of.id.in_(wanted)))
    plans = {row.id: Planned.read(row.terms) for row in rows}
    return tuple((paper, plans[paper.version_id]) for paper in content.usage.papers)
