"""How far a request's takes are: by language, beat and who plays together, and what it has cost."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from foundation.formats import language
from foundation.money import Money
from marketplace.budgets.models import Budget
from marketplace.budgets.steps import find_budget
from marketplace.facts.models import Fact
from marketplace.gigs.models import Gig
from marketplace.requests import queries as requests
from marketplace.requests.models import RequestKind, RequestVersion, SceneRequest
from marketplace.requests.scene import Beat
from marketplace.takes.models import Take, TakeState, Track
from marketplace.takes.reviewing.models import BeatScore, TakeReview, TakeVerdict
from marketplace.takes.reviewing.policy import judges_for

_UNDER_WAY = (TakeState.COMING_IN, TakeState.RETAKE)
_WAITING = (TakeState.TO_JUDGE, TakeState.APPEALED)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Of one language, or of those who play together."""

    label: str
    under_way: int = 0
    to_judge: int = 0
    accepted: int = 0
    not_used: int = 0
    wanted: int | None = None


@dataclass(frozen=True, slots=True)
class PlayedBeat:
    number: int
    beat: Beat
    accepted: int
    """Takes in which it was scored."""
    reached: float | None
    """Of 5, on average."""


@dataclass(frozen=True, slots=True)
class Progress:
    request: SceneRequest
    title: str
    languages: Sequence[Tally]
    beats: Sequence[PlayedBeat]
    together: Sequence[Tally]
    budget: Budget | None
    earned: Money | None
    may_judge: bool

    @property
    def has_takes(self) -> bool:
        return bool(self.languages)


@dataclass(frozen=True, slots=True)
class _Played:
    id: UUID
    state: TakeState
    language: str


def progress_of(session: Session, request_id: UUID, actor: Actor) -> Progress:
    """To people of other organisations it does not exist."""
    request = requests.visible(session, request_id, actor)
    takes = _takes(session, request_id)
    players = _players(session, request_id)
    names = hooks.names(session, {each for of in players.values() for each in of})
    budget = find_budget(session, request_id)
    return Progress(
        request=request,
        title=requests.titles(session, [request])[request.id],
        languages=_by_language(session, request, takes),
        beats=_by_beat(session, request),
        together=_together(takes, players, names),
        budget=budget,
        earned=_earned(session, budget) if budget else None,
        may_judge=judges_for(actor, request.client_id),
    )


def _takes(session: Session, request_id: UUID) -> list[_Played]:
    wanted = select(Take.id, Take.state, Take.brief_version_id).join(Gig, Gig.id == Take.gig_id)
    rows = session.execute(wanted.where(Gig.request_id == request_id)).all()
    versions = select(RequestVersion).where(
        RequestVersion.id.in_({row.brief_version_id for row in rows})
    )
    languages = {each.id: each.scene().brief.language for each in session.scalars(versions)}
    return [_Played(row.id, row.state, languages[row.brief_version_id]) for row in rows]


def _players(session: Session, request_id: UUID) -> dict[UUID, set[UUID]]:
    wanted = (
        select(Track.take_id, Track.performer_id)
        .join(Take, Take.id == Track.take_id)
        .join(Gig, Gig.id == Take.gig_id)
        .where(Gig.request_id == request_id)
    )
    found: dict[UUID, set[UUID]] = {}
    for row in session.execute(wanted):
        found.setdefault(row.take_id, set()).add(row.performer_id)
    return found


def _by_language(session: Session, request: SceneRequest, takes: Sequence[_Played]) -> list[Tally]:
    posted = requests.approved_version(session, request.id)
    content = posted.scene() if posted else None
    languages = sorted({each.language for each in takes})
    wanted: dict[str, int] = {}
    if content and request.kind is RequestKind.SCENES:
        wanted[content.brief.language] = content.brief.takes * content.window.bookings
    return [
        _tally(
            language(each),
            [take for take in takes if take.language == each],
            wanted.get(each),
        )
        for each in languages
    ]


def _together(
    takes: Sequence[_Played], players: Mapping[UUID, set[UUID]], names: Mapping[UUID, str]
) -> list[Tally]:
    groups: dict[str, list[_Played]] = {}
    for take in takes:
        who = sorted(names.get(each, "Somebody") for each in players.get(take.id, ()))
        groups.setdefault(_said(who), []).append(take)
    return [_tally(label, groups[label]) for label in sorted(groups)]


def _said(names: Sequence[str]) -> str:
    *first, last = names or ("Nobody",)
    return f"{', '.join(first)} and {last}" if first else last


def _tally(label: str, takes: Sequence[_Played], wanted: int | None = None) -> Tally:
    counted = Counter(each.state for each in takes)
    under_way = sum(counted[each] for each in _UNDER_WAY)
    to_judge = sum(counted[each] for each in _WAITING)
    accepted = counted[TakeState.ACCEPTED]
    return Tally(
        label=label,
        under_way=under_way,
        to_judge=to_judge,
        accepted=accepted,
        not_used=len(takes) - under_way - to_judge - accepted,
        wanted=wanted,
    )


def _by_beat(session: Session, request: SceneRequest) -> list[PlayedBeat]:
    """As whoever accepted them scored them; what was accepted by itself nobody scored."""
    posted = requests.approved_version(session, request.id)
    if posted is None:
        return []
    wanted = (
        select(BeatScore.beat, func.count(), func.avg(BeatScore.reached))
        .join(TakeReview, TakeReview.id == BeatScore.review_id)
        .join(Take, Take.id == TakeReview.take_id)
        .join(Gig, Gig.id == Take.gig_id)
        .where(
            Gig.request_id == request.id,
            Take.state == TakeState.ACCEPTED,
            TakeReview.verdict == TakeVerdict.ACCEPT,
            TakeReview.blind.is_(False),
        )
        .group_by(BeatScore.beat)
    )
    scored = {row[0]: (row[1], float(row[2])) for row in session.execute(wanted)}
    beats = enumerate(posted.scene().brief.beats, start=1)
    return [PlayedBeat(number, beat, *scored.get(number, (0, None))) for number, beat in beats]


def _earned(session: Session, budget: Budget) -> Money:
    wanted = select(func.coalesce(func.sum(Fact.amount_minor), 0))
    earned = session.scalar(wanted.where(Fact.order_id == budget.order_id))
    return Money(int(earned or 0), budget.currency)
