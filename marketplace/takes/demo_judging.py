"""How takes of the demo are judged, by the actions that people take."""

from uuid import UUID

from sqlalchemy import select

from foundation.actors import Actor
from foundation.database import db
from marketplace.accounts.demo import character
from marketplace.accounts.roles import POWERS, Role
from marketplace.clients.demo import NORTHLAB
from marketplace.gigs.models import Gig
from marketplace.profiles.words import Emotion
from marketplace.takes.appeals.actions import appeal_take, decide_appeal
from marketplace.takes.appeals.models import AppealOutcome
from marketplace.takes.codes import Code
from marketplace.takes.models import Take
from marketplace.takes.reviewing import actions
from marketplace.takes.reviewing.delegating import delegate as let_judge
from marketplace.takes.reviewing.models import TakeVerdict
from marketplace.takes.reviewing.opinion import Opinion
from marketplace.takes.reviewing.rubric import Line, ScoredBeat

_WHY = "From here on the one who pays speaks over the two others, and the turn is lost."
_SCORES = {
    Line.REACHED: 4,
    Line.IN_CHARACTER: 5,
    Line.SAME_CHARACTER: 4,
    Line.LISTENING: 3,
}


def _staff(name: str, role: Role, client_id: UUID | None = None) -> Actor:
    return Actor(character(name).id, role, client_id, POWERS.get(role, frozenset()))


def accept(take_id: UUID) -> None:
    _decide(take_id, Opinion(verdict=TakeVerdict.ACCEPT, overall=4, beats=_beats()))


def accept_in_part(take_id: UUID) -> None:
    said = Opinion(
        verdict=TakeVerdict.ACCEPT,
        overall=3,
        beats=_beats(),
        first_ms=1_000,
        last_ms=6_500,
        note="The middle carries it. Before and after it you are still finding your seats.",
    )
    _decide(take_id, said)


def reject(take_id: UUID) -> None:
    said = Opinion(
        verdict=TakeVerdict.REJECT,
        overall=2,
        code=Code.OFF_BRIEF,
        first_ms=2_000,
        last_ms=5_000,
        note=_WHY,
    )
    _decide(take_id, said)


def appeal(take_id: UUID) -> None:
    reject(take_id)
    mira = _staff("mira", Role.PERFORMER)
    appeal_take(take_id, "Speaking over each other is what the brief asks for.", actor=mira)


def overturn(take_id: UUID) -> None:
    appeal(take_id)
    remy = _staff("remy", Role.REVIEWER)
    note = "The brief leaves who speaks first to those who play. It is on brief."
    decide_appeal(take_id, AppealOutcome.OVERTURNED, note, actor=remy)


def ask_again(take_id: UUID) -> None:
    note = "Very close. Once more, and let the silence after the fare last."
    _decide(take_id, Opinion(verdict=TakeVerdict.RETAKE, overall=3, note=note))


def claim(take_id: UUID) -> None:
    actions.claim_take(take_id, actor=_ben())


def delegate(take_id: UUID) -> None:
    """To the reviewer of the demo, so that there is something in that queue too."""
    session = db.session()
    of_take = select(Gig.request_id).join(Take, Take.gig_id == Gig.id).where(Take.id == take_id)
    request_id = session.scalars(of_take).one()
    session.rollback()
    let_judge(request_id, character("remy").id, actor=_ben())


def _decide(take_id: UUID, opinion: Opinion) -> None:
    actions.decide_take(take_id, opinion, actor=_ben())


def _ben() -> Actor:
    return _staff("ben", Role.CLIENT_PRODUCER, NORTHLAB)


def _beats() -> tuple[ScoredBeat, ...]:
    return (ScoredBeat(perceived=Emotion.AMUSEMENT, scores=_SCORES),)
