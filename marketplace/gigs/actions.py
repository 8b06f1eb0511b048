"""What a client does with its gig: pause, resume, end, give more time."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.gigs import closing, policy
from marketplace.gigs.errors import (
    BeforeItIsRecorded,
    EndsByItself,
    GigIs,
    GigNotFound,
    OnlyForward,
    PostedSoon,
)
from marketplace.gigs.listing import follow_state
from marketplace.gigs.models import Gig, GigState, GigWindDown
from marketplace.gigs.steps import note, post
from marketplace.requests import steps as requests
from marketplace.requests.models import RequestKind, RequestVersion, SceneRequest, Verdict

NOTICE_DAYS = 14
"""Between saying that a campaign ends and its last day."""
_OPEN = frozenset((GigState.OPEN,))
_PAUSED = frozenset((GigState.PAUSED,))
_LIVING = _OPEN | _PAUSED


def pause_gig(gig_id: UUID, reason: str, *, actor: Actor) -> None:
    """Nobody new can apply; what was begun goes on."""
    with _kept(gig_id, _OPEN, actor) as (session, gig):
        gig.state = GigState.PAUSED
        _changed(session, gig, "paused", actor, reason=reason)
        audit.record(session, actor, "gig.paused", gig.id)


def resume_gig(gig_id: UUID, *, actor: Actor) -> None:
    with _kept(gig_id, _PAUSED, actor) as (session, gig):
        gig.state = GigState.OPEN
        _changed(session, gig, "resumed", actor)
        audit.record(session, actor, "gig.resumed", gig.id)


def close_gig(gig_id: UUID, reason: str, *, actor: Actor) -> date | None:
    """Everybody who applied is answered. A campaign ends after its notice: gives that last day."""
    with _kept(gig_id, _LIVING, actor) as (session, gig):
        if session.get_one(SceneRequest, gig.request_id).kind is RequestKind.CAMPAIGN:
            return _wind_down(session, gig, reason, actor)
        closing.end(session, gig, GigState.CLOSED, reason, actor=actor)
        return None


def cancel_gig(gig_id: UUID, reason: str, *, actor: Actor) -> None:
    """Also for those who are engaged: they are due what the page said that it costs."""
    with _kept(gig_id, _LIVING, actor) as (session, gig):
        closing.end(session, gig, GigState.CANCELLED, reason, actor=actor)


def extend_gig(gig_id: UUID, apply_by: date, *, actor: Actor) -> None:
    """As a new version that differs in this one day and, because it does, needs no review."""
    with _kept(gig_id, _LIVING, actor) as (session, gig):
        request = session.get_one(SceneRequest, gig.request_id, with_for_update=True)
        if request.approved_version_id != gig.version_id:
            raise PostedSoon
        posted = session.get_one(RequestVersion, gig.version_id).scene()
        window = posted.window
        if apply_by <= window.apply_by or apply_by < now().date():
            raise OnlyForward
        if apply_by >= window.first_day:
            raise BeforeItIsRecorded(window.first_day)
        longer = replace(posted, window=replace(window, apply_by=apply_by))
        version = requests.submit(session, request, longer, actor=actor)
        said = {"window": "Only the last day to apply, to a later one."}
        requests.review(session, request, version, Verdict.APPROVED, said, actor=SYSTEM)
        post(session, gig, version, actor=actor)


def _wind_down(session: Session, gig: Gig, reason: str, actor: Actor) -> date:
    if session.get(GigWindDown, gig.id) is not None:
        raise EndsByItself
    last_day = now().date() + timedelta(days=NOTICE_DAYS)
    row = GigWindDown(gig_id=gig.id, last_day=last_day, reason=reason, announced_by=actor.id)
    session.add(row)
    note(session, gig, "winding_down", actor=actor, reason=reason, last_day=last_day.isoformat())
    audit.record(session, actor, "gig.winding_down", gig.id)
    for step in closing.when_winding_down:
        step(session, gig, actor)
    return last_day


@contextmanager
def _kept(gig_id: UUID, states: frozenset[GigState], actor: Actor) -> Iterator[tuple[Session, Gig]]:
    """Under the gig's lock: of two who change it at once the second sees what the first did."""
    with transaction() as session:
        gig = session.get(Gig, gig_id, with_for_update=True)
        if gig is None:
            raise GigNotFound
        if not policy.may_keep(actor, gig):
            raise GigNotFound
        if gig.state not in states:
            raise GigIs(gig.state)
        yield session, gig


def _changed(session: Session, gig: Gig, act: str, actor: Actor, **details: str) -> None:
    session.flush()
    follow_state(session, gig)
    note(session, gig, act, actor=actor, **details)
