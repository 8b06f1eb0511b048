"""Levers for tests and for people who try things out: time, faults, and what others would do."""

from collections.abc import Callable, Mapping
from typing import Any

from payouts.sandbox import delivering, idempotency
from payouts.sandbox.agenda import work_off
from payouts.sandbox.answering import Stripe
from payouts.sandbox.doing import HAPPENINGS
from payouts.sandbox.objects import (
    accounts,
    bank_accounts,
    disputes,
    onboarding,
    payment_intents,
    payouts,
    topups,
)
from payouts.sandbox.objects.requirements import OPEN, RESTRICTED, now_requires
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, Refused, invalid
from payouts.sandbox.state import State
from payouts.sandbox.violations import noted

_FURTHEST_S = 10 * 365 * 86400


def control(stripe: Stripe, path: str, given: Mapping[str, Any]) -> Document:
    """One lever pulled. `path` is what comes after /_test/."""
    parts = path.strip("/").split("/")
    state = stripe.state
    with state.turn():
        work_off(state, HAPPENINGS)
        plain = _PLAIN.get(path)
        if plain:
            return plain(stripe, given)
        if len(parts) == 3 and (parts[0], parts[2]) in _ON_ONE:
            kind = _KINDS[parts[0]]
            record = state.records.get(kind, parts[1])
            _ON_ONE[parts[0], parts[2]](state, record, given)
            return {"id": record.id, "object": kind}
    raise Refused(404, "invalid_request_error", None, f"There is no control at /_test/{path}.")


def state_of(stripe: Stripe) -> Document:
    """What a test wants to compare its own sums with."""
    state = stripe.state
    with state.turn():
        work_off(state, HAPPENINGS)
        counted = state.execute("select kind, count(*) from record group by kind").fetchall()
        balances = state.execute(
            "select account, currency, available, pending from balance order by 1, 2"
        ).fetchall()
        sums = state.execute(
            "select account, json_extract(document, '$.currency'),"
            " sum(json_extract(document, '$.net')) from record"
            " where kind = 'balance_transaction' group by 1, 2"
        ).fetchall()
        moved = {(account, currency): net for account, currency, net in sums}
        return {
            "now": state.clock.seconds(),
            "ahead_s": state.clock.ahead_s,
            "objects": dict(counted),
            "balances": [
                {
                    "account": account,
                    "currency": currency,
                    "available": available,
                    "pending": pending,
                    "adds_up": available + pending == moved.get((account, currency)),
                }
                for account, currency, available, pending in balances
            ],
            "webhooks": delivering.shown(state),
            "faults": stripe.faults.shown(),
            "requests": stripe.pace.shown(),
            "violations": len(noted(state)),
            "kept_answers": state.execute("select count(*) from answer").fetchone()[0],
        }


def _advance(stripe: Stripe, given: Mapping[str, Any]) -> Document:
    state = stripe.state
    by = sum(
        int(given.get(name, 0)) * seconds
        for name, seconds in (("seconds", 1), ("hours", 3600), ("days", 86400))
    )
    if "to" in given:
        by = int(given["to"]) - state.clock.running()
    if not 0 <= by <= _FURTHEST_S:
        raise invalid("The clock goes forward only, by seconds, hours and days, or to an instant.")
    state.clock.advance(by)
    state.keep("ahead_s", state.clock.ahead_s)
    return {"now": state.clock.running(), "happened": work_off(state, HAPPENINGS)}


def _fail_next(stripe: Stripe, given: Mapping[str, Any]) -> Document:
    if given.get("mode") == "none":
        stripe.faults.forget()
    else:
        stripe.faults.order(given)
    return {"faults": stripe.faults.shown()}


def _prune(stripe: Stripe, _: Mapping[str, Any]) -> Document:
    return {"pruned": idempotency.forget(stripe.state)}


def _fund(stripe: Stripe, given: Mapping[str, Any]) -> Document:
    """Available at once: where a test only needs money to be there."""
    currency = str(given.get("currency", "usd")).lower()
    topup = topups.bring(stripe.state, int(given["amount"]), currency)
    topups.arrive(stripe.state, topup.id)
    return {"id": topup.id, "object": "topup"}


def _dispute(stripe: Stripe, given: Mapping[str, Any]) -> Document:
    state = stripe.state
    charge = state.records.get("charge", str(given.get("charge", "")))
    amount = int(given["amount"]) if "amount" in given else None
    reason = str(given.get("reason", "fraudulent"))
    dispute = disputes.raise_dispute(state, charge, reason=reason, amount=amount)
    return {"id": dispute.id, "object": "dispute"}


def _payment(stripe: Stripe, given: Mapping[str, Any]) -> Document:
    """One that settled before this stand-in began, with the names that it has elsewhere."""
    state, name = stripe.state, str(given["id"])
    if state.records.find(name) is None:
        with state.clock.at(int(given.get("created", state.clock.seconds()))):
            payment_intents.settled_before(state, name, given)
    return {"id": name, "object": payment_intents.KIND}


def _pause(stripe: Stripe, _: Mapping[str, Any]) -> Document:
    delivering.pause(stripe.state, paused=True)
    return delivering.shown(stripe.state)


def _resume(stripe: Stripe, _: Mapping[str, Any]) -> Document:
    delivering.pause(stripe.state, paused=False)
    return delivering.shown(stripe.state)


def _duplicate(stripe: Stripe, given: Mapping[str, Any]) -> Document:
    return {"queued": delivering.duplicate(stripe.state, given.get("event"))}


def _reorder(stripe: Stripe, _: Mapping[str, Any]) -> Document:
    return {"reordered": delivering.reorder(stripe.state)}


def _pay(state: State, payout: Record, _: Mapping[str, Any]) -> None:
    payouts.pay(state, payout)


def _send(state: State, payout: Record, _: Mapping[str, Any]) -> None:
    payouts.leave(state, payout.id)


def _fail(state: State, payout: Record, given: Mapping[str, Any]) -> None:
    payouts.fail(state, payout, code=str(given.get("code", "could_not_process")))


def _return(state: State, payout: Record, given: Mapping[str, Any]) -> None:
    """Paid first, if it was not yet, and then it comes back."""
    if payout["status"] != payouts.PAID:
        payouts.pay(state, payout)
    payouts.fail(state, payout, code=str(given.get("code", "no_account")))


def _complete(state: State, account: Record, given: Mapping[str, Any]) -> None:
    account.aside["standing"] = OPEN
    country = str(given.get("country") or account.aside["country"]).upper()
    onboarding.submit(
        state,
        account,
        name=str(given.get("name") or account.aside["name"] or "Test Person"),
        country=country,
        number=str(given.get("number", "000123456789")),
    )
    if given.get("currency"):
        bank_accounts.add(
            state,
            account,
            number=str(given.get("number", "000123456789")),
            country=country,
            currency=str(given["currency"]).lower(),
            holder=account.aside["name"],
        )
        accounts.change(state, account)


def _restrict(state: State, account: Record, _: Mapping[str, Any]) -> None:
    accounts.change(state, account, standing=RESTRICTED)


def _close(state: State, account: Record, _: Mapping[str, Any]) -> None:
    accounts.close(state, account)


def _deauthorize(state: State, account: Record, _: Mapping[str, Any]) -> None:
    accounts.leave(state, account)


def _require(state: State, account: Record, given: Mapping[str, Any]) -> None:
    what = str(given.get("what", "identity.individual.id_numbers.us_ssn_last_4"))
    past = given.get("past_due") in (True, "true", "1", 1)
    needs = [dict(each) for each in account.aside["needs"]]
    account.aside["needs"] = needs
    now_requires(account, what, past_due=past, at=state.clock.seconds())
    accounts.change(state, account)


def _win(state: State, dispute: Record, _: Mapping[str, Any]) -> None:
    disputes.decide(state, dispute, won=True)


def _lose(state: State, dispute: Record, _: Mapping[str, Any]) -> None:
    disputes.decide(state, dispute, won=False)


def _arrive(state: State, topup: Record, _: Mapping[str, Any]) -> None:
    topups.arrive(state, topup.id)


def _bounce(state: State, topup: Record, _: Mapping[str, Any]) -> None:
    topups.fail(state, topup)


def _take_back(state: State, topup: Record, _: Mapping[str, Any]) -> None:
    topups.reverse(state, topup)


_PLAIN: dict[str, Callable[[Stripe, Mapping[str, Any]], Document]] = {
    "advance_clock": _advance,
    "disputes": _dispute,
    "fail_next": _fail_next,
    "fund": _fund,
    "payments": _payment,
    "prune_idempotency": _prune,
    "webhooks/duplicate": _duplicate,
    "webhooks/pause": _pause,
    "webhooks/reorder": _reorder,
    "webhooks/resume": _resume,
}
_KINDS = {
    "accounts": accounts.KIND,
    "disputes": "dispute",
    "payouts": "payout",
    "topups": "topup",
}
_ON_ONE: dict[tuple[str, str], Callable[[State, Record, Mapping[str, Any]], None]] = {
    ("accounts", "close"): _close,
    ("accounts", "complete"): _complete,
    ("accounts", "deauthorize"): _deauthorize,
    ("accounts", "require"): _require,
    ("accounts", "restrict"): _restrict,
    ("disputes", "lose"): _lose,
    ("disputes", "win"): _win,
    ("payouts", "fail"): _fail,
    ("payouts", "pay"): _pay,
    ("payouts", "return"): _return,
    ("payouts", "send"): _send,
    ("topups", "fail"): _bounce,
    ("topups", "reverse"): _take_back,
    ("topups", "succeed"): _arrive,
}
