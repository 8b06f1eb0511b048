"""How often something may be tried: one counter per bucket, the same for every process."""

import hashlib
from datetime import datetime, timedelta
from math import ceil

from sqlalchemy import case, delete, literal, or_
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, Session, mapped_column

from foundation.clock import now
from foundation.database import db, transaction
from foundation.errors import TooMany
from foundation.jobs import Job, Lease
from foundation.jobs.leases import SKEW
from foundation.statements import changed
from foundation.tables import Base


class Tries(Base):
    """What was tried in one bucket since its window began."""

    __tablename__ = "foundation_throttle"

    bucket: Mapped[str] = mapped_column(primary_key=True)
    """A hash: the names of buckets hold mail and network addresses."""
    count: Mapped[int]
    ends_at: Mapped[datetime] = mapped_column(index=True)


def spend(session: Session | None = None, *, bucket: str, limit: int, per: timedelta) -> None:
    """Count one try, and refuse it beyond `limit` in a window that began with the first.

    Without a session the count is kept in a transaction of its own, so that a refused or
    failed attempt counts too: call it before the action, never inside.
    """
    if session is None:
        with transaction() as own:
            count, ends_at = _count(own, bucket, per)
    else:
        count, ends_at = _count(session, bucket, per)
    if count > limit:
        raise TooMany(_seconds_until(ends_at))


def prune(_lease: Lease) -> str:
    with transaction() as session:
        return f"{changed(session, delete(Tries).where(Tries.ends_at <= now()))} counters forgotten"


JOBS = (Job("throttle.prune", prune, timedelta(hours=1)),)


def _count(session: Session, bucket: str, per: timedelta) -> tuple[int, datetime]:
    """One statement, so that many at once are counted one after the other."""
    at = now()
    insert = sqlite.insert if db.engine.dialect.name == "sqlite" else postgresql.insert
    # No window ends much later than one that begins now: such an end was set by a clock that
    # has been set back since, and would refuse everybody until that day comes again.
    over = or_(Tries.ends_at <= at, Tries.ends_at > at + per + SKEW)
    row = session.execute(
        insert(Tries)
        .values(bucket=_key(bucket), count=1, ends_at=at + per)
        .on_conflict_do_update(
            index_elements=[Tries.bucket],
            set_={
                "count": case((over, 1), else_=Tries.count + 1),
                "ends_at": case((over, literal(at + per, Tries.ends_at.type)), else_=Tries.ends_at),
            },
        )
        .returning(Tries.count, Tries.ends_at)
    ).one()
    return row[0], row[1]


def _key(bucket: str) -> str:
    return hashlib.sha256(bucket.encode()).hexdigest()


def _seconds_until(at: datetime) -> int:
    return max(1, ceil((at - now()).total_seconds()))
