"""Why a performer sees a gig: what their profile says that it asks for. It never hides one."""

from collections.abc import Iterator

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import said
from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.gigs.cards import Card
from marketplace.gigs.searched import EMOTION_BIT
from marketplace.profiles.content import ProfileContent
from marketplace.profiles.models import Profile
from marketplace.profiles.words import Level

LOOKED_AT = 300
"""The newest that fit a search; of these the best matches come first."""
_NAMED = 3
_OF = Profile.__table__.c
_SAID = select(_OF.said).where(_OF.performer_id == bindparam("performer_id"))
"""Asked with every list, so it is put together once."""


def profile_for(session: Session, actor: Actor) -> ProfileContent | None:
    """Of performers who said which languages or feelings they play."""
    if actor.role != Role.PERFORMER:
        return None
    said_so = session.scalar(_SAID, {"performer_id": actor.id})
    profile = ProfileContent.read(said_so or {})
    return profile if profile.languages or profile.emotions else None


def reasons(profile: ProfileContent | None, card: Card) -> tuple[str, ...]:
    return tuple(_reasons(profile, card)) if profile else ()


def score(profile: ProfileContent, card: Card) -> int:
    """A language that is not spoken outweighs every feeling."""
    return 100 * (_level(profile, card) is not None) + len(_felt(profile, card))


def _reasons(profile: ProfileContent, card: Card) -> Iterator[str]:
    level = _level(profile, card)
    if level is not None:
        yield f"you speak its language ({level.value})"
    felt = _felt(profile, card)
    if felt:
        yield f"you play {', '.join(felt[:_NAMED])}"


def _level(profile: ProfileContent, card: Card) -> Level | None:
    wanted = _base(card.language)
    spoken = (each.level for each in profile.languages if _base(each.code) == wanted)
    return next(spoken, None)


def _felt(profile: ProfileContent, card: Card) -> list[str]:
    return [said(each) for each in profile.emotions if card.emotions & EMOTION_BIT[each]]


def _base(code: str) -> str:
    return code.partition("-")[0].lower()
