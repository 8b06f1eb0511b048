"""The terms of a grant as they are now, read back from what it opened with.

Rights keep what decisions need. Prices, fees and lawful bases are in openings alone, where one
person's can be erased.
"""

from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.keeping.openings import lines_of
from consent.ledger.entries import EntryType
from consent.ledger.explaining.terms import Limits
from consent.ledger.explaining.words import (
    Answer,
    Basis,
    Exclusivity,
    Identifiability,
    PostMortem,
    Use,
)

_TELLING = (EntryType.CONSENT_GIVEN, EntryType.CONSENT_NARROWED, EntryType.CONSENT_RENEWED)
_SIMPLE = ("currency", "royalty_basis_points", "renewal_fee_minor")
_READ: Mapping[str, Any] = {
    "ends_on": date.fromisoformat,
    "starts_on": date.fromisoformat,
    "clients": lambda ids: tuple(map(UUID, ids)),
    "recipients": lambda ids: tuple(map(UUID, ids)),
    "identifiability": Identifiability,
    "exclusivity": Exclusivity,
    "included_retakes": int,
}


def terms_of(session: Session, grants: Collection[Grant]) -> dict[UUID, dict[str, Any]]:
    """By grant, what an opening with terms says, by its fields. What was erased is not there."""
    newest: dict[str, Mapping[str, Any]] = {}
    for line in lines_of(session, {grant.thread for grant in grants}):
        if line.entry.event.type in _TELLING and line.payload is not None:
            newest[line.entry.event.thread] = line.payload
    known = [grant for grant in grants if grant.thread in newest]
    return {grant.id: terms_in(newest[grant.thread]) for grant in known}


def terms_in(payload: Mapping[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = {name: payload.get(name) for name in _SIMPLE}
    found["uses"] = {Use(use): Answer(answer) for use, answer in payload["uses"].items()}
    found["limits"] = limits_in(payload["limits"])
    if "prices" in payload:
        found["prices"] = {Use(use): int(price) for use, price in payload["prices"].items()}
    if "lawful_basis" in payload:
        bases = payload["lawful_basis"].items()
        found["lawful_basis"] = {Use(use): Basis(basis) for use, basis in bases}
    if "post_mortem" in payload:
        found["post_mortem"] = PostMortem(payload["post_mortem"])
    return found


def limits_in(said: Mapping[str, Any]) -> Limits:
    known = {field.name for field in fields(Limits)} & said.keys()
    return Limits(**{name: _READ.get(name, tuple)(said[name]) for name in sorted(known)})
