"""The two books of one place side by side: each difference by its name. Asks nobody anything."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from payouts.pay_runs.models import Payout, PayoutState
from payouts.reconciliation.books import OurBooks, Tried
from payouts.reconciliation.models import DifferenceKind
from payouts.reconciliation.payee_books import TheirBooks
from payouts.reconciliation.postings import Movement
from payouts.reconciliation.seeing import OurPlace, TheirPlace
from payouts.stripe_gateway.balance_transactions import BalanceTransaction
from payouts.stripe_gateway.bank_payouts import BankPayout, State
from payouts.transfers.models import Step

BALANCE = "balance"
_LOOKED_AT_AFTER = timedelta(hours=12)
"""Every payout on its way is read again within this time, so that only what is later is wrong."""
_LEFT = (State.PENDING, State.IN_TRANSIT, State.PAID)


@dataclass(frozen=True, slots=True)
class Period:
    """What is judged. What is older was judged before, what is newer will be."""

    since: datetime
    until: datetime

    def holds(self, at: datetime) -> bool:
        return self.since <= at < self.until


@dataclass(frozen=True, slots=True)
class Found:
    kind: DifferenceKind
    place: str
    subject: str
    currency: str
    ours_minor: int
    theirs_minor: int
    off_minor: int
    about_at: datetime
    says: str = ""


@dataclass(slots=True)
class Compared:
    found: list[Found] = field(default_factory=list)
    explained: Counter[str] = field(default_factory=Counter)
    """By currency: by how much Stripe's balance may differ for reasons that have a name."""
    at_destination: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By account and currency: what transfers that our books have not left in theirs."""
    at_payee: Counter[tuple[UUID, str]] = field(default_factory=Counter)
    """The same by performer, where only that is known."""


def compare_ours(books: OurBooks, seen: OurPlace, period: Period) -> Compared:
    done = Compared()
    transfers = {each.id: each for each in seen.transfers}
    under_way = [each for each in books.tried.values() if each.is_open]
    there = _by_movement(seen.movements, books)
    for movement in sorted(there.keys() | books.booked.keys()):
        moved, booked = there.get(movement, []), books.booked.get(movement)
        theirs = sum(each.net.amount_minor for each in moved)
        ours = booked.amount_minor if booked else 0
        if theirs == ours:
            continue
        off = theirs - ours
        done.explained[movement.currency] += off
        tried: Tried | None = None
        payee, booked_there = books.passed_on.get(movement, (None, 0))
        passed_on = -theirs - booked_there
        if transfer := transfers.get(movement.subject):
            tried = books.tried.get(transfer.metadata.get("attempt", ""))
            done.at_destination[transfer.destination, movement.currency] += passed_on
        elif payee:
            done.at_payee[payee, movement.currency] += passed_on
        elif _is_reversal(moved) and (tried := _taken_out(under_way, theirs)):
            done.at_payee[tried.performer_id, movement.currency] += passed_on
        if tried and tried.is_open:
            continue  # Whoever sends it finds out what became of it.
        at = min(
            [each.created_at for each in moved] + ([booked.at] if booked and booked.at else [])
        )
        if period.holds(at):
            kind = _kind(at_stripe=bool(moved), in_books=booked is not None)
            says = _told(moved, tried)
            done.found.append(Found(kind, "", *movement, ours, theirs, off, at, says))
    _compare_balances(done, "", books.total, seen.total, period)
    _compare_available(done, books, seen, period)
    return done


def _by_movement(
    movements: Sequence[BalanceTransaction], books: OurBooks
) -> dict[Movement, list[BalanceTransaction]]:
    named = {each.subject for each in books.booked}
    found: dict[Movement, list[BalanceTransaction]] = {}
    for each in movements:
        by_source = each.source in named or each.source.startswith(("tr_", "trr_"))
        subject = each.source if by_source else each.id
        found.setdefault(Movement(subject, each.net.currency), []).append(each)
    return found


def _is_reversal(moved: list[BalanceTransaction]) -> bool:
    return bool(moved) and all(each.source.startswith("trr_") for each in moved)


def _taken_out(under_way: list[Tried], amount_minor: int) -> Tried | None:
    """A reversal has no label here to know it by; its amount is enough while one is under way."""
    for each in under_way:
        if each.step is Step.REVERSAL and each.amount_minor == amount_minor:
            under_way.remove(each)
            return each
    return None


def _kind(*, at_stripe: bool, in_books: bool) -> DifferenceKind:
    if not at_stripe:
        return DifferenceKind.MISSING_AT_STRIPE
    return DifferenceKind.OTHER_AMOUNT if in_books else DifferenceKind.UNKNOWN_TO_US


def _told(moved: list[BalanceTransaction], tried: Tried | None) -> str:
    said = ", ".join(dict.fromkeys(each.kind.replace("_", " ") for each in moved))
    if tried:
        return f"{said}; we hold this attempt as {tried.state.value}"
    return said


def _compare_balances(
    done: Compared,
    place: str,
    ours: Mapping[str, int],
    theirs: Mapping[str, int],
    period: Period,
) -> None:
    for currency in sorted(ours.keys() | theirs.keys()):
        expected = ours.get(currency, 0) + done.explained[currency]
        there = theirs.get(currency, 0)
        if expected != there:
            off = there - expected
            kind = DifferenceKind.BALANCE_DIFFERS
            done.found.append(
                Found(kind, place, BALANCE, currency, expected, there, off, period.until)
            )


def _compare_available(done: Compared, books: OurBooks, seen: OurPlace, period: Period) -> None:
    """Only where everything else agrees: any other difference shifts this one, too."""
    for currency in sorted(books.available.keys() | seen.available.keys()):
        ours, theirs = books.available.get(currency, 0), seen.available.get(currency, 0)
        agrees = books.total.get(currency, 0) == seen.total.get(currency, 0)
        if ours != theirs and agrees and not done.explained[currency]:
            kind = DifferenceKind.AVAILABILITY_DIFFERS
            done.found.append(Found(kind, "", BALANCE, currency, ours, theirs, 0, period.until))


def compare_theirs(
    books: TheirBooks, seen: TheirPlace, period: Period, moved_in: Mapping[str, int]
) -> Compared:
    """`moved_in`: by transfers that our books do not have, or have otherwise."""
    done = Compared(explained=Counter(moved_in))
    place = str(books.performer_id)
    there = {each.id: each for each in seen.bank_payouts}
    for each in sorted(there.values(), key=lambda one: one.id):
        known = books.sent.get(each.id)
        if known:
            done.found += _known(place, books, each, known[1], period)
        else:
            done.found += _unknown(place, books, each, period)
        out = -each.amount.amount_minor if each.state in _LEFT else 0
        done.explained[each.amount.currency] += out - _booked(books, each.id, each.amount.currency)
    for name in sorted(books.sent.keys() - there.keys()):
        attempt, payout = books.sent[name]
        booked = _booked(books, name, payout.currency)
        done.explained[payout.currency] -= booked
        ours = _settled(books, name, payout.currency) - payout.amount_minor
        at = attempt.answered_at or attempt.made_at
        if ours and at < period.until:
            kind, says = DifferenceKind.MISSING_AT_STRIPE, "bank payout"
            off = -booked
            done.found.append(Found(kind, place, name, payout.currency, ours, 0, off, at, says))
    _compare_balances(done, place, books.total, seen.total, period)
    return done


def _settled(books: TheirBooks, name: str, currency: str) -> int:
    return books.settled.get(Movement(name, currency), 0)


def _booked(books: TheirBooks, name: str, currency: str) -> int:
    known = books.sent.get(name)
    arrived = books.arrived.get(known[1].id, 0) if known else 0
    return arrived + _settled(books, name, currency)


def _unknown(place: str, books: TheirBooks, seen: BankPayout, period: Period) -> Iterator[Found]:
    tried = books.tried.get(seen.metadata.get("attempt", ""))
    theirs = -seen.amount.amount_minor if seen.state in _LEFT else 0
    ours = _settled(books, seen.id, seen.amount.currency)
    if (tried and tried.is_open) or theirs == ours or not period.holds(seen.created_at):
        return
    says = f"bank payout, {_words(seen.state)}"
    if tried:
        says += f"; we hold this attempt as {tried.state.value}"
    kind = DifferenceKind.OTHER_AMOUNT if ours else DifferenceKind.UNKNOWN_TO_US
    yield Found(
        kind,
        place,
        seen.id,
        seen.amount.currency,
        ours,
        theirs,
        theirs - ours,
        seen.created_at,
        says,
    )


def _known(
    place: str, books: TheirBooks, seen: BankPayout, payout: Payout, period: Period
) -> Iterator[Found]:
    if seen.created_at >= period.until:
        return
    currency = payout.currency
    ours = _settled(books, seen.id, currency) - payout.amount_minor
    theirs = -seen.amount.amount_minor
    if ours != theirs or seen.amount.currency != currency:
        arrived = books.arrived.get(payout.id, 0)
        off = theirs - ours if arrived and seen.amount.currency == currency else 0
        yield Found(
            DifferenceKind.OTHER_AMOUNT,
            place,
            seen.id,
            currency,
            ours,
            theirs,
            off,
            seen.created_at,
            f"bank payout, {_words(seen.state)}",
        )
    elif not _agree(seen, payout.state, period.until):
        says = f"{_words(seen.state)} at Stripe, {payout.state.value} by our books"
        kind = DifferenceKind.OTHER_STATE
        yield Found(kind, place, seen.id, currency, ours, theirs, 0, seen.created_at, says)


def _agree(seen: BankPayout, state: PayoutState, until: datetime) -> bool:
    match seen.state:
        case State.PENDING | State.IN_TRANSIT:
            return state is PayoutState.SENT
        case State.PAID:
            just_now = seen.arrives_at > until - _LOOKED_AT_AFTER
            return state is PayoutState.PAID or (state is PayoutState.SENT and just_now)
        case State.FAILED | State.CANCELED:
            return state in (PayoutState.RETURNED, PayoutState.VOID)


def _words(state: State) -> str:
    return state.value.replace("_", " ")
