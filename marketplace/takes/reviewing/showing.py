"""What the page of a take that is judged shows, to those who may judge it."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from foundation.money import Money
from marketplace.gigs.models import Gig
from marketplace.pricing.engaged import Engaged, engaged
from marketplace.requests.models import RequestVersion
from marketplace.requests.scene import Brief
from marketplace.takes.checking.playing import Player, mix_player, player_of
from marketplace.takes.errors import TakeNotFound
from marketplace.takes.models import Take, TakeState, Track
from marketplace.takes.reviewing import queries
from marketplace.takes.reviewing.models import TakeClaim
from marketplace.takes.reviewing.retakes import price_of_retake
from marketplace.takes.reviewing.waves import Waves, waves
from marketplace.takes.tracks import tracks_of


@dataclass(frozen=True, slots=True)
class Heard:
    """One track, and how it can be played now."""

    track: Track
    name: str
    part: str
    player: Player | None
    """None where nobody has opened it; with a reason where it cannot be."""


@dataclass(frozen=True, slots=True)
class Unjudged:
    """What there is to hear and see, without anybody's opinion."""

    take: Take
    gig: Gig
    brief: Brief
    heard: list[Heard]
    waves: Waves
    mix: Player | None
    """All tracks together, once each is open."""


@dataclass(frozen=True, slots=True)
class Judged(Unjudged):
    claim: TakeClaim | None
    claimed_by: str
    retake: Money
    included: int
    bonus: Money
    bonus_for: str

    @property
    def is_open(self) -> bool:
        return self.take.state is TakeState.TO_JUDGE


def found(session: Session, take_id: UUID, actor: Actor) -> Take:
    """This actor's to judge, in whatever state; to the others it does not exist."""
    take = session.get(Take, take_id)
    if take is None:
        raise TakeNotFound
    performers = [each.performer_id for each in tracks_of(session, take_id)]
    if not queries.may_judge(session, take, actor, performers):
        raise TakeNotFound
    if queries.is_kept_blind(session, take, actor):
        raise TakeNotFound
    return take


def shown(session: Session, take_id: UUID, actor: Actor) -> Judged:
    plain = unjudged(session, found(session, take_id, actor), actor)
    engagement_id = plain.heard[0].track.engagement_id
    pay = engaged(session, [engagement_id])[engagement_id].pay
    claim = queries.claim_of(session, take_id)
    names = hooks.names(session, [claim.reviewer_id] if claim else [])
    return Judged(
        take=plain.take,
        gig=plain.gig,
        brief=plain.brief,
        heard=plain.heard,
        waves=plain.waves,
        mix=plain.mix,
        claim=claim,
        claimed_by=names.get(claim.reviewer_id, "Somebody") if claim else "",
        retake=price_of_retake(session, plain.take),
        included=pay.included_retakes,
        bonus=pay.of(pay.bonus_minor),
        bonus_for=pay.bonus_for,
    )


def unjudged(session: Session, take: Take, actor: Actor) -> Unjudged:
    tracks = tracks_of(session, take.id)
    by_id = engaged(session, [each.engagement_id for each in tracks])
    names = hooks.names(session, [each.performer_id for each in tracks])
    return Unjudged(
        take=take,
        gig=session.get_one(Gig, take.gig_id),
        brief=session.get_one(RequestVersion, take.brief_version_id).scene().brief,
        heard=[_heard(session, each, by_id, names, actor) for each in tracks],
        waves=waves(session, tracks),
        mix=mix_player(session, tracks, actor),
    )


def _heard(
    session: Session,
    track: Track,
    by_id: dict[UUID, Engaged],
    names: dict[UUID, str],
    actor: Actor,
) -> Heard:
    return Heard(
        track=track,
        name=names.get(track.performer_id, "Somebody"),
        part=by_id[track.engagement_id].part.name,
        player=player_of(session, track, actor),
    )
