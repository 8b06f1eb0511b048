"""What a list shows of each gig: one query for a page of them, however long their briefs are."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Select, bindparam, func, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Use, said
from consent.minimums.wishes import Intensity
from consent.terms.bits import BIT
from marketplace.clients.models import Client
from marketplace.gigs.models import Gig, GigListing, GigState
from marketplace.gigs.searched import INTENSITIES

_GIG, _LISTING, _CLIENT = Gig.__table__.c, GigListing.__table__.c, Client.__table__.c
_SHOWN = (
    _GIG.id,
    _GIG.client_id,
    _GIG.title,
    _GIG.language,
    _GIG.medium,
    _GIG.intensity,
    _GIG.emotions,
    _GIG.uses,
    _GIG.performers,
    _GIG.currency,
    _GIG.hourly_minor,
    _GIG.unpaid_minutes,
    _GIG.union_agreement,
    _GIG.first_day,
    _GIG.last_day,
    _GIG.apply_by,
    _GIG.state,
    _GIG.opened_at,
    _LISTING.place,
    _LISTING.sector,
    _LISTING.end_product,
    _LISTING.months,
    _LISTING.effective_hourly_minor,
    _LISTING.earns_again,
    func.coalesce(_CLIENT.name, "").label("client"),
)
"""In the order of the card's fields. Of a sealed client not even the name is read."""


def _of(column: ColumnElement[Any]) -> Select[Any]:
    """Tables instead of models, and put together once: on a list's page both take longer than the
    database does."""
    listed = Gig.__table__.join(GigListing.__table__, _LISTING.gig_id == _GIG.id)
    named = (_CLIENT.id == _GIG.client_id) & (_LISTING.sector == "")
    return (
        select(*_SHOWN)
        .select_from(listed.outerjoin(Client.__table__, named))
        .where(column.in_(bindparam("wanted", expanding=True)))
        .order_by(_LISTING.place.desc())
    )


_AT_PLACES, _OF_GIGS, _OF_A_CLIENT = _of(_LISTING.place), _of(_GIG.id), _of(_GIG.client_id)


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
    found = {card.place: card for card in _cards(session, _AT_PLACES, places)}
    return [found[place] for place in places if place in found]


def cards_of(session: Session, gig_ids: Collection[UUID]) -> dict[UUID, Card]:
    return {card.id: card for card in _cards(session, _OF_GIGS, gig_ids)}


def own_cards(session: Session, client_id: UUID, limit: int) -> list[Card]:
    """Of one client, whatever state they are in; newest first."""
    return _cards(session, _OF_A_CLIENT.limit(limit), [client_id])


def _cards(session: Session, query: Select[Any], wanted: Collection[Any]) -> list[Card]:
    return [Card(*row) for row in session.execute(query, {"wanted": list(wanted)})]
