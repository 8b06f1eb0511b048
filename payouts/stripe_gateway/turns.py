"""Turns to call, taken from the database: the one place where many processes share one rate."""

from dataclasses import dataclass

from sqlalchemy import BigInteger, ColumnElement, Engine, cast, func, or_
from sqlalchemy import case as sql_case
from sqlalchemy.dialects import postgresql, sqlite

from payouts.stripe_gateway.models import CallRate

_FURTHEST_US = 120_000_000
"""Nobody gives time away further ahead: such a row was written by a clock set back since."""


@dataclass(frozen=True, slots=True)
class Taken:
    """When the first turn begins and what time it is, both by the database's clock."""

    begins_us: int
    now_us: int


def take(engine: Engine, name: str, *, span_us: int, lead_us: int = 0) -> Taken:
    """So much time for this process alone, after all that is given away already.

    One statement, so that many at once are served one after the other. `lead_us` is how long
    the asking itself takes here: what begins before the answer came could not be used.
    """
    now = _now_us(engine)
    until = CallRate.given_until_us
    free = sql_case(
        (or_(until < now + lead_us, until > now + _FURTHEST_US), now + lead_us), else_=until
    )
    insert = sqlite.insert if engine.dialect.name == "sqlite" else postgresql.insert
    statement = (
        insert(CallRate)
        .values(name=name, given_until_us=now + lead_us + span_us)
        .on_conflict_do_update(
            index_elements=[CallRate.name], set_={"given_until_us": free + span_us}
        )
        .returning(CallRate.given_until_us, now)
    )
    # A connection of its own: the caller's session keeps what it has read.
    with engine.connect().execution_options(fairtake_writes=True) as connection, connection.begin():
        given_until_us, now_us = connection.execute(statement).one()
    return Taken(begins_us=given_until_us - span_us, now_us=now_us)


def _now_us(engine: Engine) -> ColumnElement[int]:
    """Evaluated when the row is ours, not when the statement began to wait for it."""
    if engine.dialect.name == "sqlite":
        return cast((func.julianday("now") - 2440587.5) * 86_400_000_000.0, BigInteger)
    return cast(func.extract("epoch", func.clock_timestamp()) * 1_000_000, BigInteger)
