"""Replays a thread: refuses one that cannot have happened, and says where it stands."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

from consent.ledger.entries import Entry, EntryType
from consent.ledger.explaining import effects
from consent.ledger.explaining.moves import IDENTITY, KINDS, KINDS_OF, MOVES
from consent.ledger.explaining.phrases import FAULTS, REFUSALS
from consent.ledger.explaining.schemas import BadOpening, check_opening
from consent.ledger.explaining.sentences import read_date
from consent.ledger.explaining.standing import Standing
from consent.ledger.merkle import leaf_hash

Payload = Mapping[str, Any] | None


class BadThread(ValueError):
    """Entries that are no thread; the message names the first that cannot be."""


def replay(entries: Iterable[tuple[bytes, Payload]], on: date) -> Standing:
    """Bodies in order, each with its payload where that is opened. All of them count; the day
    decides only what has ended, and what could not have been written yet."""
    thread = _Thread(on)
    for body, payload in entries:
        thread.add(body, payload)
    if not thread.standing.entries:
        raise BadThread(REFUSALS["empty"])
    return thread.standing


class _Thread:
    def __init__(self, on: date) -> None:
        self.standing = Standing(on)
        self._kinds: tuple[str, ...] = KINDS
        self._last: Entry | None = None
        self._prev = ""
        self._identity: dict[str, str] = {}

    def add(self, body: bytes, payload: Payload) -> None:
        entry = Entry.parse(body)
        self._check_place(entry)
        self._check_kind(entry)
        if payload is not None:
            self._check_opening(entry, payload)
        self._check_move(entry)
        self._check_days(entry)
        effect = _EFFECTS.get(entry.event.type)
        refused = effect(self.standing, entry, payload) if effect else ""
        if refused:
            raise BadThread(refused)
        self._move(entry)
        self._last, self._prev = entry, leaf_hash(body).hex()
        self.standing.entries += 1

    def _check_place(self, entry: Entry) -> None:
        if self._last and entry.event.thread != self._last.event.thread:
            raise _refusal("thread", entry)
        if entry.n != self.standing.entries:
            raise _refusal("gap", entry, expected=self.standing.entries)
        if entry.prev != self._prev:
            raise _refusal("prev", entry)

    def _check_kind(self, entry: Entry) -> None:
        kinds = KINDS_OF[entry.event.type]
        self._kinds = tuple(kind for kind in self._kinds if kind in kinds)
        if not self._kinds:
            raise _refusal("kind", entry)
        self.standing.kind = self._kinds[0]

    def _check_opening(self, entry: Entry, payload: Mapping[str, Any]) -> None:
        try:
            check_opening(entry.event.type, payload)
        except BadOpening as why:
            raise _refusal("opening", entry, why=str(why)) from None
        # An entry may be dated later than what it tells: the log's days never fall, clocks do.
        if payload["at"][:10] > entry.event.time.isoformat():
            raise _refusal("day", entry)
        for field in IDENTITY[self.standing.kind]:
            if (
                field in payload
                and self._identity.setdefault(field, payload[field]) != (payload[field])
            ):
                raise _refusal("identity", entry, field=field)

    def _check_move(self, entry: Entry) -> None:
        move = MOVES.get(entry.event.type)
        if move and self.standing.moved not in move[0]:
            raise _refusal("move", entry, state=self.standing.moved)

    def _check_days(self, entry: Entry) -> None:
        standing, day = self.standing, entry.event.time
        if self._last and day < self._last.event.time:
            standing.faults.append(FAULTS["back"].format(n=entry.n))
        if day > standing.on:
            on = read_date(standing.on.isoformat())
            standing.faults.append(FAULTS["ahead"].format(n=entry.n, on=on))

    def _move(self, entry: Entry) -> None:
        move = MOVES.get(entry.event.type)
        if move and move[1]:
            self.standing.moved = move[1]


def _refusal(which: str, entry: Entry, **values: object) -> BadThread:
    values |= {"n": entry.n, "type": entry.event.type.value}
    return BadThread(REFUSALS[which].format(**values))


_EFFECTS: dict[EntryType, Callable[[Standing, Entry, Payload], str]] = {
    EntryType.CONSENT_GIVEN: effects.set_terms,
    EntryType.CONSENT_RENEWED: effects.set_terms,
    EntryType.LICENCE_SIGNED: effects.set_terms,
    EntryType.LICENCE_EXTENDED: effects.set_terms,
    EntryType.CONSENT_NARROWED: effects.narrow,
    EntryType.CONSENT_SUSPENDED: effects.suspend,
    EntryType.CONSENT_RESUMED: effects.resume,
    EntryType.CONSENT_EXPIRED: effects.expire,
    EntryType.TAKE_ACCEPTED: effects.judge_take,
    EntryType.TAKE_REJECTED: effects.judge_take,
    EntryType.HOURS_APPROVED: effects.count_minutes,
    EntryType.EARNING_PAID: effects.pay,
    EntryType.EARNING_RETURNED: effects.pay,
    EntryType.DELIVERY_MADE: effects.deliver,
    EntryType.RECALL_OPENED: effects.recall,
    EntryType.RECALL_ATTESTED: effects.attest,
    EntryType.ERASURE_PERFORMED: effects.erase,
    EntryType.CORRECTION: effects.correct,
}
