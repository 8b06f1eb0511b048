"""The one question that a choice is: of a client's takes, which fit and why others do not.

What follows from the request alone is decided beforehand for each kind of take; money and consent
are asked afterwards. What each take is by itself stands in `wording`.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import ColumnElement, Select, and_, exists, false, func, or_, select
from sqlalchemy.orm import Session

from foundation.statements import among, as_given
from marketplace.campaigns.models import Slot
from marketplace.deliveries.choosing import wording
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.kinds import Kind, kinds_of, misses
from marketplace.deliveries.choosing.reasons import Because
from marketplace.deliveries.choosing.wording import Given, Shape
from marketplace.reuse.queries import takes_allowed
from marketplace.takes.models import Take, TakeState

_ACCEPTED = TakeState.ACCEPTED


class _Kept(NamedTuple):
    """What takes are counted by before any of them is looked at."""

    version_id: UUID
    cell: str | None
    """None outside of campaigns; empty where a take of one has no slot."""
    state: TakeState


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked of the takes that a client may have."""

    shape: Shape
    takes: Select[Any]
    """The accepted ones, of a kind that is wanted: id, reason why not, accepted length."""
    given: Given
    """The values of its statements."""
    before: Mapping[Because, int]
    """How many of the others there are."""
    requests: Mapping[UUID, UUID]
    """By version."""
    _out: Mapping[_Kept, Because]

    def out_before(self, session: Session) -> dict[UUID, Because]:
        """Each of the others."""
        in_slots = select(Take.id, Take.brief_version_id, Take.state, Slot.cell)
        these = in_slots.outerjoin(Slot, Slot.booking_id == Take.booking_id)
        rows = session.execute(these.where(wording.own(self.shape)), self.given)
        found: dict[UUID, Because] = {}
        for take_id, version_id, state, cell in rows:
            for key in (None, cell or ""):
                because = self._out.get(_Kept(version_id, key, state))
                if because is not None:
                    found[take_id] = because
        return found


def question(
    session: Session,
    client_id: UUID,
    choice: Choice,
    *,
    only: Collection[UUID] | None = None,
) -> Question:
    """`only` about these takes, where a few are looked at again."""
    shape, given = _asked(session, client_id, choice, only)
    before: Counter[Because] = Counter()
    out: dict[_Kept, Because] = {}
    wanted: list[_Kept] = []
    requests: dict[UUID, UUID] = {}
    for kept, kind, takes in _kept(session, shape, given):
        because = misses(kind, choice) if kept.state is _ACCEPTED else Because.NOT_ACCEPTED
        requests[kept.version_id] = kind.request_id
        if because is None:
            wanted.append(kept)
        else:
            before[because] += takes
            out[kept] = because
    if any(each.cell is not None for each in wanted):
        these = wording.accepted(shape, _of_kinds(session, wanted))
    else:
        these = wording.of_versions(shape)
        given["versions"] = as_given(shape.dialect, [each.version_id for each in wanted])
    return Question(shape, these, given, before, requests, out)


def _asked(
    session: Session, client_id: UUID, choice: Choice, only: Collection[UUID] | None
) -> tuple[Shape, Given]:
    dialect = session.get_bind().dialect.name
    given = {"client": client_id, **wording.given_by(choice)}
    if allowed := takes_allowed(session, client_id):
        given["allowed"] = as_given(dialect, allowed)
    if only is not None:
        given["only"] = as_given(dialect, only)
    shape = Shape(
        dialect,
        of_others="allowed" in given,
        only="only" in given,
        speakers="least_speakers" in given,
        seconds="least_ms" in given,
        overall="least_overall" in given,
        since="since" in given,
        before="before" in given,
    )
    return shape, given


def _kept(session: Session, shape: Shape, given: Given) -> Iterator[tuple[_Kept, Kind, int]]:
    of = Take.brief_version_id
    alone = Shape(shape.dialect, shape.of_others, shape.only)
    rows = session.execute(wording.kept(alone), given).all()
    kinds = kinds_of(session, {version_id for version_id, _, _ in rows})
    for version_id, state, takes in rows:
        if not kinds[version_id].is_campaign:
            yield _Kept(version_id, None, state), kinds[version_id], takes
    in_grids = [each for each, kind in kinds.items() if kind.is_campaign]
    if in_grids:
        columns = (of, Slot.cell, Take.state)
        joined = select(*columns, func.count()).outerjoin(Slot, Slot.booking_id == Take.booking_id)
        these = joined.where(wording.own(alone), among(session, of, in_grids))
        for version_id, cell, state, takes in session.execute(these.group_by(*columns), given):
            kind = kinds[version_id].in_cell(cell)
            yield _Kept(version_id, cell or "", state), kind, takes


def _of_kinds(session: Session, wanted: Collection[_Kept]) -> ColumnElement[bool]:
    by_cell: dict[str | None, list[UUID]] = defaultdict(list)
    for each in wanted:
        by_cell[each.cell].append(each.version_id)
    found = []
    for cell, versions in by_cell.items():
        these = among(session, Take.brief_version_id, versions)
        found.append(these if cell is None else and_(these, _in_cell(cell)))
    return or_(*found) if found else false()


def _in_cell(cell: str) -> ColumnElement[bool]:
    slot = exists().where(Slot.booking_id == Take.booking_id)
    return slot.where(Slot.cell == cell) if cell else ~slot
