"""Which facts are paid, which are owed and which are late: so that rights can follow money."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from datetime import date
from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, Date, Select, Uuid, bindparam, func, select
from sqlalchemy.orm import Session

from foundation.hooks import Earned
from foundation.statements import among, among_named, as_given
from marketplace.facts.models import Fact, FactOutcome, FactSettlement

_OVER = (FactOutcome.PAID.value, FactOutcome.NOTHING_LEFT.value)


def is_owed() -> ColumnElement[bool]:
    """Of a fact: the newest of its settlements, if there is one, left it owed."""
    of = FactSettlement
    newest = select(of.outcome).where(of.fact_id == Fact.id).order_by(of.n.desc()).limit(1)
    # Said as text that may be empty: each time it is named it is looked up.
    outcome = func.coalesce(newest.scalar_subquery(), "")
    return (Fact.amount_minor > 0) & outcome.not_in(_OVER)


def unsettled(session: Session, *, performer_id: UUID | None = None) -> Sequence[Fact]:
    """What is owed and not with its performer's bank, what is due first first."""
    return _facts(session, is_owed(), performers=[performer_id] if performer_id else None)


def overdue(
    session: Session,
    on: date,
    *,
    performers: Collection[UUID] | None = None,
    recordings: Collection[UUID] | None = None,
) -> Sequence[Fact]:
    """Owed, and to be paid before this day: whatever the reason, a hold too."""
    late = is_owed() & (Fact.pay_by < on)
    return _facts(session, late, performers=performers, recordings=recordings)


def overdue_performers(
    session: Session, client_id: UUID, on: date, *, performers: Collection[UUID] | None = None
) -> set[UUID]:
    """Whom nothing more is delivered of to this client, until they have their money; of these,
    where only some are of interest."""
    dialect = session.get_bind().dialect.name
    given: dict[str, Any] = {"client": client_id, "on": on}
    if performers is not None:
        given["performers"] = as_given(dialect, performers)
    return set(session.scalars(_overdue(dialect, only_these=performers is not None), given))


@cache
def _overdue(dialect: str, *, only_these: bool) -> Select[Any]:
    """Put into words once: it is asked for each change of a choice."""
    ours = Fact.client_id == bindparam("client", type_=Uuid())
    late = select(Fact.performer_id).where(ours, Fact.pay_by < bindparam("on", type_=Date()))
    if only_these:
        late = late.where(among_named(dialect, Fact.performer_id, "performers"))
    return late.where(is_owed()).distinct()


def earned_by_recording(
    session: Session, person_id: UUID, recordings: Collection[UUID]
) -> dict[UUID, list[Earned]]:
    """For `hooks.earned_by_recording`: what is corrected counts as it is corrected."""
    wanted = (
        select(Fact.recording_id, Fact.currency, func.sum(Fact.amount_minor))
        .where(Fact.performer_id == person_id)
        .where(among(session, Fact.recording_id, list(recordings)))
        .group_by(Fact.recording_id, Fact.currency)
        .order_by(Fact.recording_id, Fact.currency)
    )
    found: dict[UUID, list[Earned]] = defaultdict(list)
    for recording_id, currency, amount in session.execute(wanted):
        if recording_id is not None:
            found[recording_id].append(Earned(int(amount), currency))
    return dict(found)


def _facts(
    session: Session,
    condition: ColumnElement[bool],
    *,
    performers: Collection[UUID] | None = None,
    recordings: Collection[UUID] | None = None,
) -> Sequence[Fact]:
    wanted: Select[Any] = select(Fact).where(condition)
    for column, among_these in ((Fact.performer_id, performers), (Fact.recording_id, recordings)):
        if among_these is not None:
            wanted = wanted.where(among(session, column, list(among_these)))
    return session.scalars(wanted.order_by(Fact.pay_by, Fact.id)).all()
