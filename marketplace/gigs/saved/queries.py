"""What is asked about saved searches."""

from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.gigs.saved.models import SavedSearch


def searches_of(session: Session, account_id: UUID) -> Sequence[SavedSearch]:
    of = SavedSearch
    wanted = select(of).where(of.account_id == account_id).order_by(of.name)
    return session.scalars(wanted).all()


def path_of(asked: dict[str, Any]) -> str:
    """The page that shows it."""
    return f"/gigs?{urlencode(asked, doseq=True)}"
