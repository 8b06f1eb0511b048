"""What the same client paid before for a gig like this one: a lower rate does not pass unseen."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.full_text import words_in
from marketplace.gigs.cards import Card
from marketplace.gigs.models import Gig, GigListing, GigStep

_LOOKED_AT = 200
"""The client's newest: a like gig from years ago says little."""
_LIKE = 0.6
"""How much of two titles' words they share."""


@dataclass(frozen=True, slots=True)
class EarlierRate:
    gig_id: UUID
    title: str
    opened_at: datetime
    hourly_minor: int
    currency: str
    is_higher: bool


def earlier_rates(session: Session, card: Card) -> list[EarlierRate]:
    """Newest first. A sealed client's are compared with what it posted sealed, under the same
    words: another comparison would tell who it is."""
    words = frozenset(words_in(card.title))
    return [
        EarlierRate(
            row.id,
            row.title,
            row.opened_at,
            row.hourly_minor,
            row.currency,
            row.hourly_minor > card.hourly_minor,
        )
        for row in _candidates(session, card)
        if _alike(words, frozenset(words_in(row.title)))
    ]


def _candidates(session: Session, card: Card) -> Iterator[Gig]:
    return iter(
        session.scalars(
            select(Gig)
            .join(GigListing, GigListing.gig_id == Gig.id)
            .where(
                Gig.client_id == card.client_id,
                Gig.currency == card.currency,
                Gig.language == card.language,
                GigListing.sector == card.sector,
                GigListing.place < card.place,
            )
            .order_by(GigListing.place.desc())
            .limit(_LOOKED_AT)
        )
    )


def _alike(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one | other) and len(one & other) / len(one | other) >= _LIKE


def own_earlier_rates(session: Session, card: Card) -> list[EarlierRate]:
    """What this very gig paid before its request was changed."""
    of = GigStep
    steps = session.scalars(select(of).where(of.gig_id == card.id).order_by(of.at.desc()))
    return [
        EarlierRate(card.id, card.title, step.at, rate, card.currency, rate > card.hourly_minor)
        for step in steps
        if (rate := step.details.get("hourly_minor", card.hourly_minor)) != card.hourly_minor
        and step.details["currency"] == card.currency
    ]
