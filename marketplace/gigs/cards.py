"""What a list shows of each gig: one query for a page of them, however long their briefs are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Use, said
from consent.minimums.wishes import Intensity
from consent.terms.bits import BIT
from foundation import hooks
from marketplace.gigs.models import Gig, GigListing, GigState
from marketplace.gigs.searched import INTENSITIES

_GIG = (
    Gig.id,
    Gig.client_id,
    Gig.title,
    Gig.language,
    Gig.medium,
    Gig.intensity,
    Gig.emotions,
    Gig.uses,
    Gig.performers,
    Gig.currency,
    Gig.hourly_minor,
    Gig.unpaid_minutes,
    Gig.union_agreement,
    Gig.first_day,
    Gig.last_day,
    Gig.apply_by,
    Gig.state,
    Gig.opened_at,
)
_LISTING = (
    GigListing.place,
    GigListing.sector,
    GigListing.end_product,
    GigListing.months,
    GigListing.effective_hourly_minor,
    GigListing.earns_again,
)


@dataclass(frozen=True, slots=True)
class Card:
    id: UUID
    client_id: UUID
    """For comparing only: of a sealed client nothing of it may be shown."""
    title: str
    language: str
    medium: str
    intensity_place: int
    emotions: int
    uses_mask: int
    performers: int
    currency: str
    hourly_minor: int
    unpaid_minutes: int
    union_agreement: bool
    first_day: date
    last_day: date
    apply_by: date
    state: GigState
    opened_at: datetime
    place: int
    sector: str
    end_product: str
    months: int
    effective_hourly_minor: int
    earns_again: bool
    client: str
    """Its name; empty where it is sealed."""

    @property
    def intensity(self) -> Intensity:
        return INTENSITIES[self.intensity_place]

    @property
    def uses(self) -> tuple[Use, ...]:
        return uses_in(self.uses_mask)

    @property
    def uses_said(self) -> str:
        return uses_said(self.uses_mask)


@lru_cache(maxsize=4096)
def uses_in(mask: int) -> tuple[Use, ...]:
    """Without review, which every paper allows: no take is accepted unheard."""
    return tuple(use for use, bit in BIT.items() if mask & bit and use is not Use.REVIEW)


@lru_cache(maxsize=4096)
def uses_said(mask: int) -> str:
    return ", ".join(said(use) for use in uses_in(mask))


def cards_at(session: Session, places: Sequence[int]) -> list[Card]:
    """In the order of the places."""
    wanted = _rows(session, GigListing.place, places)
    found = {card.place: card for card in wanted}
    return [found[place] for place in places if place in found]


def cards_of(session: Session, gig_ids: Collection[UUID]) -> dict[UUID, Card]:
    return {card.id: card for card in _rows(session, Gig.id, gig_ids)}


def own_cards(session: Session, client_id: UUID, limit: int) -> list[Card]:
    """Of one client, whatever state they are in; newest first."""
    cards = _rows(session, Gig.client_id, [client_id], limit)
    return sorted(cards, key=lambda card: card.place, reverse=True)


def _rows(
    session: Session, column: Any, values: Collection[Any], limit: int | None = None
) -> list[Card]:
    query = select(*_GIG, *_LISTING).join(GigListing, GigListing.gig_id == Gig.id)
    query = query.where(column.in_(values)).order_by(GigListing.place.desc()).limit(limit)
    rows = session.execute(query).all()
    names = hooks.names(session, {row.client_id for row in rows if not row.sector})
    return [_card(row, names) for row in rows]


def _card(row: Any, names: dict[UUID, str]) -> Card:
    """The columns stand in the order of the card's fields."""
    values = (*row, "" if row.sector else names.get(row.client_id, ""))
    return Card(*values)
