"""What somebody allows: uses with their answers, the limits they hold within, what they cost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from consent.ledger.explaining.forms import Code, Currency, Place
from consent.ledger.explaining.opening import Opening
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Use,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What is None is not limited. Only the end is never None: there is no "perpetual"."""

    ends_on: date
    """The last day on which it is allowed."""
    starts_on: date | None = None
    clients: tuple[UUID, ...] | None = None
    recipients: tuple[UUID, ...] | None = None
    end_products: tuple[Code, ...] | None = None
    prohibited_subjects: tuple[Code, ...] | None = None
    models: tuple[str, ...] | None = None
    model_classes: tuple[Code, ...] | None = None
    territories: tuple[Place, ...] | None = None
    media: tuple[Code, ...] | None = None
    storage_regions: tuple[Place, ...] | None = None
    processing_regions: tuple[Place, ...] | None = None
    identifiability: Identifiability | None = None
    exclusivity: Exclusivity | None = None
    included_retakes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WithTerms(Opening):
    """Always the whole of the terms as they are from now on, never a difference."""

    uses: Mapping[Use, Answer]
    limits: Limits
    prices: Mapping[Use, int] | None = None
    """What each optional use costs, in minor units of the currency."""
    currency: Currency | None = None
    royalty_basis_points: int | None = None
    renewal_fee_minor: int | None = None
    lawful_basis: Mapping[Use, Basis] | None = None
    post_mortem: PostMortem | None = None


NARROWING = {
    "ends_on": "earlier",
    "starts_on": "later",
    "clients": "fewer",
    "recipients": "fewer",
    "end_products": "fewer",
    "prohibited_subjects": "more",
    "models": "fewer",
    "model_classes": "fewer",
    "territories": "fewer",
    "media": "fewer",
    "storage_regions": "fewer",
    "processing_regions": "fewer",
}
"""Which way a limit may move when consent is narrowed; the others may change as they like."""

DIMENSIONS = (
    ("clients", "client", "in"),
    ("recipients", "recipient", "in if stated"),
    ("end_products", "end_product", "in"),
    ("models", "models", "all in"),
    ("model_classes", "model_class", "in"),
    ("territories", "territories", "all in"),
    ("processing_regions", "regions", "all in"),
    ("prohibited_subjects", "subjects", "none in"),
)
"""Limit, field of a delivery, and how they must stand. What is limited must be stated; without a
recipient the client itself receives."""
