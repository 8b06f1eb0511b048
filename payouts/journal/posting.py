"""Moving money: by a key, all of it or nothing, and never more than is owed."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import insert, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_id
from foundation.money import Money
from foundation.statements import among
from payouts.journal.chart import Account, Purpose
from payouts.journal.errors import KeyUsedOtherwise
from payouts.journal.models import Available, JournalAccount, Posting, PostingKey
from payouts.journal.owing import Changes, change


class Phase(StrEnum):
    POSTED = "posted"
    PENDING = "pending"
    POSTS = "posts"
    VOIDS = "voids"


class Line(NamedTuple):
    """So much from one account to another, debit first, as accountants say it."""

    debit: Account
    credit: Account
    amount: Money
    purpose: Purpose
    cause_id: UUID


@dataclass(frozen=True, slots=True)
class Entry:
    """What is posted together, under one key."""

    key: str
    lines: Sequence[Line]
    effective_at: datetime | None = None
    """Now, unless it was so before."""
    pending: bool = False
    """What is debited is set aside now; what is credited waits until it is posted."""


@dataclass(frozen=True, slots=True)
class Posted:
    id: UUID
    new: bool
    """False where the same was posted before: then nothing was moved now."""


def post(
    session: Session,
    key: str,
    lines: Sequence[Line],
    *,
    effective_at: datetime | None = None,
    pending: bool = False,
) -> Posted:
    return post_all(session, [Entry(key, lines, effective_at, pending)])[0]


def post_all(session: Session, entries: Sequence[Entry]) -> list[Posted]:
    """Each under its own key; all are kept or none."""
    for entry in entries:
        _check(entry)
    known = take_keys(session, {each.key: fingerprint_of(each) for each in entries})
    new = [each for each in entries if known[each.key].new]
    if new:
        _open_accounts(session, {each for entry in new for each in _accounts(entry)})
        change(session, _changes(new))
        at = now()
        write(session, [row for each in new for row in _rows(each, known[each.key].id, at)])
    return [known[each.key] for each in entries]


def take_keys(session: Session, fingerprints: dict[str, bytes]) -> dict[str, Posted]:
    """Those that nobody used before are ours now. Two at once agree on one: the later waits, and
    then finds what the earlier did."""
    found = _used(session, fingerprints)
    wanted: dict[str, UUID] = {key: new_id() for key in fingerprints if key not in found}
    if wanted:
        rows = [
            {"id": id_, "key": key, "fingerprint": fingerprints[key]} for key, id_ in wanted.items()
        ]
        statement = _insert_of(session)(PostingKey).on_conflict_do_nothing()
        taken = set(session.scalars(statement.returning(PostingKey.key), rows))
        found |= {key: Posted(wanted[key], new=True) for key in taken}
        lost = {key: fingerprints[key] for key in wanted.keys() - taken}
        found |= _used(session, lost) if lost else {}
    return found


def _used(session: Session, fingerprints: dict[str, bytes]) -> dict[str, Posted]:
    columns = select(PostingKey.id, PostingKey.key, PostingKey.fingerprint)
    used = session.execute(columns.where(among(session, PostingKey.key, list(fingerprints)))).all()
    for row in used:
        if bytes(row.fingerprint) != fingerprints[row.key]:
            raise KeyUsedOtherwise(row.key)
    return {row.key: Posted(row.id, new=False) for row in used}


def _insert_of(session: Session) -> Any:
    """The dialect's own INSERT, which knows ON CONFLICT."""
    return sqlite.insert if session.get_bind().dialect.name == "sqlite" else postgresql.insert


def fingerprint_of(entry: Entry) -> bytes:
    said = [entry.effective_at.isoformat() if entry.effective_at else "now", str(entry.pending)]
    for debit, credit, amount, purpose, cause_id in entry.lines:
        said.append(f"{debit.id} {credit.id} {amount.amount_minor} {purpose} {cause_id}")
    return sha256("\n".join(said).encode()).digest()


def write(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    session.execute(insert(Posting), rows)


def _check(entry: Entry) -> None:
    if not entry.lines:
        raise ValueError(f"nothing to post: {entry.key}")
    for line in entry.lines:
        if line.amount.amount_minor <= 0:
            raise ValueError(f"only a positive amount moves: {line}")
        if line.debit == line.credit:
            raise ValueError(f"from an account to itself: {line}")
        if not line.debit.currency == line.credit.currency == line.amount.currency:
            raise ValueError(f"one posting has one currency: {line}")


def _accounts(entry: Entry) -> Iterable[Account]:
    for line in entry.lines:
        yield from (line.debit, line.credit)


def _open_accounts(session: Session, accounts: set[Account]) -> None:
    ids = {each.id: each for each in accounts}
    known = set(
        session.scalars(
            select(JournalAccount.id).where(among(session, JournalAccount.id, list(ids)))
        )
    )
    missing = [each for id_, each in ids.items() if id_ not in known]
    if not missing:
        return
    insert_new, at = _insert_of(session), now()
    # In one order, so that two who open the same accounts wait for each other and do not lock.
    missing.sort(key=lambda each: each.id)
    session.execute(
        insert_new(JournalAccount).on_conflict_do_nothing(),
        [
            {
                "id": each.id,
                "kind": each.kind.value,
                "owner_id": each.owner,
                "currency": each.currency,
                "opened_at": at,
            }
            for each in missing
        ],
    )
    owed = [{"account_id": each.id, "amount_minor": 0} for each in missing if each.is_owed]
    if owed:
        session.execute(insert_new(Available).on_conflict_do_nothing(), owed)


def _changes(entries: Iterable[Entry]) -> Changes:
    """What the accounts that owe somebody lose and gain."""
    changes: Counter[Account] = Counter()
    for entry in entries:
        for line in entry.lines:
            if line.debit.is_owed:
                changes[line.debit] -= line.amount.amount_minor
            if line.credit.is_owed and not entry.pending:
                changes[line.credit] += line.amount.amount_minor
    return changes


def _rows(entry: Entry, group_id: UUID, at: datetime) -> Iterable[dict[str, Any]]:
    phase = Phase.PENDING if entry.pending else Phase.POSTED
    for number, line in enumerate(entry.lines):
        yield {
            "id": new_id(),
            "group_id": group_id,
            "line": number,
            "phase": phase.value,
            "resolves_id": None,
            "debit_id": line.debit.id,
            "credit_id": line.credit.id,
            "amount_minor": line.amount.amount_minor,
            "currency": line.amount.currency,
            "purpose": line.purpose.value,
            "cause_id": line.cause_id,
            "effective_at": entry.effective_at or at,
            "recorded_at": at,
        }
