"""Many things by one job: the one that fails waits for the next run, and the others go on."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, TypeVar

import structlog
from sqlalchemy import Select, tuple_

from foundation.database import db
from foundation.jobs.leases import Lease, LeaseLost

_log = structlog.get_logger()
_SAID = 3
"""Of what failed; the log has all of it."""
Each = TypeVar("Each")


class SomeFailed(Exception):
    """The run is shown as a failed one on the operations page, with what it did all the same."""


def in_turn(lease: Lease, wanted: Iterable[Each], do: Callable[[Each], int]) -> int:
    """What the calls gave together. Raises `SomeFailed` once all had their turn."""
    done, failed = 0, []
    for each in wanted:
        lease.refuse_lost()
        try:
            done += do(each)
        except LeaseLost:
            raise
        except Exception as why:  # Whatever it is, those behind it must not wait for it.
            db.session.rollback()
            _log.exception("one of many failed", one=str(each), exc_info=why)
            failed.append(f"{each}: {type(why).__name__}")
    if failed:
        some = "; ".join(failed[:_SAID])
        raise SomeFailed(f"{done} done, {len(failed)} tried again by the next run ({some})")
    return done


def page_by_page(wanted: Select[Any], *by: Any, at_once: int) -> Iterator[Any]:
    """The last of these columns of each row, in their order: so many are read at a time, and those
    that nothing can be done about yet keep nobody behind them waiting."""
    session, page = db.session(), wanted.with_only_columns(*by).order_by(*by).limit(at_once)
    asked = page
    while True:
        rows = session.execute(asked).all()
        session.rollback()
        yield from (row[-1] for row in rows)
        if len(rows) < at_once:
            return
        asked = page.where(tuple_(*by) > tuple_(*rows[-1]))
