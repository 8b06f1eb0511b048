"""Opening a gig, and posting a new version of its request."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.agreements.models import AgreementVersion
from consent.agreements.planned import Planned
from foundation import audit
from foundation.actors import Actor
from marketplace.gigs.models import Gig
from marketplace.gigs.searched import columns_of
from marketplace.requests.content import SceneContent
from marketplace.requests.models import RequestVersion, SceneRequest


def open_gig(
    session: Session, request: SceneRequest, version: RequestVersion, *, actor: Actor
) -> Gig:
    """Of an approved request whose budget is confirmed: whoever calls has asked."""
    content = version.scene()
    gig = Gig(
        request_id=request.id,
        client_id=request.client_id,
        version_id=version.id,
        **columns_of(content, plans_of(session, content)),
    )
    session.add(gig)
    session.flush()
    audit.record(session, actor, "gig.opened", gig.id, hash=version.hash)
    return gig


def plans_of(session: Session, content: SceneContent) -> list[Planned]:
    """The structured terms of its papers."""
    wanted = [paper.version_id for paper in content.usage.papers]
    of = AgreementVersion
    found = session.execute(select(of.id, of.terms).where(of.id.in_(wanted)))
    return [Planned.read(row.terms) for row in found]
