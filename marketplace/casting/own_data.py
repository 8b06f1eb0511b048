"""What is kept of somebody's applications and engagements, for their own copy of it."""

import json
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from marketplace.casting.models import Application, Engagement


def exports_of(session: Session, person_id: UUID) -> dict[str, Any]:
    """For `hooks.exports_of`."""
    asked = select(Application).where(Application.performer_id == person_id)
    engaged = select(Engagement).where(Engagement.performer_id == person_id)
    return {
        "applications": [
            _application(each)
            for each in session.scalars(asked.order_by(Application.made_at, Application.id))
        ],
        "engagements": [
            _engagement(each)
            for each in session.scalars(engaged.order_by(Engagement.accepted_at, Engagement.id))
        ],
    }


def _application(application: Application) -> dict[str, Any]:
    return {
        "gig": str(application.gig_id),
        "part": application.part_key,
        "note": application.note,
        "state": application.state.value,
        "made_at": application.made_at.isoformat(),
    }


def _engagement(engagement: Engagement) -> dict[str, Any]:
    return {
        "id": str(engagement.id),
        "gig": str(engagement.gig_id),
        "part": engagement.part_key,
        "accepted_at": engagement.accepted_at.isoformat(),
        "state": engagement.state.value,
        "terms": json.loads(engagement.terms),
    }
