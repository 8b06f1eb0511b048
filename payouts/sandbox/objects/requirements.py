"""What an account still owes Stripe, and what it may do meanwhile, in both generations' words."""

from collections.abc import Mapping
from typing import Any

from payouts.sandbox.clock import DAY_S, written
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document
from payouts.sandbox.state import State

OPEN, RESTRICTED, CLOSED, GONE = "open", "restricted", "closed", "deauthorized"
BANK = "configuration.recipient.default_outbound_destination"
TRANSFERS, PAYOUTS = "stripe_balance.stripe_transfers", "stripe_balance.payouts"
FIRST = (
    "identity.individual.given_name",
    "identity.individual.surname",
    "identity.individual.date_of_birth",
    "identity.individual.address",
    "identity.attestations.terms_of_service.account",
    BANK,
)
_CURRENT, _PAST = "currently_due", "past_due"
_BECAUSE: Mapping[str, Document] = {
    "needs": {"code": "requirements_past_due", "resolution": "provide_info"},
    "checking": {"code": "requirements_pending_verification", "resolution": "no_resolution"},
    "restricted": {"code": "restricted_other", "resolution": "contact_stripe"},
}


def require(account: Record, what: str, *, past_due: bool, at: int) -> None:
    """One more thing to provide; the same thing asked for again is asked for once."""
    needs = account.aside["needs"]
    needs[:] = [each for each in needs if each["what"] != what]
    needs.append({"what": what, "status": _PAST if past_due else _CURRENT, "at": at})


def settled(account: Record, *what: str) -> None:
    account.aside["needs"] = [each for each in account.aside["needs"] if each["what"] not in what]


def may_receive(account: Record) -> bool:
    return _status(account, TRANSFERS)[0] == "active"


def may_pay_out(account: Record) -> bool:
    return _status(account, PAYOUTS)[0] == "active"


def describe(state: State, account: Record) -> Record:
    """The shown state, made anew from what is known. Saves."""
    document = account.document
    document["closed"] = account.aside["standing"] == CLOSED
    document["configuration"] = {**document["configuration"], "recipient": _recipient(account)}
    document["requirements"] = _requirements(account)
    return state.records.save(account)


def _recipient(account: Record) -> Document | None:
    if not account.aside["recipient"]:
        return None
    balance = {
        name: {"status": status, "status_details": details}
        for name, (status, details) in (
            ("payouts", _status(account, PAYOUTS)),
            ("stripe_transfers", _status(account, TRANSFERS)),
        )
    }
    wanted = account.aside["transfers_requested"]
    return {
        "applied": True,
        "capabilities": {
            "bank_accounts": None,
            "cards": None,
            "stripe_balance": balance if wanted else None,
        },
    }


def _status(account: Record, capability: str) -> tuple[str, list[Any]]:
    aside = account.aside
    if aside["standing"] in (RESTRICTED, CLOSED, GONE):
        return "restricted", [_BECAUSE["restricted"]]
    if not aside["recipient"] or not aside["transfers_requested"]:
        return "restricted", [_BECAUSE["needs"]]
    if any(_blocks(each, capability, submitted=aside["submitted"]) for each in aside["needs"]):
        return "restricted", [_BECAUSE["needs"]]
    if aside.get("checking"):
        return "pending", [_BECAUSE["checking"]]
    return "active", []


def _blocks(need: Document, capability: str, *, submitted: bool) -> bool:
    """A missing bank stops payouts only. Later demands stop things once they are past due."""
    if need["what"] == BANK:
        return capability == PAYOUTS
    return not submitted or need["status"] == _PAST


def _requirements(account: Record) -> Document:
    needs = account.aside["needs"]
    statuses = [each["status"] for each in needs]
    soonest = next((each for each in (_PAST, _CURRENT) if each in statuses), None)
    summary = None
    if soonest:
        first = min(each["at"] for each in needs)
        summary = {"status": soonest, "time": written(first + 30 * DAY_S)}
    return {
        "alternatives": [],
        "entries": [_entry(account, each) for each in needs],
        "summary": {"minimum_deadline": summary},
    }


def _entry(account: Record, need: Document) -> Document:
    deadline = {"status": need["status"]}
    stops = (PAYOUTS,) if need["what"] == BANK else (TRANSFERS, PAYOUTS)
    first = not account.aside["submitted"]
    return {
        "awaiting_action_from": "user",
        "description": need["what"],
        "errors": [],
        "impact": {
            "restricts_capabilities": [
                {"capability": each, "configuration": "recipient", "deadline": deadline}
                for each in stops
            ]
        },
        "minimum_deadline": deadline,
        "reference": None,
        "requested_reasons": [{"code": "routine_onboarding" if first else "routine_verification"}],
    }


def first_shape(account: Record) -> Document:
    """The same account as the first generation of the API shows it."""
    needs = account.aside["needs"]
    due = [each["what"] for each in needs]
    past = [each["what"] for each in needs if each["status"] == _PAST]
    stopped = account.aside["standing"] in (RESTRICTED, CLOSED, GONE)
    why = "rejected.other" if stopped else "requirements.past_due" if past else None
    receives = may_receive(account)
    return {
        "capabilities": {"transfers": "active" if receives else "inactive"},
        "charges_enabled": False,
        "payouts_enabled": may_pay_out(account),
        "details_submitted": account.aside["submitted"],
        "requirements": {
            "alternatives": [],
            "current_deadline": None,
            "currently_due": due,
            "disabled_reason": why,
            "errors": [],
            "eventually_due": due,
            "past_due": past,
            "pending_verification": [],
        },
    }
