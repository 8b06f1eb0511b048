"""Who reads the report of a check, and who marks spans of a track."""

from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.takes.models import Take, TakeState, Track

_JUDGES = frozenset((Role.CLIENT_OWNER, Role.CLIENT_PRODUCER))
_BEFORE_ANYBODY = frozenset((TakeState.COMING_IN, TakeState.STOPPED, TakeState.CALLED_OFF))


def is_own(actor: Actor, track: Track) -> bool:
    return actor.role == Role.PERFORMER and actor.id == track.performer_id


def may_view(actor: Actor, take: Take, track: Track, *, delegated: bool) -> bool:
    """Others only once it was complete: what had to be mended before is its performer's own."""
    others = take.state not in _BEFORE_ANYBODY and actor.id != track.performer_id
    return is_own(actor, track) or (others and _judges(actor, take, delegated=delegated))


def _judges(actor: Actor, take: Take, *, delegated: bool) -> bool:
    own = actor.role in _JUDGES and actor.on_behalf_of == take.client_id
    return own or (actor.role == Role.REVIEWER and delegated)
