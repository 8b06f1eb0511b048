"""Moving money: by a key, all of it or nothing, and never more than is owed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.ids import new_ids
from foundation.money import Money
from foundation.statements import among
from payouts.journal.chart import Account, Purpose
from payouts.journal.driving import rows_of
from payouts.journal.errors import KeyUsedOtherwise
from payouts.journal.models import Phase, PostingKey
from payouts.journal.owing import Changes, change, in_order, refuse_short
from payouts.journal.rows import KeyRow, PostingRow, Rows, Taken


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
    if not entries:
        return []
    rows, accounts = rows_of(session), {each.id: each for each in _accounts(entries)}
    keys, changes = _keys({each.key: fingerprint_of(each) for each in entries}), _changes(entries)
    ids = {key: id_ for id_, key, _ in keys}
    tried = rows.post(keys, accounts, in_order(changes), _made(entries, ids))
    refuse_short(changes, tried.short)
    if tried.posted:
        return [Posted(ids[each.key], new=True) for each in entries]
    known = _known(session, keys, tried.taken)
    new = [each for each in entries if known[each.key].new]
    if new:
        _open(rows, [each for id_, each in accounts.items() if id_ not in tried.taken.known])
        change(rows, _changes(new))
        rows.insert_postings(_made(new, ids))
    return [known[each.key] for each in entries]


def take_keys(session: Session, rows: Rows, fingerprints: dict[str, bytes]) -> dict[str, Posted]:
    """Those that nobody used before are ours now. Two at once agree on one: the later waits, and
    then finds what the earlier did."""
    wanted = _keys(fingerprints)
    return _known(session, wanted, rows.take_keys(wanted, ()))


def _keys(fingerprints: dict[str, bytes]) -> list[KeyRow]:
    ids = new_ids(len(fingerprints))
    return [(next(ids), key, each) for key, each in sorted(fingerprints.items())]


def _known(session: Session, wanted: Sequence[KeyRow], taken: Taken) -> dict[str, Posted]:
    """Whose each key is, now that those that nobody had are ours."""
    if taken.new == len(wanted):
        return {key: Posted(id_, new=True) for id_, key, _ in wanted}
    asked = {key: (id_, fingerprint) for id_, key, fingerprint in wanted}
    columns = select(PostingKey.id, PostingKey.key, PostingKey.fingerprint)
    kept = session.execute(columns.where(among(session, PostingKey.key, list(asked)))).all()
    for row in kept:
        if bytes(row.fingerprint) != asked[row.key][1]:
            raise KeyUsedOtherwise(row.key)
    return {row.key: Posted(row.id, new=row.id == asked[row.key][0]) for row in kept}


def fingerprint_of(entry: Entry) -> bytes:
    said = [entry.effective_at.isoformat() if entry.effective_at else "now", str(entry.pending)]
    for debit, credit, amount, purpose, cause_id in entry.lines:
        said.append(f"{debit.id} {credit.id} {amount.amount_minor} {purpose} {cause_id}")
    return sha256("\n".join(said).encode()).digest()


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


def _accounts(entries: Iterable[Entry]) -> set[Account]:
    return {account for each in entries for line in each.lines for account in line[:2]}


def _open(rows: Rows, accounts: Sequence[Account]) -> None:
    if not accounts:
        return
    # In one order, so that two who open the same accounts wait for each other and do not lock.
    missing, at = sorted(accounts, key=lambda each: each.id), now()
    rows.insert_accounts(
        [(each.id, each.kind.value, each.owner, each.currency, at) for each in missing]
    )
    if owed := [each.id for each in missing if each.is_owed]:
        rows.insert_available(owed)


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


def _made(entries: Sequence[Entry], group_ids: Mapping[str, UUID]) -> list[PostingRow]:
    at, ids = now(), new_ids(sum(len(each.lines) for each in entries))
    return [row for each in entries for row in _rows(each, group_ids[each.key], at, ids)]


def _rows(entry: Entry, group_id: UUID, at: datetime, ids: Iterator[UUID]) -> Iterator[PostingRow]:
    phase = Phase.PENDING if entry.pending else Phase.POSTED
    effective_at = entry.effective_at or at
    for number, (debit, credit, amount, purpose, cause_id) in enumerate(entry.lines):
        yield PostingRow(
            next(ids),
            group_id,
            number,
            phase.value,
            None,
            debit.id,
            credit.id,
            amount.amount_minor,
            amount.currency,
            purpose.value,
            cause_id,
            effective_at,
            at,
        )
