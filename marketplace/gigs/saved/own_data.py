"""What is kept of somebody's saved searches: for their own copy, and to be forgotten."""

from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from marketplace.gigs.saved.models import SavedSearch, SavedSearchTold
from marketplace.gigs.saved.queries import searches_of


def exports_of(session: Session, account_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    searches = searches_of(session, account_id)
    return {
        "saved_searches": [
            {"name": each.name, "asked": each.asked, "mail": each.pace.value} for each in searches
        ]
    }


def forget(session: Session, account_id: UUID) -> None:
    """For `hooks.erase_of`."""
    for kept in (SavedSearch, SavedSearchTold):
        session.execute(delete(kept).where(kept.account_id == account_id))
