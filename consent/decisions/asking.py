"""The one question that decisions are: of these recordings, which rights refuse."""

from collections.abc import Sequence
from functools import reduce
from operator import add
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Select,
    Table,
    and_,
    case,
    func,
    null,
    or_,
    select,
    true,
    type_coerce,
)
from sqlalchemy.dialects.postgresql import ARRAY

from consent.decisions.asked import Asked
from consent.decisions.reasons import Reason
from consent.decisions.suspensions import cause_of, is_suspended
from consent.grants.models import KnownRight, Right
from consent.ledger.explaining.moves import PERMITTING
from foundation.tables import table_of


class Question:
    """As it is known now and will be, by the rights; or as of an instant, by all we ever knew."""

    def __init__(self, asked: Asked, *, looks_back: bool, outside: Any) -> None:
        self._asked, self._looks_back = asked, looks_back
        self._outside = outside
        """Selects the sets of limits that the purpose leaves; nothing where it leaves none."""

    def of(self, wanted: Any) -> Select[Any]:
        kept = self._table().alias("kept")
        right = kept.c
        join = and_(right.recording_id == wanted.c.id, self._holds(right))
        refuses = and_(self._refuses(right), self._without_another(right))
        return (
            select(
                wanted.c.id,
                right.performer_id,
                right.grant_id,
                right.limit_set_id,
                self._bits(right),
                right.state,
                right.starts_on,
                right.ends_on,
                self._cause(right),
            )
            .select_from(wanted)
            .outerjoin(kept, join)
            .where(or_(right.grant_id.is_(None), refuses))
        )

    def allowing(self, wanted: Any) -> Select[Any]:
        """The grants that do not refuse."""
        kept = self._table().alias("kept")
        right = kept.c
        join = and_(right.recording_id == wanted.c.id, self._holds(right))
        return (
            select(right.grant_id).select_from(wanted).join(kept, join).where(~self._refuses(right))
        )

    def _table(self) -> Table:
        return table_of(KnownRight if self._looks_back else Right)

    def _against(self, right: Any) -> dict[Reason, ColumnElement[bool]]:
        """All but limits and suspensions, which are asked elsewhere."""
        asked = self._asked
        found = {
            Reason.STATE: right.state.not_in(PERMITTING),
            Reason.USE: right.uses.op("&")(asked.bit) == 0,
            Reason.NOT_STARTED: right.starts_on > asked.day,
            Reason.ENDED: right.ends_on < asked.day,
        }
        return found if asked.is_review else {**found, Reason.NOT_ACCEPTED: ~right.accepted}

    def _bits(self, right: Any) -> ColumnElement[int]:
        """In the database: a million rows are worked out there in the time of ten here."""
        each = (
            case((is_so, int(reason)), else_=0) for reason, is_so in self._against(right).items()
        )
        return reduce(add, each)

    def _refuses(self, right: Any) -> ColumnElement[bool]:
        return or_(
            *self._against(right).values(),
            *(() if self._outside is None else (right.limit_set_id.in_(self._outside),)),
            self._is_suspended(right),
        )

    def _is_suspended(self, right: Any) -> ColumnElement[bool]:
        found = is_suspended(right.grant_id, self._asked)
        return and_(true() if self._looks_back else right.suspended, found)

    def _cause(self, right: Any) -> Any:
        found = cause_of(right.grant_id, self._asked)
        return found if self._looks_back else case((right.suspended, found), else_=null())

    def _without_another(self, right: Any) -> ColumnElement[bool]:
        """No other grant of the same performer allows it."""
        other = self._table().alias("other").c
        allowed = (
            select(other.grant_id)
            .where(
                other.recording_id == right.recording_id,
                other.performer_id == right.performer_id,
                other.grant_id != right.grant_id,
                self._holds(other),
                ~self._refuses(other),
            )
            .exists()
        )
        return ~allowed if self._looks_back else or_(right.alone, ~allowed)

    def _holds(self, right: Any) -> ColumnElement[bool]:
        if not self._looks_back:
            return true()
        later = self._table().alias().c
        newer = (later.grant_id == right.grant_id, later.number > right.number)
        return and_(
            *self._known(right), ~select(later.grant_id).where(*newer, *self._known(later)).exists()
        )

    def _known(self, right: Any) -> tuple[ColumnElement[bool], ...]:
        return right.known_from <= self._asked.known_at, right.true_from <= self._asked.day


def listed(dialect: str, left: Any) -> Any:
    """The sets of limits that a purpose leaves, as something to look one up in: as `spelled`
    writes them, or the name that they come by."""
    if dialect == "sqlite":
        return select(func.json_each(left).table_valued("value").c.value)
    array: Any = ARRAY(BigInteger)
    return select(func.unnest(type_coerce(left, array)).column_valued("id"))


def spelled(dialect: str, left: Sequence[int]) -> Any:
    # Numbers of up to 63 bits are exact in SQLite's JSON.
    return f"[{','.join(map(str, left))}]" if dialect == "sqlite" else list(left)
