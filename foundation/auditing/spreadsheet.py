"""The audit as a file that spreadsheets open, written while it is read."""

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import Row

from foundation.spreadsheets import written

COLUMNS = ("at", "actor", "actor_id", "acted_as", "on_behalf_of", "action", "subject_id")
MORE_COLUMNS = ("door", "request_id", "address", "details")


def lines(
    pages: Iterable[tuple[Sequence[Row[Any]], Mapping[UUID, str]]],
) -> Iterator[str]:
    yield written([COLUMNS + MORE_COLUMNS])
    for rows, names in pages:
        yield written(_cells(row, names.get(row.actor_id, "")) for row in rows)


def _cells(row: Row[Any], name: str) -> list[str]:
    cells = [row.at.isoformat(), name, row.actor_id, row.acted_as, row.on_behalf_of or ""]
    cells += [row.action, row.subject_id, row.door, row.request_id, row.address or ""]
    return [str(cell) for cell in (*cells, json.dumps(row.details, sort_keys=True))]
