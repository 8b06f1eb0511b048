"""What performers say of themselves for one campaign: by their own consent, and taken back."""

from uuid import UUID

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.database import transaction
from foundation.sealing import Seal, seal_for
from foundation.web import settings
from marketplace.campaigns import queries
from marketplace.campaigns.cells import campaign_of, content_of
from marketplace.campaigns.errors import NoSuchCell
from marketplace.campaigns.models import SelfDescription


def describe_yourself(gig_id: UUID, group: str, *, actor: Actor) -> None:
    """For the quotas of this campaign and nothing else. Twice is harmless."""
    with transaction() as session:
        gig = queries.own_campaign(session, gig_id, actor)
        campaign = campaign_of(content_of(session, gig))
        if not group or group not in {each.group for each in campaign.quotas}:
            raise NoSuchCell
        if group in said(session, gig_id, actor.id):
            return
        sealed = _seal().close(group.encode(), owner=actor.id, about=str(gig_id))
        session.add(SelfDescription(performer_id=actor.id, gig_id=gig_id, sealed=sealed))
        audit.record(session, actor, "self_description.given", gig_id)


def take_back(gig_id: UUID, *, actor: Actor) -> None:
    """All that was said for this campaign. Slots that were taken stay as they are."""
    with transaction() as session:
        queries.own_campaign(session, gig_id, actor)
        session.execute(delete(SelfDescription).where(*_theirs(gig_id, actor.id)))
        audit.record(session, actor, "self_description.taken_back", gig_id)


def said(session: Session, gig_id: UUID, performer_id: UUID) -> set[str]:
    rows = session.scalars(select(SelfDescription).where(*_theirs(gig_id, performer_id)))
    return {opened(row) for row in rows}


def opened(row: SelfDescription) -> str:
    return _seal().open(row.sealed, owner=row.performer_id, about=str(row.gig_id)).decode()


def _theirs(gig_id: UUID, performer_id: UUID) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return SelfDescription.gig_id == gig_id, SelfDescription.performer_id == performer_id


def _seal() -> Seal:
    return seal_for(settings().master_key, "self-descriptions for campaigns")
