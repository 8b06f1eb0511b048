"""Invitations to apply: sent by who casts, answered by the performer in a click, or never again."""

from collections.abc import Collection, Sequence
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from marketplace.casting import ending, finding, news, policy, reading
from marketplace.casting.applying import posted, still_takes
from marketplace.casting.errors import (
    ApplicationNotInThatState,
    CannotInvite,
    InvitationNotFound,
    NotOpenToApplications,
)
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.invitation_models import InvitationState as State
from marketplace.casting.moving import locked_gig
from marketplace.casting.terms import part_of
from marketplace.gigs.models import Gig
from marketplace.profiles.models import Profile

MOST_INVITED = 30
"""For each gig, whatever came of them: an invitation is meant for somebody."""


def invite_performers(
    gig_id: UUID, part_key: str, performer_ids: Collection[UUID], *, actor: Actor
) -> int:
    """All of them or none."""
    with transaction() as session:
        reading.gig_to_cast(session, gig_id, actor)
        gig = locked_gig(session, gig_id)
        content = posted(session, gig)
        ending.refuse_ended(gig)
        if not still_takes(gig, content):
            raise NotOpenToApplications
        part_of(content, part_key)
        wanted = set(performer_ids)
        if left(session, gig_id) < len(wanted):
            raise CannotInvite(f"A gig invites {MOST_INVITED} performers at most.")
        found = finding.found_for(session, gig, wanted)
        if {each.performer_id for each in found} != wanted:
            raise CannotInvite("Somebody of these cannot be invited. Choose again from the list.")
        for performer_id in sorted(wanted):
            _invite(session, gig, part_key, performer_id, actor)
        return len(wanted)


def decline_invitation(invitation_id: UUID, *, actor: Actor) -> None:
    """Without a reason. Twice is harmless."""
    with transaction() as session:
        invitation = own_invitation(session, invitation_id, actor)
        if invitation.state is State.DECLINED:
            return
        if invitation.state is not State.OPEN:
            raise ApplicationNotInThatState("answered already")
        invitation.state, invitation.answered_at = State.DECLINED, now()
        audit.record(session, actor, "invitation.declined", invitation.id)
        gig = session.get_one(Gig, invitation.gig_id)
        to = news.producers(session, gig)
        news.tell_of_gig(session, news.INVITATION_DECLINED, gig, to)


def refuse_invitations(*, actor: Actor) -> None:
    """From now on, until the profile says otherwise. Those that are open stay to be answered."""
    with transaction() as session:
        if not policy.may_apply(actor):
            raise InvitationNotFound
        profile = session.get(Profile, actor.id)
        if profile is not None and profile.invitations:
            profile.invitations, profile.changed_at = False, now()
            audit.record(session, actor, "profile.invitations_refused", actor.id)


def own_invitation(session: Session, invitation_id: UUID, actor: Actor) -> CastingInvitation:
    found = session.get(CastingInvitation, invitation_id, populate_existing=True)
    if found is None:
        raise InvitationNotFound
    if found.performer_id != actor.id:
        raise InvitationNotFound
    return found


def left(session: Session, gig_id: UUID) -> int:
    of = CastingInvitation
    sent = session.scalar(select(func.count()).select_from(of).where(of.gig_id == gig_id))
    return MOST_INVITED - (sent or 0)


def of_gig(session: Session, gig_id: UUID) -> Sequence[CastingInvitation]:
    of = CastingInvitation
    wanted = select(of).where(of.gig_id == gig_id)
    return session.scalars(wanted.order_by(of.invited_at.desc(), of.id)).all()


def open_to(session: Session, performer_id: UUID) -> list[CastingInvitation]:
    """What a performer can still say yes to, the newest first."""
    of = CastingInvitation
    wanted = select(of).where(of.performer_id == performer_id, of.state == State.OPEN)
    found = session.scalars(wanted.order_by(of.invited_at.desc(), of.id)).all()
    return [each for each in found if is_answerable(session, each)]


def is_answerable(session: Session, invitation: CastingInvitation) -> bool:
    """It runs out with the gig's last day to apply."""
    gig = session.get_one(Gig, invitation.gig_id)
    return invitation.state is State.OPEN and still_takes(gig, posted(session, gig))


def _invite(session: Session, gig: Gig, part_key: str, performer_id: UUID, actor: Actor) -> None:
    invitation = CastingInvitation(
        gig_id=gig.id, part_key=part_key, performer_id=performer_id, invited_by=actor.id
    )
    session.add(invitation)
    session.flush()
    audit.record(session, actor, "performer.invited", performer_id, gig=str(gig.id))
    news.tell_of_invitation(session, gig, performer_id, invitation.id)
