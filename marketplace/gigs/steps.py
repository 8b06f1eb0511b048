"""Opening a gig, posting a new version of its request, and noting what is done to it."""

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementVersion
from consent.agreements.planned import Planned
from foundation import audit
from foundation.actors import Actor
from marketplace.gigs.listing import list_gig, relist
from marketplace.gigs.models import Gig, GigStep
from marketplace.gigs.searched import columns_of
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion, SceneRequest


def open_gig(
    session: Session, request: SceneRequest, version: RequestVersion, *, actor: Actor
) -> Gig:
    """Of an approved request whose budget is confirmed: whoever calls has asked."""
    content = version.scene()
    plans = plans_of(session, content)
    gig = Gig(
        request_id=request.id,
        client_id=request.client_id,
        version_id=version.id,
        **columns_of(content, plans),
    )
    session.add(gig)
    session.flush()
    list_gig(session, gig, content, plans)
    _note_rate(session, gig, "opened", version, actor)
    audit.record(session, actor, "gig.opened", gig.id, hash=version.hash)
    return gig


def post(session: Session, gig: Gig, version: RequestVersion, *, actor: Actor) -> None:
    """What its request says now. Who was engaged keeps the version that they accepted."""
    content = version.scene()
    plans = plans_of(session, content)
    for name, value in columns_of(content, plans).items():
        setattr(gig, name, value)
    gig.version_id = version.id
    session.flush()
    relist(session, gig, content, plans)
    _note_rate(session, gig, "posted_anew", version, actor)
    audit.record(session, actor, "gig.posted_anew", gig.id, hash=version.hash)


def note(session: Session, gig: Gig, act: str, *, actor: Actor, **details: Any) -> None:
    session.add(GigStep(gig_id=gig.id, act=act, details=details, by=actor.id))
    session.flush()


def _note_rate(session: Session, gig: Gig, act: str, version: RequestVersion, actor: Actor) -> None:
    """What was paid for an hour then stays known when a later version pays less."""
    rate = {"hourly_minor": gig.hourly_minor, "currency": gig.currency}
    note(session, gig, act, actor=actor, hash=version.hash, **rate)


def plans_of(session: Session, content: SceneContent) -> list[Planned]:
    """The structured terms of its papers."""
    wanted = [paper.version_id for paper in content.usage.papers]
    of = AgreementVersion
    found = session.execute(select(of.id, of.terms).where(of.id.in_(wanted)))
    return [Planned.read(row.terms) for row in found]
