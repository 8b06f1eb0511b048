"""Numbers that people quote, one after the other within a year."""

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from foundation.cases.models import CaseCounter
from foundation.clock import now
from foundation.statements import insert_unless_there


def next_number(session: Session) -> str:
    """A step. The counter's row stays locked until the caller ends, so no number is given twice."""
    year = now().year
    insert_unless_there(session, CaseCounter, year=year, last=0)
    session.execute(
        update(CaseCounter).where(CaseCounter.year == year).values(last=CaseCounter.last + 1)
    )
    last = session.scalars(select(CaseCounter.last).where(CaseCounter.year == year)).one()
    return f"C-{year}-{last:05d}"
