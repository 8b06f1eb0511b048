"""Which recordings need to be asked about at all: most have one grant of each performer, which
plainly allows all that is asked on all the days it is asked for. One look finds the others, which
`decide` then judges use by use and day by day.

What is in doubt may still be permitted; what is not in doubt is permitted.
"""

from collections.abc import Collection
from datetime import date
from functools import cache, reduce
from operator import or_ as together
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Integer, Select, bindparam, or_, select
from sqlalchemy.orm import Session

from consent.decisions.asking import listed, spelled
from consent.decisions.driver_ids import Written
from consent.decisions.limits import judge
from consent.decisions.many import EVERY_SET, RECORDINGS, asked_by_name, keyed, read_by_key
from consent.grants.models import Right
from consent.ledger.explaining.moves import PERMITTING
from consent.terms.purpose import Purpose
from foundation.clock import now

_BITS, _FIRST, _LAST, _OUTSIDE = "asked_bits", "asked_first", "asked_last", "asked_outside"


def in_doubt(
    session: Session,
    recordings: Collection[UUID | Written],
    purposes: Collection[Purpose],
    days: Collection[date],
) -> set[Written]:
    if min(days) < now().date():  # What held on a day that is over stands elsewhere.
        return set(recordings)
    dialect = session.get_bind().dialect.name
    read_by_key(session)
    sets = session.scalars(EVERY_SET).all()
    judged = [judge(session, sets, purpose) for purpose in purposes]
    outside = [each for each in sets if any(bits[each] for bits in judged)]
    _, wanted = keyed(dialect, recordings)
    given = {
        RECORDINGS: wanted,
        _BITS: reduce(together, (purpose.bit for purpose in purposes)),
        _FIRST: min(days),
        _LAST: max(days),
        **({_OUTSIDE: spelled(dialect, outside)} if outside else {}),
    }
    found = session.connection().execute(_doubtful(dialect, bool(outside)), given)
    return {recording for (recording,) in found.cursor.fetchall()}


@cache
def _doubtful(dialect: str, is_outside: bool) -> Select[Any]:
    """Put into words once."""
    wanted, against = asked_by_name(dialect), _against()
    if is_outside:
        against["limits"] = Right.limit_set_id.in_(listed(dialect, bindparam(_OUTSIDE)))
    joined = select(wanted.c.id).outerjoin(Right, Right.recording_id == wanted.c.id)
    return joined.where(or_(*against.values()))


def _against() -> dict[str, ColumnElement[bool]]:
    """All that can refuse, whether or not it does."""
    bits = bindparam(_BITS, type_=Integer())
    return {
        "registered": Right.grant_id.is_(None),
        "suspended": Right.suspended.is_(True),
        "state": Right.state.not_in(PERMITTING),
        "accepted": ~Right.accepted,
        "uses": Right.uses.op("&")(bits) != bits,
        "starts": Right.starts_on > bindparam(_FIRST, type_=Date()),
        "ends": Right.ends_on < bindparam(_LAST, type_=Date()),
    }
