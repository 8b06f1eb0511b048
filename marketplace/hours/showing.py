"""A booking's hours as a page shows them: its log, its lines, and what may be done about each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy.orm import Session

from foundation import hooks
from foundation.actors import SYSTEM, Actor
from foundation.clock import now
from foundation.money import Money
from marketplace.bookings.models import Booking, Place, PlaceState
from marketplace.bookings.news import title
from marketplace.hours import policy, queries, saying, steps
from marketplace.hours.closing import first_lines
from marketplace.hours.counting import spans
from marketplace.hours.models import LogEvent, Phase, Timesheet
from marketplace.hours.pressing import is_open
from marketplace.hours.standing import QUESTIONABLE, Standing, standings
from marketplace.hours.worth import price_of
from marketplace.pricing.engaged import Engaged, engaged


@dataclass(frozen=True, slots=True)
class LineShown:
    standing: Standing
    worth: Money
    may_question: bool
    may_answer: bool
    may_approve: bool
    may_settle: bool

    @property
    def label(self) -> str:
        return saying.LINES[self.standing.kind]

    @property
    def counted(self) -> str:
        return saying.seconds(self.standing.seconds)

    @property
    def state(self) -> tuple[str, str]:
        return saying.state(self.standing)


@dataclass(frozen=True, slots=True)
class SheetShown:
    sheet: Timesheet
    name: str
    lines: Sequence[LineShown]
    worth: Money
    minimum: Money
    may_approve: bool
    may_agree_to_end: bool
    names: Mapping[UUID, str]

    def said_by(self, person_id: UUID) -> str:
        return self.names.get(person_id, "Fairtake")


@dataclass(frozen=True, slots=True)
class Shown:
    booking: Booking
    title: str
    log: Sequence[tuple[LogEvent, str, str]]
    """With what began, and who tapped it."""
    going_on: Phase | None
    may_press: bool
    sheets: Sequence[SheetShown]
    so_far: Money | None
    """What the day is worth to this performer, as it runs."""


def shown(session: Session, booking_id: UUID, actor: Actor) -> Shown:
    """Raises HoursNotFound."""
    booking, places = queries.booking_for(session, booking_id, actor)
    log = steps.log_of(session, booking_id)
    names = hooks.names(session, {each.by for each in log})
    going_on = log[-1].phase if log else None
    return Shown(
        booking=booking,
        title=title(session, booking),
        log=[(each, saying.BEGINS[each.phase], _who(each, names)) for each in log],
        going_on=going_on,
        may_press=policy.is_there(actor, booking, places) and is_open(booking, going_on),
        sheets=[
            sheet_shown(session, each, actor)
            for each in queries.sheets_for(session, booking_id, actor)
        ],
        so_far=_so_far(session, booking, places, log, actor),
    )


def sheet_shown(session: Session, sheet: Timesheet, actor: Actor) -> SheetShown:
    of = engaged(session, [sheet.engagement_id])[sheet.engagement_id]
    found = standings(session, sheet)
    lines = [_line(sheet, of, each, actor) for each in found.values()]
    total = of.pay.of(sum(each.worth.amount_minor for each in lines))
    said = {row.line.by for each in found.values() for row in each.rows}
    names = hooks.names(session, {sheet.performer_id, *said} - {SYSTEM.id})
    may_approve = policy.may_approve(actor, sheet)
    return SheetShown(
        sheet=sheet,
        name=names.get(sheet.performer_id, "Somebody"),
        lines=lines,
        worth=total,
        minimum=of.pay.hourly().for_minutes(of.pay.minimum_call_minutes),
        may_approve=may_approve and any(each.may_approve for each in lines),
        may_agree_to_end=policy.is_theirs(actor, sheet) and sheet.end_agreed_at is None,
        names=names,
    )


def _line(sheet: Timesheet, of: Engaged, line: Standing, actor: Actor) -> LineShown:
    price = price_of(of, line.kind, line.seconds)
    asks = policy.may_question(actor, sheet) and line.kind in QUESTIONABLE
    waiting = line.waiting
    others = waiting is not None and waiting.line.by_performer is not policy.is_theirs(actor, sheet)
    approves = policy.may_approve(actor, sheet) and sheet.end_agreed_at is not None
    return LineShown(
        standing=line,
        worth=price.amount if price else of.pay.of(0),
        may_question=asks and line.may_be_decided and now() < sheet.approve_by,
        may_answer=asks and others,
        may_approve=approves and line.may_be_decided,
        may_settle=line.decision is None
        and line.dispute is not None
        and policy.may_settle(actor)
        and policy.stands_apart(actor, sheet, line.dispute),
    )


def _so_far(
    session: Session,
    booking: Booking,
    places: Sequence[Place],
    log: Sequence[LogEvent],
    actor: Actor,
) -> Money | None:
    """As if it ended now; what the minimum call would add is said beside it."""
    own = next(
        (p for p in places if policy.is_own(actor, p) and p.state is PlaceState.CHECKED_IN), None
    )
    if own is None or not log or steps.is_ended(log):
        return None
    of = engaged(session, [own.engagement_id])[own.engagement_id]
    taps = [(each.phase, each.at) for each in log]
    counted = first_lines(session, of, spans(booking.starts_at, taps, now()))
    prices = [price_of(of, kind, seconds) for kind, seconds in counted.items()]
    return of.pay.of(sum(each.amount.amount_minor for each in prices if each))


def _who(event: LogEvent, names: Mapping[UUID, str]) -> str:
    return (
        "proposed: nobody pressed it" if event.by == SYSTEM.id else names.get(event.by, "Somebody")
    )
