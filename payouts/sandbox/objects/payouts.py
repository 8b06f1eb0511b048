"""Payouts from a connected account to a bank: sent, arrived, failed, returned."""

from payouts.sandbox.agenda import plan
from payouts.sandbox.call import Call, amount_given, metadata
from payouts.sandbox.clock import DAY_S, HOUR_S, banking_days_after
from payouts.sandbox.events import tell
from payouts.sandbox.listing import between, page
from payouts.sandbox.objects import bank_accounts
from payouts.sandbox.objects.accounts import KIND, change
from payouts.sandbox.objects.balances import move, refuse_insufficient
from payouts.sandbox.objects.requirements import BANK, may_pay_out, require
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

_WHOLE_HUNDREDS = ("huf", "isk", "twd", "ugx")
_LEAVE, _ARRIVE, _RETURN = "payout leaves", "payout arrives", "payout returns"
_REVERSIBLE_S = 90 * DAY_S
PENDING, ON_ITS_WAY, PAID = "pending", "in_transit", "paid"
_WHY = {
    "account_closed": "The bank account has been closed",
    "could_not_process": "The bank could not process this payout",
    "no_account": "The bank account details on file are probably incorrect. No bank account"
    " could be located with those details.",
}


def _create(call: Call) -> Document:
    state, params = call.state, call.params
    amount, currency = amount_given(params), params["currency"].lower()
    if currency in _WHOLE_HUNDREDS and amount % 100:
        said = f"Payouts in {currency} must be a multiple of 100: its decimals are always 00."
        raise invalid(said, "invalid_payout_amount", param="amount")
    bank = _bank_for(state, call.account, currency, params.get("destination"))
    refuse_insufficient(state, call.account, amount, currency)
    if params.get("method", "standard") == "instant":
        said = "You are not eligible for instant payouts: this bank account takes standard ones."
        raise invalid(said, "instant_payouts_unsupported", param="method")
    at = state.clock.seconds()
    arrives = banking_days_after(at, 2)
    payout = state.records.add(
        "payout",
        "po",
        {
            "amount": amount,
            "currency": currency,
            "arrival_date": arrives,
            "automatic": False,
            "description": params.get("description"),
            "destination": bank.id,
            "method": "standard",
            "metadata": metadata(params.get("metadata")),
            "reconciliation_status": "not_applicable",
            "source_type": params.get("source_type", "card"),
            "statement_descriptor": params.get("statement_descriptor"),
            "status": PENDING,
            "type": "bank_account",
        },
        account=call.account,
        aside={"behaviour": bank.aside["behaviour"]},
    )
    out = move(state, call.account, "payout", -amount, currency, source=payout.id)
    state.records.save(payout, balance_transaction=out.id)
    plan(state, at + HOUR_S, _LEAVE, payout.id)
    plan(state, arrives, _ARRIVE, payout.id)
    tell(state, "payout.created", payout.document, account=call.account)
    return payout.document


def _bank_for(state: State, name: str, currency: str, wanted: str | None) -> Record:
    if name != PLATFORM and not may_pay_out(state.records.get(KIND, name)):
        said = "Cannot create payouts: this account has requirements that need to be provided."
        raise invalid(said, "payouts_not_allowed")
    bank = bank_accounts.for_payout(state, name, currency, wanted)
    if bank is None:
        raise invalid(f"Sorry, you don't have any external accounts in that currency ({currency}).")
    if bank["status"] == "errored":
        said = "A payout to this bank account failed. Replace it before you send another."
        raise invalid(said, "bank_account_unusable", param="destination")
    return bank


def leave(state: State, name: str) -> None:
    payout = state.records.get("payout", name)
    if payout["status"] == PENDING:
        state.records.save(payout, status=ON_ITS_WAY)
        tell(state, "payout.updated", payout.document, account=payout.account)


def arrive(state: State, name: str) -> None:
    """Paid, as far as anybody knows yet. A bank that refuses says so now, or days later."""
    payout = state.records.get("payout", name)
    if payout["status"] not in (PENDING, ON_ITS_WAY):
        return
    if payout.aside["behaviour"] == bank_accounts.FAILS:
        fail(state, payout, code="account_closed")
        return
    pay(state, payout)
    if payout.aside["behaviour"] == bank_accounts.RETURNS:
        plan(state, state.clock.seconds() + 3 * DAY_S, _RETURN, name)


def pay(state: State, payout: Record) -> None:
    if payout["status"] not in (PENDING, ON_ITS_WAY):
        raise invalid(f"Payout {payout.id} is {payout['status']}, so it cannot be paid.")
    trace = {"status": "supported", "value": f"0{payout.id[-14:]}"}
    state.records.save(payout, status=PAID, trace_id=trace)
    tell(state, "payout.paid", payout.document, account=payout.account)


def _come_back(state: State, name: str) -> None:
    payout = state.records.get("payout", name)
    if payout["status"] == PAID:
        fail(state, payout, code="no_account")


def fail(state: State, payout: Record, *, code: str = "could_not_process") -> None:
    """Also after it was paid: the money comes back, and the bank account is not used again."""
    if payout["status"] not in (PENDING, ON_ITS_WAY, PAID):
        raise invalid(f"Payout {payout.id} is {payout['status']}, so it cannot fail.")
    back = move(
        state,
        payout.account,
        "payout_failure",
        payout["amount"],
        payout["currency"],
        source=payout.id,
    )
    state.records.save(
        payout,
        status="failed",
        failure_code=code,
        failure_message=_WHY.get(code, _WHY["could_not_process"]),
        failure_balance_transaction=back.id,
    )
    bank = state.records.find(payout["destination"] or "")
    if bank is not None:
        bank_accounts.spoil(state, bank)
    if payout.account != PLATFORM:
        account = state.records.get(KIND, payout.account)
        require(account, BANK, past_due=True, at=state.clock.seconds())
        change(state, account)
    tell(state, "payout.failed", payout.document, account=payout.account)


def _cancel(call: Call) -> Document:
    state, payout = call.state, call.named("payout")
    if payout["status"] != PENDING:
        said = "Payouts can be canceled only while they are pending; this one is"
        raise invalid(f"{said} {payout['status']}.", "payout_not_cancelable")
    back = move(
        state, call.account, "payout_cancel", payout["amount"], payout["currency"], source=payout.id
    )
    state.records.save(payout, status="canceled", failure_balance_transaction=back.id)
    tell(state, "payout.canceled", payout.document, account=call.account)
    return payout.document


def _reverse(call: Call) -> Document:
    """Only of what a US bank was paid, and for 90 days. It is a payout the other way."""
    state, payout = call.state, call.named("payout")
    bank = state.records.find(payout["destination"] or "")
    if payout["reversed_by"] or payout["original_payout"]:
        raise invalid("This payout has already been reversed.", "payout_reversal_not_allowed")
    if payout["status"] != PAID or bank is None or bank["country"] != "US":
        said = "Only payouts that a US bank account was paid can be reversed."
        raise invalid(said, "payout_reversal_not_allowed")
    if state.clock.seconds() - payout["created"] > _REVERSIBLE_S:
        said = "Payouts can be reversed for 90 days only."
        raise invalid(said, "payout_reversal_not_allowed")
    same = ("currency", "destination", "method", "source_type", "type", "reconciliation_status")
    reversal = state.records.add(
        "payout",
        "po",
        {
            **{name: payout[name] for name in same},
            "amount": -payout["amount"],
            "arrival_date": banking_days_after(state.clock.seconds(), 2),
            "automatic": False,
            "metadata": metadata(call.params.get("metadata")),
            "original_payout": payout.id,
            "status": PENDING,
        },
        account=call.account,
        aside={"behaviour": bank_accounts.WORKS},
    )
    arrives = reversal["arrival_date"]
    back = move(
        state,
        call.account,
        "payout",
        payout["amount"],
        payout["currency"],
        source=reversal.id,
        until=arrives,
        category="payout_reversal",
    )
    state.records.save(reversal, balance_transaction=back.id)
    state.records.save(payout, reversed_by=reversal.id)
    plan(state, arrives, _ARRIVE, reversal.id)
    tell(state, "payout.created", reversal.document, account=call.account)
    tell(state, "payout.updated", payout.document, account=call.account)
    return reversal.document


def _retrieve(call: Call) -> Document:
    return call.named("payout").document


def _update(call: Call) -> Document:
    payout = call.named("payout")
    joined = metadata(call.params.get("metadata"), payout["metadata"])
    call.state.records.save(payout, metadata=joined)
    tell(call.state, "payout.updated", payout.document, account=call.account)
    return payout.document


def _list(call: Call) -> Document:
    return page(
        call,
        "payout",
        "/v1/payouts",
        filters=("destination", "status"),
        only=between("arrival_date", call.params.get("arrival_date")),
        heard=("arrival_date",),
    )


OPERATIONS = {
    "post /v1/payouts": _create,
    "get /v1/payouts": _list,
    "get /v1/payouts/{payout}": _retrieve,
    "post /v1/payouts/{payout}": _update,
    "post /v1/payouts/{payout}/cancel": _cancel,
    "post /v1/payouts/{payout}/reverse": _reverse,
}
HAPPENINGS = {_LEAVE: leave, _ARRIVE: arrive, _RETURN: _come_back}
