"""Stripe's objects as they are kept: what is shown, and beside it what only the stand-in knows."""

import json
import secrets
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from payouts.sandbox.blank import blank
from payouts.sandbox.clock import Clock, written
from payouts.sandbox.refusals import Document, missing

PLATFORM = ""
"""The account of the platform itself, where a connected account would be named."""


@dataclass(slots=True)
class Record:
    id: str
    kind: str
    account: str
    document: Document
    aside: Document = field(default_factory=dict)

    def __getitem__(self, name: str) -> Any:
        return self.document[name]


class Records:
    def __init__(self, execute: Callable[..., Any], clock: Clock) -> None:
        self._execute, self._clock = execute, clock

    def add(
        self,
        kind: str,
        prefix: str,
        fields: Document,
        *,
        account: str = PLATFORM,
        aside: Document | None = None,
    ) -> Record:
        """A new object: what the contract wants in it, and these fields."""
        document = blank(kind)
        created = self._clock.seconds()
        if "created" in document:
            document["created"] = written(created) if kind.startswith("v2.") else created
        document["id"] = fields.get("id") or f"{prefix}_{secrets.token_hex(12)}"
        document.update(fields)
        if "metadata" in document:
            document["metadata"] = document["metadata"] or {}
        record = Record(document["id"], kind, account, document, aside or {})
        self._execute(
            "insert into record (id, kind, account, created, document, aside)"
            " values (?, ?, ?, ?, ?, ?)",
            (record.id, kind, account, created, json.dumps(document), json.dumps(record.aside)),
        )
        return record

    def save(self, record: Record, **changed: Any) -> Record:
        record.document.update(changed)
        self._execute(
            "update record set document = ?, aside = ? where id = ?",
            (json.dumps(record.document), json.dumps(record.aside), record.id),
        )
        return record

    def remove(self, record: Record) -> None:
        self._execute("delete from record where id = ?", (record.id,))

    def find(self, name: str) -> Record | None:
        row = self._execute(f"{_SELECT} where id = ?", (name,)).fetchone()
        return _record(row) if row else None

    def get(self, kind: str, name: str, *, account: str | None = None) -> Record:
        """404 where it is of another kind or another account: Stripe does not tell them apart."""
        found = self.find(name)
        if found is None or found.kind != kind or account not in (None, found.account):
            raise missing(kind, name)
        return found

    def listed(
        self,
        kind: str,
        *,
        account: str | None = None,
        where: Mapping[str, object] | None = None,
        and_also: Sequence[tuple[str, object]] = (),
        most: int = -1,
    ) -> list[Record]:
        """Newest first. `where` compares fields; `and_also` are conditions on the row itself."""
        parts: list[str] = ["kind = ?"]
        given: list[object] = [kind]
        if account is not None:
            parts.append("account = ?")
            given.append(account)
        for name, value in (where or {}).items():
            parts.append(f"json_extract(document, '$.{name}') = ?")
            given.append(value)
        for part, value in and_also:
            parts.append(part)
            given.append(value)
        condition = " and ".join(parts)
        rows = self._execute(
            f"{_SELECT} where {condition} order by sequence desc limit ?", (*given, most)
        )
        return [_record(row) for row in rows.fetchall()]

    def place_of(self, name: str) -> int | None:
        row = self._execute("select sequence from record where id = ?", (name,)).fetchone()
        return None if row is None else int(row[0])


_SELECT = "select id, kind, account, document, aside from record"


def _record(row: tuple[str, str, str, str, str]) -> Record:
    name, kind, account, document, aside = row
    return Record(name, kind, account, json.loads(document), json.loads(aside))
