"""What an hour was worth, by client: of all that was posted in a year, unpaid time counted."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.clock import now
from marketplace.gigs.models import Gig, GigListing

LOOKS_BACK = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class ClientPay:
    """Of one client in one currency; sealed clients stand together by their sector."""

    client: str
    is_sealed: bool
    currency: str
    gigs: int
    average_minor: int
    lowest_minor: int
    highest_minor: int


def pay_by_client(session: Session) -> list[ClientPay]:
    """By currency, the best paying first."""
    rows = [*_named(session), *_sealed(session)]
    return sorted(rows, key=lambda row: (row.currency, -row.average_minor, row.client))


def _named(session: Session) -> list[ClientPay]:
    rows = _grouped(session, Gig.client_id, GigListing.sector == "")
    ids: set[UUID] = {row[0] for row in rows}
    names = hooks.names(session, ids)
    return [ClientPay(names.get(row[0], "A former client"), False, *_figures(row)) for row in rows]


def _sealed(session: Session) -> list[ClientPay]:
    rows = _grouped(session, GigListing.sector, GigListing.sector != "")
    return [ClientPay(row[0], True, *_figures(row)) for row in rows]


def _grouped(session: Session, by: Any, which: ColumnElement[bool]) -> list[tuple[Any, ...]]:
    paid = GigListing.effective_hourly_minor
    figures = (func.count(), func.sum(paid), func.min(paid), func.max(paid))
    rows = session.execute(
        select(by, Gig.currency, *figures)
        .join(GigListing, GigListing.gig_id == Gig.id)
        .where(which, Gig.opened_at >= now() - LOOKS_BACK)
        .group_by(by, Gig.currency)
    )
    return [tuple(row) for row in rows]


def _figures(row: tuple[Any, ...]) -> tuple[str, int, int, int, int]:
    _, currency, gigs, paid, lowest, highest = row
    return str(currency), int(gigs), int(paid) // int(gigs), int(lowest), int(highest)
