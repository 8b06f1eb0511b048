"""Requests that only wait to be opened, and gigs that say what a test is about."""

from dataclasses import replace
from datetime import date
from typing import Any
from uuid import UUID

from foundation.actors import SYSTEM
from foundation.database import db, transaction
from foundation.ids import new_id
from foundation.jobs import run_due
from marketplace.budgets.steps import confirm
from marketplace.clients.models import ClientVerification
from marketplace.gigs.jobs import JOBS
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.costing import cost_of
from marketplace.requests.models import RequestVersion, SceneRequest
from tests.cast import NORTHLAB, Cast
from tests.consent.licences.licensed import licensed
from tests.marketplace.market import BRIEF, approved, content, posted


def run(name: str) -> None:
    job = next(each for each in JOBS if each.name == name)
    run_due([job], new_id(), even_if_not_due=True)
    db.session.rollback()


def fund(request_id: UUID, cause: str = "test") -> None:
    with transaction() as session:
        request = session.get_one(SceneRequest, request_id)
        version = session.get_one(RequestVersion, request.approved_version_id)
        confirm(session, request_id, cost_of(version.scene()).total, cause=cause, actor=SYSTEM)


def verify(cast: Cast) -> None:
    with transaction() as session:
        row = ClientVerification(
            client_id=NORTHLAB,
            verified=True,
            expires_on=date(2027, 1, 1),
            decided_by=cast.cora.id,
            seen={"documents": []},
        )
        session.add(row)


def ready(cast: Cast, said: SceneContent | None = None) -> UUID:
    """A request of Northlab's for which everything is there. Gives its id."""
    licensed(cast.ada)
    verify(cast)
    request_id = approved(cast.ben, cast.cora, said)
    fund(request_id)
    return request_id


def open_(cast: Cast, said: SceneContent | None = None) -> UUID:
    return posted(cast.ben, cast.cora, said)


def titled(title: str, **changes: Any) -> SceneContent:
    return content(**{"brief": replace(BRIEF, title=title), **changes})


def gigs() -> list[Gig]:
    db.session.rollback()
    return list(db.session().query(Gig).order_by(Gig.opened_at, Gig.id))
