"""Posts the made-up gigs of the demo, by the steps that a real one goes through."""

from collections.abc import Iterable
from datetime import timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.demo import newest
from consent.ledger.explaining.words import Signature
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import db, transaction
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import Role
from marketplace.budgets import demo_money
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs import closing
from marketplace.gigs.demo_scenes import GIGS, DemoGig, Papers, content_of
from marketplace.gigs.listing import follow_state
from marketplace.gigs.models import Gig, GigState
from marketplace.gigs.steps import note, open_gig
from marketplace.requests import steps as requests
from marketplace.requests.costing import cost_of
from marketplace.requests.models import RequestKind, RequestVersion, SceneRequest, Verdict


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start posted stays as it is."""
    session = db.session()
    papers = _papers(session)
    known = set(session.scalars(select(Gig.title).where(Gig.client_id == NORTHLAB)))
    session.rollback()
    if papers is not None:
        for gig in sorted(GIGS, key=lambda each: -each.opened_days_ago):
            if gig.title not in known:
                _post(gig, papers)
    return ()


def _papers(session: Session) -> Papers | None:
    """Nothing, where the demo's agreements are not there."""
    found = {signature: newest(session, signature) for signature in Signature}
    papers = {signature: version for signature, version in found.items() if version is not None}
    return papers if len(papers) == len(Signature) else None


def _post(gig: DemoGig, papers: Papers) -> None:
    opened_at = now() - timedelta(days=gig.opened_days_ago)
    content = content_of(gig, papers, opened_at.date())
    with transaction() as session:
        producer = Actor(character("ben").id, Role.CLIENT_PRODUCER, NORTHLAB)
        request = requests.begin(
            session, NORTHLAB, RequestKind.SCENES, actor=producer, copied_from=None
        )
        version = requests.submit(session, request, content, actor=producer)
        _approve(session, request, version)
        demo_money.bring(session, request.id, cost_of(content).total)
        posted = open_gig(session, request, version, actor=SYSTEM)
        posted.opened_at = opened_at
        _become(session, posted, gig, producer)


def _approve(session: Session, request: SceneRequest, version: RequestVersion) -> None:
    checker = Actor(_id_of("cora"), Role.COMPLIANCE)
    requests.review(session, request, version, Verdict.APPROVED, {}, actor=checker)


def _become(session: Session, posted: Gig, gig: DemoGig, producer: Actor) -> None:
    if gig.state is GigState.PAUSED:
        posted.state = GigState.PAUSED
        session.flush()
        follow_state(session, posted)
        note(session, posted, "paused", actor=producer, reason=gig.reason)
    elif gig.state in closing.ENDED:
        closing.end(session, posted, gig.state, gig.reason, actor=producer)


def _id_of(first_name: str) -> UUID:
    return character(first_name).id
