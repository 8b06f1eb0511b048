"""The journal's few statements, said to the driver itself: all money passes here, and the words of
an ORM would take longer than the writing. Each database has its own way of saying them."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import NamedTuple, Protocol
from uuid import UUID


class PostingRow(NamedTuple):
    id: UUID
    group_id: UUID
    line: int
    phase: str
    resolves_id: UUID | None
    debit_id: UUID
    credit_id: UUID
    amount_minor: int
    currency: str
    purpose: str
    cause_id: UUID
    effective_at: datetime
    recorded_at: datetime


class PendingRow(NamedTuple):
    id: UUID
    debit_id: UUID
    credit_id: UUID
    amount_minor: int
    currency: str
    purpose: str
    cause_id: UUID
    gains_kind: str
    gains_owner: UUID
    """Of the account that gains by how it is resolved."""
    resolved_by: UUID | None
    """The row that did so before."""


# Tables and what is written into them, in the order of the rows.
POSTING = ("payouts_posting", PostingRow._fields)
KEY = ("payouts_posting_key", ("id", "key", "fingerprint"))
ACCOUNT = ("payouts_journal_account", ("id", "kind", "owner_id", "currency", "opened_at"))
AVAILABLE = ("payouts_available", ("account_id", "amount_minor"))
PENDING = """SELECT pending.id, pending.debit_id, pending.credit_id, pending.amount_minor,
    pending.currency, pending.purpose, pending.cause_id, gains.kind, gains.owner_id, later.id
    FROM payouts_posting AS pending
    JOIN payouts_journal_account AS gains ON gains.id = pending.{gaining}_id
    LEFT JOIN payouts_posting AS later ON later.resolves_id = pending.id
    WHERE pending.group_id = {group} AND pending.phase = 'pending' ORDER BY pending.line"""

KeyRow = tuple[UUID, str, bytes]
AccountRow = tuple[UUID, str, UUID, str, datetime]
Change = tuple[UUID, int]


class Taken(NamedTuple):
    new: int
    """So many keys nobody had used before."""
    known: set[UUID]
    """Of the accounts, those that are open."""


class Tried(NamedTuple):
    taken: Taken
    short: UUID | None
    """The account that has not as much, if there is one: then nothing may be kept."""
    posted: bool
    """False where a key was used before or an account is not open: then keys were taken, and
    nothing else was done."""


class Rows(Protocol):
    """Of one transaction."""

    def take_keys(self, keys: Sequence[KeyRow], accounts: Collection[UUID]) -> Taken: ...

    def post(
        self,
        keys: Sequence[KeyRow],
        accounts: Collection[UUID],
        changes: Sequence[Change],
        postings: Sequence[PostingRow],
    ) -> Tried:
        """All of it where nothing is in the way, as nearly always: in as few ways there and back
        as there can be. `changes` as below."""

    def insert_accounts(self, rows: Sequence[AccountRow]) -> None:
        """Those that nobody opened meanwhile."""

    def insert_available(self, accounts: Sequence[UUID]) -> None: ...

    def change_available(self, changes: Sequence[Change]) -> UUID | None:
        """In the order in which they are given, so that two who change the same never lock each
        other out. The account that has not as much, if there is one: then nothing may be kept."""

    def insert_postings(self, rows: Sequence[PostingRow]) -> None: ...

    def pending_of(self, group_id: UUID, gaining: str) -> list[PendingRow]:
        """In the order of their lines. `gaining` is the side that gains."""
