"""What is kept of somebody's minimums, to read for themselves and to forget when they leave."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.orm import Session

from consent.minimums import queries
from consent.minimums.models import AvoidedClient, MinimumsBody


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    return {
        "minimums": [
            {
                "version": each.number,
                "set_at": each.set_at.isoformat(),
                "hash": each.hash,
                "says": json.loads(each.minimums.canonical()),
            }
            for each in queries.history(session, person_id)
        ]
    }


def forget(session: Session, person_id: UUID) -> None:
    """For `hooks.erase_of`: what was said goes, that something was said stays."""
    for model in (AvoidedClient, MinimumsBody):
        session.execute(delete(model).where(model.performer_id == person_id))
