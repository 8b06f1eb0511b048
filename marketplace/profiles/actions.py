"""What performers say of themselves: a profile, what is sealed beside it, whom they avoid."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import audit
from foundation.actors import Actor
from foundation.clock import now
from foundation.database import transaction
from foundation.naming import name_key
from marketplace.profiles import policy, queries, sealed
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.errors import (
    BlockNotFound,
    ListIsFull,
    NotYourself,
    ProfileChanged,
)
from marketplace.profiles.listing.indexing import list_profile
from marketplace.profiles.models import PartnerBlock, Profile
from marketplace.profiles.words import SealedKind, Visibility

MOST_BLOCKS = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """What stands in a profile besides what it says of their work."""

    stage_name: str
    visibility: Visibility
    invitations: bool


def save_profile(saying: Saying, content: ProfileContent, seen: int, *, actor: Actor) -> None:
    """Over the version that was seen; 0 before the first."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        profile = session.get(Profile, actor.id, with_for_update=True)
        if seen != (profile.version if profile else 0):
            raise ProfileChanged
        keep(session, actor.id, saying, content)
        audit.record(session, actor, "profile.saved", actor.id, visibility=saying.visibility.value)


def keep(session: Session, performer_id: UUID, saying: Saying, content: ProfileContent) -> None:
    """A step."""
    profile = session.get(Profile, performer_id)
    key = name_key(saying.stage_name)
    if profile is None:
        profile = Profile(performer_id=performer_id, stage_name=saying.stage_name, name_key=key)
        session.add(profile)
    profile.stage_name, profile.name_key = saying.stage_name, key
    profile.visibility, profile.invitations = saying.visibility, saying.invitations
    profile.said, profile.changed_at = content.plain(), now()
    session.flush()
    list_profile(session, profile)


def seal_words(*, legal_name: str, union: str, actor: Actor) -> None:
    """Each is gone where it is left empty. The audit does not say which there is."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        sealed.keep(session, actor.id, SealedKind.LEGAL_NAME, legal_name)
        sealed.keep(session, actor.id, SealedKind.UNION, union)
        audit.record(session, actor, "profile.words_sealed", actor.id)


def block_partner(name: str, *, actor: Actor) -> None:
    """By the name they know. Whether somebody performs here under it is never said."""
    with transaction() as session:
        actor.require(policy.may_perform(actor))
        key = name_key(name)
        meant = queries.performers_called(session, key)
        if meant == {actor.id}:
            raise NotYourself
        theirs = select(func.count()).select_from(PartnerBlock)
        if (
            session.scalar(theirs.where(PartnerBlock.performer_id == actor.id)) or 0
        ) >= MOST_BLOCKS:
            raise ListIsFull(MOST_BLOCKS)
        keep_block(session, actor.id, name, meant - {actor.id})
        audit.record(session, actor, "partner.blocked", actor.id)


def keep_block(session: Session, performer_id: UUID, name: str, meant: set[UUID]) -> None:
    """A step: one row for each who has this name, so that another name later is no way out."""
    session.add_all(
        PartnerBlock(performer_id=performer_id, name=name, name_key=name_key(name), blocked_id=each)
        for each in sorted(meant) or (None,)
    )
    session.flush()


def unblock_partner(block_id: UUID, *, actor: Actor) -> None:
    """All rows of that name."""
    with transaction() as session:
        block = session.get(PartnerBlock, block_id)
        if block is None or block.performer_id != actor.id:
            raise BlockNotFound
        of = PartnerBlock
        same = (of.performer_id == actor.id, of.name_key == block.name_key)
        for each in session.scalars(select(of).where(*same)).all():
            session.delete(each)
        audit.record(session, actor, "partner.unblocked", actor.id)
