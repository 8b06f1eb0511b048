"""Numbers that people quote, such as C-2026-00042: one after the other within a year."""

from sqlalchemy import select, update
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.clock import now
from foundation.statements import insert_unless_there
from foundation.tables import Base


class YearCounter(Base):
    """The last number given in a year. Its row is what two at once queue for."""

    __abstract__ = True

    year: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    last: Mapped[int] = mapped_column(default=0)


def next_number(session: Session, counter: type[YearCounter], prefix: str) -> str:
    """A step. The counter's row stays locked until the caller ends, so no number is given twice."""
    year = now().year
    insert_unless_there(session, counter, year=year, last=0)
    session.execute(update(counter).where(counter.year == year).values(last=counter.last + 1))
    last = session.scalars(select(counter.last).where(counter.year == year)).one()
    return f"{prefix}-{year}-{last:05d}"
