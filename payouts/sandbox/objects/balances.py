"""Money that moves: a balance transaction for each movement, and the balance they add up to."""

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, Refused
from payouts.sandbox.state import State

_CATEGORIES = {
    "payment": "charge",
    "payment_refund": "refund",
    "payout_cancel": "payout_reversal",
    "payout_failure": "payout_reversal",
    "stripe_fee": "fee",
    "transfer_refund": "transfer_reversal",
}
_SETTLE, _TOLD = "funds become available", "available funds are told"


def move(  # noqa: PLR0913 - a balance transaction says all of this.
    state: State,
    account: str,
    kind: str,
    amount: int,
    currency: str,
    *,
    source: str | None,
    fee: int = 0,
    fee_for: str = "Stripe processing fees",
    until: int | None = None,
    description: str | None = None,
    category: str | None = None,
    name: str = "",
) -> Record:
    """Book a movement. `until`: the funds are pending up to then, which is no longer now."""
    pending = until is not None and until > state.clock.seconds()
    detail = {"amount": fee, "currency": currency, "type": "stripe_fee", "application": None}
    record = state.records.add(
        "balance_transaction",
        "txn",
        {
            **({"id": name} if name else {}),
            "amount": amount,
            "fee": fee,
            "fee_details": [{**detail, "description": fee_for}] if fee else [],
            "net": amount - fee,
            "type": kind,
            "reporting_category": category or _CATEGORIES.get(kind, kind),
            "balance_type": "payments",
            "source": source,
            "currency": currency,
            "description": description,
            "status": "pending" if pending else "available",
            "available_on": until if pending else state.clock.seconds(),
        },
        account=account,
    )
    _add(state, account, currency, **{record["status"]: amount - fee})
    if pending and until is not None:
        plan(state, until, _SETTLE, record.id)
    return record


def available(state: State, account: str, currency: str) -> int:
    row = state.execute(
        "select available from balance where account = ? and currency = ?", (account, currency)
    ).fetchone()
    return int(row[0]) if row else 0


def refuse_insufficient(state: State, account: str, amount: int, currency: str) -> None:
    if available(state, account, currency) < amount:
        said = (
            "You have insufficient available funds in your Stripe account. Try adding funds"
            " directly to your available balance by creating Charges using the 4000000000000077"
            " test card."
            if account == PLATFORM
            else "You have insufficient funds in your Stripe account for this transfer."
        )
        raise Refused(400, "invalid_request_error", "balance_insufficient", said)


def _add(
    state: State, account: str, currency: str, *, available: int = 0, pending: int = 0
) -> None:
    state.execute(
        "insert into balance values (?, ?, ?, ?) on conflict (account, currency) do update"
        " set available = available + excluded.available, pending = pending + excluded.pending",
        (account, currency, available, pending),
    )


def _settle(state: State, name: str) -> None:
    record = state.records.get("balance_transaction", name)
    if record["status"] != "pending":
        return
    state.records.save(record, status="available")
    net = record["net"]
    _add(state, record.account, record["currency"], available=net, pending=-net)
    key, moment = f"available {record.account}", state.clock.seconds()
    if state.kept(key, None) != moment:
        # One a day and account, however many funds became available.
        state.keep(key, moment)
        plan(state, moment, _TOLD, record.account)


def _tell(state: State, account: str) -> None:
    """After all that became available at this moment."""
    tell(state, "balance.available", shown(state, account), account=account)


def shown(state: State, account: str) -> Document:
    rows = state.execute(
        "select currency, available, pending from balance where account = ? order by currency",
        (account,),
    ).fetchall() or [("usd", 0, 0)]
    instant = [
        {
            "amount": max(have, 0),
            "currency": currency,
            "source_types": {"card": max(have, 0)},
            "net_available": [],
        }
        for currency, have, _ in rows
    ]
    return {
        "object": "balance",
        "livemode": False,
        "available": [_sum(currency, have) for currency, have, _ in rows],
        "pending": [_sum(currency, coming) for currency, _, coming in rows],
        **({"instant_available": instant} if account != PLATFORM else {}),
    }


def _sum(currency: str, amount: int) -> Document:
    return {"amount": amount, "currency": currency, "source_types": {"card": amount}}


def _balance(call: Call) -> Document:
    return shown(call.state, call.account)


def _transactions(call: Call) -> Document:
    where = {}
    if "payout" in call.params:
        # A payout by hand knows only its own movements, not which funds it paid out.
        where = {"source": call.own("payout", call.params["payout"]).id}
    return page(
        call,
        "balance_transaction",
        "/v1/balance_transactions",
        filters=("currency", "source", "type"),
        where=where,
        heard=("payout",),
    )


def _transaction(call: Call) -> Document:
    return call.named("balance_transaction").document


OPERATIONS = {
    "get /v1/balance": _balance,
    "get /v1/balance_transactions": _transactions,
    "get /v1/balance_transactions/{id}": _transaction,
}
HAPPENINGS = {_SETTLE: _settle, _TOLD: _tell}
