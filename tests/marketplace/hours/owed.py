"""What hours come to, worked out by hand from their rows and the terms of the test's world."""

from collections import Counter

from sqlalchemy import select

from foundation.database import db
from marketplace.facts.models import Fact
from marketplace.hours.counting import whole_seconds
from marketplace.hours.models import LineKind, Timesheet
from marketplace.hours.standing import standings
from marketplace.hours.worth import minutes_of

OF_HOURS = ("hours", "waiting", "tech_check", "briefing", "de_role", "minimum_call", "continuity")
_UNTIMED = (LineKind.DE_ROLE, LineKind.CONTINUITY)


def broken_hours() -> list[str]:
    """What must never be, in words."""
    session = db.session()
    session.rollback()
    facts = session.scalars(select(Fact).where(Fact.kind.in_(OF_HOURS))).all()
    causes = Counter((fact.kind, fact.cause_id) for fact in facts)
    found = [f"{kind} is paid twice" for (kind, _), count in causes.items() if count > 1]
    sheets = session.scalars(select(Timesheet)).all()
    if len(sheets) != 2:
        found.append("somebody who came has no timesheet")
    for sheet in sheets:
        found += _broken_of(session, sheet, facts)
    return found


def _broken_of(session, sheet, facts):
    lines = standings(session, sheet)
    logged = sum(each.rows[0].line.seconds for kind, each in lines.items() if kind not in _UNTIMED)
    if logged != whole_seconds(sheet.starts_at, sheet.ends_at):
        yield "a second is counted twice, or never"
    if sheet.settled_at is None or any(each.decision is None for each in lines.values()):
        yield "something waits past its deadline"
        return
    agreed = {kind: minutes_of(each.seconds) for kind, each in lines.items()}
    if any(each.decision.minutes != agreed[kind] for kind, each in lines.items()):
        yield "a decision is not what its line says"
    yield from _unpaid(session, sheet, lines, facts)


def _unpaid(session, sheet, lines, facts):
    """By hand, from the terms of the test's world: what these lines are worth."""
    rates = {LineKind.CALL: 6000, LineKind.BREAK: 6000, LineKind.WAITING: 4000}
    on_call = sum(
        (2 * rate * minutes_of(lines[kind].seconds) + 60) // 120 for kind, rate in rates.items()
    )
    posted = 1000 + 1000 + 1500  # De-roling, tech check, briefing.
    paid = sum(fact.amount_minor for fact in facts if fact.performer_id == sheet.performer_id)
    if paid != max(on_call, 12000) + posted:
        yield "what was paid is not what was worked"
