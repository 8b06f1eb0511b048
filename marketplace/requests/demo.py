"""Northlab's made-up requests, one in each state that the pages know."""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from datetime import timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from consent.ledger.explaining.words import Signature
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import db
from foundation.hooks import DemoPerson, DemoSize
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.clients.demo import NORTHLAB
from marketplace.requests import actions, demo_scenes, drafts, queries, reviewing
from marketplace.requests.models import RequestKind, SceneRequest
from marketplace.requests.papers import choosable
from marketplace.requests.sections import Section


def make(_size: DemoSize) -> Iterable[DemoPerson]:
    """For `hooks.demo`. What an earlier start made stays as it is."""
    session = db.session()
    wanted = select(SceneRequest).where(SceneRequest.client_id == NORTHLAB)
    titles = queries.titles(session, session.scalars(wanted).all())
    papers = _papers()
    session.rollback()
    if papers and demo_scenes.FIRST not in titles.values():
        _requests(papers)
    return ()


def _requests(papers: Mapping[str, Any]) -> None:
    ben, cora = actor("ben", Role.CLIENT_PRODUCER), actor("cora", Role.COMPLIANCE)
    _written(demo_scenes.HARBOUR, {}, ben)
    _submitted(demo_scenes.STATION, papers, ben)
    returned = _submitted(demo_scenes.KITCHEN, papers, ben)
    reviewing.return_request(
        returned,
        _newest(returned),
        {"content.limits": "Say that nobody is touched.", "pay.unpaid_minutes": "Is 0 right?"},
        actor=cora,
    )
    # Their client pays for them through the stand-in for Stripe: `payouts.demo`.
    for scene in (demo_scenes.WEDDING, demo_scenes.LETTER):
        approved = _submitted(scene, papers, ben)
        reviewing.approve_request(approved, _newest(approved), actor=cora)
    campaign = _submitted(demo_scenes.CAMPAIGN, papers, ben, RequestKind.CAMPAIGN)
    reviewing.approve_request(campaign, _newest(campaign), actor=cora)
    withdrawn = _written(demo_scenes.ATTIC, {}, ben)
    actions.withdraw_request(withdrawn, actor=ben)


def actor(name: str, role: Role) -> Actor:
    client = NORTHLAB if role is Role.CLIENT_PRODUCER else None
    return Actor(character(name).id, role, client, POWERS.get(role, frozenset()))


def _written(
    scene: Mapping[Section, Any],
    papers: Mapping[str, Any],
    ben: Actor,
    kind: RequestKind = RequestKind.SCENES,
) -> UUID:
    begun = drafts.begin_request(kind, actor=ben)
    said = deepcopy(dict(scene))
    if Section.WINDOW in said:
        said[Section.WINDOW] |= _days()
    if papers:
        said[Section.USAGE] |= {"papers": dict(papers)}
    drafts.save_sections(begun, said, seen={}, actor=ben)
    return begun


def _submitted(
    scene: Mapping[Section, Any],
    papers: Mapping[str, Any],
    ben: Actor,
    kind: RequestKind = RequestKind.SCENES,
) -> UUID:
    begun = _written(scene, papers, ben, kind)
    actions.submit_request(begun, actor=ben)
    return begun


def _newest(request_id: UUID) -> UUID:
    db.session.rollback()
    found = queries.newest_version(db.session(), request_id)
    if found is None:
        raise LookupError(request_id)
    return found.id


def _days() -> dict[str, str]:
    today = now().date()
    ahead = {"apply_by": 20, "first_day": 25, "last_day": 60}
    return {name: (today + timedelta(days=days)).isoformat() for name, days in ahead.items()}


def _papers() -> dict[str, Any]:
    """As one would choose them: the pay, and the training that recognises."""
    offered = choosable(db.session())
    found: dict[str, Any] = {}
    for signature in (Signature.RECORDING_AND_PAY, Signature.NON_GENERATIVE_TRAINING):
        for each in offered[signature][:1]:
            prices = {option.use.value: option.usual for option in each.options}
            found[signature.value] = {"version_id": str(each.version_id), "prices": prices}
    return found if len(found) == 2 else {}
