"""The board of a gig: its applications by part and state, put together for who casts."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import Actor
from marketplace.accounts.roles import Role
from marketplace.casting import queries
from marketplace.casting.board_models import CastingMark, CastingNote
from marketplace.casting.models import Application
from marketplace.casting.models import ApplicationState as State
from marketplace.casting.moving import OWED
from marketplace.casting.tape_models import Tape
from marketplace.casting.together import beside
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent
from marketplace.requests.scene import Part
from marketplace.requests.window import Window

COLUMNS = (
    ("To answer", frozenset((State.SUBMITTED,))),
    ("Shortlist", frozenset((State.SHORTLISTED,))),
    ("Offered", frozenset((State.OFFERED,))),
    ("Engaged", frozenset((State.ENGAGED,))),
    ("Kept for later", frozenset((State.KEPT,))),
    ("Not taken", frozenset((State.DECLINED, State.LAPSED, State.WITHDRAWN))),
)


@dataclass(frozen=True, slots=True)
class Card:
    application: Application
    name: str
    mark: CastingMark | None
    has_tape: bool
    notes: int
    free: str
    """When they say they could, against the window of the gig."""
    apart: tuple[str, ...]
    """Names of those with whom they must not be cast."""
    pairs: tuple[str, ...]
    """Names of those with whom somebody noted them."""

    @property
    def stars(self) -> int:
        return self.mark.stars if self.mark else 0


@dataclass(frozen=True, slots=True)
class OfPart:
    part: Part
    taken: int
    columns: tuple[tuple[str, tuple[Card, ...]], ...]

    @property
    def cards(self) -> int:
        return sum(len(cards) for _, cards in self.columns)


@dataclass(frozen=True, slots=True)
class Row:
    """A gig in the list of boards."""

    gig: Gig
    client: str
    waiting: int
    applied: int
    due_at: datetime | None


def board_of(session: Session, gig: Gig, content: SceneContent) -> list[OfPart]:
    cards = _cards(session, gig.id, content.window)
    taken = queries.seats_taken(session, gig.id)
    return [_of_part(part, taken.get(part.key, 0), cards) for part in content.brief.parts]


def card_of(session: Session, application: Application, window: Window) -> Card:
    cards = _cards(session, application.gig_id, window)
    return next(each for each in cards if each.application is application)


def notes_of(session: Session, application_id: UUID) -> Sequence[CastingNote]:
    of = CastingNote
    about = or_(of.application_id == application_id, of.beside_id == application_id)
    return session.scalars(select(of).where(about).order_by(of.at, of.id)).all()


def boards(session: Session, actor: Actor) -> list[Row]:
    """Of one's own client; casting has all. What is due first comes first."""
    of = Application
    waiting = (
        select(of.gig_id, func.count().label("number"), func.min(of.answer_due_at).label("due_at"))
        .where(of.state.in_(OWED))
        .group_by(of.gig_id)
    )
    found = {row.gig_id: row for row in session.execute(waiting)}
    all_of = select(of.gig_id, func.count()).where(of.submitted_at.is_not(None)).group_by(of.gig_id)
    applied = {row[0]: row[1] for row in session.execute(all_of)}
    gigs = _gigs(session, actor)
    names = hooks.names(session, {each.client_id for each in gigs})
    rows = [
        Row(
            gig=gig,
            client=names.get(gig.client_id, ""),
            waiting=found[gig.id].number if gig.id in found else 0,
            applied=applied.get(gig.id, 0),
            due_at=found[gig.id].due_at if gig.id in found else None,
        )
        for gig in gigs
    ]
    return sorted(rows, key=lambda row: (row.due_at is None, row.due_at or row.gig.opened_at))


def late(session: Session) -> list[tuple[Application, Gig]]:
    """Whose answer was missed and is still missing; the longest first."""
    of = Application
    wanted = (
        select(of, Gig)
        .join(Gig, Gig.id == of.gig_id)
        .where(of.state.in_(OWED), of.late_at.is_not(None))
    )
    return [(row[0], row[1]) for row in session.execute(wanted.order_by(of.answer_due_at, of.id))]


def _gigs(session: Session, actor: Actor) -> Sequence[Gig]:
    wanted = select(Gig).order_by(Gig.opened_at.desc(), Gig.id)
    if actor.role != Role.CASTING:
        wanted = wanted.where(Gig.client_id == actor.on_behalf_of)
    return session.scalars(wanted.limit(200)).all()


def _of_part(part: Part, taken: int, cards: Collection[Card]) -> OfPart:
    ours = [each for each in cards if each.application.part_key == part.key]
    columns = tuple(
        (name, tuple(each for each in ours if each.application.state in states))
        for name, states in COLUMNS
    )
    return OfPart(part, taken, columns)


def _cards(session: Session, gig_id: UUID, window: Window) -> list[Card]:
    """Those who submitted: drafts are nobody's business."""
    of = Application
    notes = (
        select(CastingNote.application_id, func.count())
        .join(of, of.id == CastingNote.application_id)
        .where(of.gig_id == gig_id)
        .group_by(CastingNote.application_id)
    )
    counted = {row[0]: row[1] for row in session.execute(notes)}
    found = session.execute(
        select(of, CastingMark, Tape)
        .outerjoin(CastingMark, CastingMark.application_id == of.id)
        .outerjoin(Tape, Tape.id == of.tape_id)
        .where(of.gig_id == gig_id, of.submitted_at.is_not(None), of.state != State.DRAFT)
        .order_by(of.submitted_at, of.id)
    ).all()
    names = hooks.names(session, {row[0].performer_id for row in found})
    called = {row[0].id: names.get(row[0].performer_id, "") for row in found}
    about = beside(session, [row[0] for row in found], window)
    cards = [
        Card(
            application=row[0],
            name=names.get(row[0].performer_id, ""),
            mark=row[1],
            has_tape=row[2] is not None and row[2].destroyed_at is None,
            notes=counted.get(row[0].id, 0),
            free=about.free.get(row[0].id, ""),
            apart=tuple(dict.fromkeys(called[id] for id in about.apart.get(row[0].id, ()))),
            pairs=tuple(dict.fromkeys(called[id] for id in about.pairs.get(row[0].id, ()))),
        )
        for row in found
    ]
    return sorted(cards, key=lambda card: -card.stars)
