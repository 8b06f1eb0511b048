"""A request that nothing is missing in, as it would be typed; and a licence that covers it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from consent.agreements.planned import PlannedLimits
from consent.ledger.explaining.words import Answer, Use
from foundation import clock
from foundation.database import db
from marketplace.requests import actions, drafts, queries
from marketplace.requests.models import RequestKind, SceneRequest
from marketplace.requests.sections import Section
from marketplace.requests.writing import typed_of
from tests.cast import Cast, Person
from tests.consent.licences.licensed import licensed, published, terms
from tests.marketplace.market import content

COVERED = (Use.REVIEW, Use.GENERATIVE_TRAINING, Use.FINE_TUNING)


def covered(cast: Cast, *uses: Use, **limits: Any) -> UUID:
    """Northlab's licence: for these uses, or for all that the market's request asks."""
    said = {"storage_regions": ("EU",), "end_products": ("companion",), **limits}
    planned = terms(
        uses=dict.fromkeys(uses or COVERED, Answer.ALLOWED), limits=PlannedLimits(**said)
    )
    return licensed(cast.ada, published(planned))


def typed(**changes: Any) -> dict[str, Any]:
    """Changes are of single fields: `pay={"hourly": "10"}`; None leaves a field empty."""
    found = typed_of(content())
    today = clock.now().date()
    days = {"apply_by": 10, "first_day": 20, "last_day": 40}
    for name, ahead in days.items():
        found["window"][name] = (today + timedelta(days=ahead)).isoformat()
    for section, fields in changes.items():
        found[section] = {**found[section], **fields}
        found[section] = {name: each for name, each in found[section].items() if each is not None}
    return found


def begun(by: Person, said: dict[str, Any] | None = None) -> UUID:
    """Written, and not submitted."""
    said = typed() if said is None else said
    request_id = drafts.begin_request(RequestKind.SCENES, actor=by.actor)
    sections = {Section(name): each for name, each in said.items()}
    drafts.save_sections(request_id, sections, seen={}, actor=by.actor)
    return request_id


def sent(cast: Cast, said: dict[str, Any] | None = None) -> UUID:
    """Submitted by ben, under a licence that covers it."""
    covered(cast)
    request_id = begun(cast.ben, said)
    actions.submit_request(request_id, actor=cast.ben.actor)
    return request_id


def request_of(request_id: UUID) -> SceneRequest:
    db.session.rollback()
    return db.session().get_one(SceneRequest, request_id)


def newest(request_id: UUID) -> UUID:
    db.session.rollback()
    found = queries.newest_version(db.session(), request_id)
    assert found is not None
    return found.id
