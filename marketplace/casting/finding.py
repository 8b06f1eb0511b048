"""Performers whom a gig may invite: they match, allow it, and nothing stands between the two."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import Exists, exists, select
from sqlalchemy.orm import Session

from consent.minimums.queries import avoiding
from marketplace.accounts.holding import is_held, is_open
from marketplace.accounts.models import Account, RoleGrant
from marketplace.accounts.roles import Role
from marketplace.casting import queries
from marketplace.casting.invitation_models import CastingInvitation
from marketplace.casting.models import Application
from marketplace.clients.queries import verified
from marketplace.gigs.cards import Card, cards_of
from marketplace.gigs.matching import reasons, score
from marketplace.gigs.models import Gig
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.models import Profile
from marketplace.profiles.queries import blocked_pairs
from marketplace.profiles.words import Visibility

LOOKED_AT = 500
"""The profiles that were changed last; of these the best matches come first."""
SHOWN = 50
_LANGUAGE = 100
"""What a match of the language is worth: without it nobody is found."""


@dataclass(frozen=True, slots=True)
class Found:
    performer_id: UUID
    name: str
    because: tuple[str, ...]


def found_for(session: Session, gig: Gig, among: Collection[UUID] | None = None) -> list[Found]:
    """The best first. `among` asks about these alone. Whoever is left out stays unmentioned, so
    that nobody learns who avoids or blocks whom."""
    if not verified(session, gig.client_id):
        return []
    profiles = _open_to_invitations(session, gig, among)
    kept_out = _kept_out(session, gig, {each.performer_id for each in profiles})
    card = cards_of(session, [gig.id])[gig.id]
    rated = [
        (score(said, card), each, said)
        for each in profiles
        if each.performer_id not in kept_out
        for said in (ProfileContent.read(each.said),)
    ]
    fitting = [row for row in rated if row[0] >= _LANGUAGE]
    fitting.sort(key=lambda row: (-row[0], row[1].name_key, row[1].performer_id))
    return [_found(profile, said, card) for _, profile, said in fitting[:SHOWN]]


def _found(profile: Profile, said: ProfileContent, card: Card) -> Found:
    because = tuple(each.replace("you ", "", 1) for each in reasons(said, card))
    return Found(profile.performer_id, profile.stage_name, because)


def _open_to_invitations(
    session: Session, gig: Gig, among: Collection[UUID] | None
) -> list[Profile]:
    """Not asked yet for this gig, and not there by themselves."""
    of = Profile
    wanted = (
        select(of)
        .join(Account, Account.id == of.performer_id)
        .where(is_open(), of.visibility == Visibility.VERIFIED)
        .where(of.invitations.is_(True), _performs(), ~_asked(gig.id), ~_applied(gig.id))
    )
    if among is not None:
        wanted = wanted.where(of.performer_id.in_(among))
    in_order = wanted.order_by(of.changed_at.desc(), of.performer_id)
    return list(session.scalars(in_order.limit(LOOKED_AT)))


def _performs() -> Exists:
    of = RoleGrant
    theirs = (of.account_id == Profile.performer_id, of.role == Role.PERFORMER)
    return exists().where(*theirs, is_held())


def _asked(gig_id: UUID) -> Exists:
    of = CastingInvitation
    return exists().where(of.performer_id == Profile.performer_id, of.gig_id == gig_id)


def _applied(gig_id: UUID) -> Exists:
    of = Application
    theirs = (of.performer_id == Profile.performer_id, of.gig_id == gig_id)
    return exists().where(*theirs, of.submitted_at.is_not(None))


def _kept_out(session: Session, gig: Gig, ids: set[UUID]) -> set[UUID]:
    """Who avoids the client, sealed or not, and who must not be put together with somebody who
    is engaged already."""
    engaged = {each.performer_id for each in queries.engagements_of(session, gig.id)}
    pairs = blocked_pairs(session, ids | engaged)
    apart = {each for pair in pairs if pair & engaged for each in pair - engaged}
    return apart | avoiding(session, gig.client_id)
