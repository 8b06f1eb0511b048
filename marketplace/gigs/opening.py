"""Opens what is approved, funded, licensed and of a verified client; posts what was changed."""

from collections.abc import Callable, Iterator
from uuid import UUID

from sqlalchemy import or_, select, update
from sqlalchemy.orm import Session

from consent.licences.queries import licence_for
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.jobs import Lease
from marketplace.budgets import asking as budget_asking
from marketplace.budgets.models import Budget
from marketplace.clients.queries import verified
from marketplace.gigs.closing import ENDED
from marketplace.gigs.models import Gig
from marketplace.gigs.steps import open_gig, post
from marketplace.requests.costing import cost_of
from marketplace.requests.models import RequestState, RequestVersion, SceneRequest

Reposted = Callable[[Session, Gig, Actor], None]

when_reposted: tuple[Reposted, ...] = ()
"""Filled in `assembly`: steps that tell who applied that the terms are not those they read."""


def open_due(lease: Lease) -> str:
    """Each in a transaction of its own: one that fails holds up no other."""
    waiting = _waiting()
    opened = [each for each in waiting if open_request(each, lease)]
    return f"{len(opened)} opened or posted anew"


def missing_for(session: Session, request: SceneRequest, version: RequestVersion) -> Iterator[str]:
    """What its client still has to do before it opens, in sentences for them."""
    content = version.scene()
    needed = cost_of(content).total
    found = select(Budget).where(Budget.order_id == request.id)
    budget = session.scalars(found.execution_options(populate_existing=True)).one_or_none()
    if budget is None or budget.currency != needed.currency or budget.confirmed < needed:
        yield "Not all that it may cost has been paid in."
    yield from budget_asking.in_the_way(session, request.client_id)
    if not verified(session, request.client_id):
        yield "Your organisation is not verified."
    if licence_for(session, request.client_id, now().date()) is None:
        yield "Your organisation has no signed licence that holds today."
    if content.window.apply_by < now().date():
        yield "Its last day to apply has passed. Choose a later one."


def _waiting() -> list[UUID]:
    """Approved, and not posted as it was approved."""
    session = db.session()
    wanted = (
        select(SceneRequest.id)
        .outerjoin(Gig, Gig.request_id == SceneRequest.id)
        .where(
            SceneRequest.state != RequestState.WITHDRAWN,
            SceneRequest.approved_version_id.is_not(None),
            or_(
                Gig.id.is_(None),
                (Gig.version_id != SceneRequest.approved_version_id) & Gig.state.not_in(ENDED),
            ),
        )
        .order_by(SceneRequest.made_at, SceneRequest.id)
    )
    found = list(session.scalars(wanted))
    session.rollback()
    return found


def open_request(request_id: UUID, lease: Lease | None = None) -> bool:
    """Whether there was something to do and nothing missing."""
    with transaction() as session:
        if lease is not None:
            lease.confirm(session)
        request = _locked(session, request_id)
        if request.approved_version_id is None or request.state is RequestState.WITHDRAWN:
            return False
        version = session.get_one(RequestVersion, request.approved_version_id)
        if any(missing_for(session, request, version)):
            return False
        return _bring_up_to_date(session, request, version)


def _bring_up_to_date(session: Session, request: SceneRequest, version: RequestVersion) -> bool:
    gig = session.scalars(select(Gig).where(Gig.request_id == request.id)).one_or_none()
    if gig is None:
        open_gig(session, request, version, actor=SYSTEM)
        return True
    if gig.state in ENDED or gig.version_id == version.id:
        return False
    post(session, gig, version, actor=SYSTEM)
    for step in when_reposted:
        step(session, gig, SYSTEM)
    return True


def _locked(session: Session, request_id: UUID) -> SceneRequest:
    """Two workers that come to one request queue for its row, and the second finds it posted."""
    of = SceneRequest
    session.execute(update(of).where(of.id == request_id).values(made_by=of.made_by))
    return session.get_one(of, request_id, populate_existing=True)
