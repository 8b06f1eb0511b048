"""The same accounts through the first generation of the API, with their banks and settings."""

from payouts.sandbox.blank import blank
from payouts.sandbox.call import Call, metadata
from payouts.sandbox.clock import read
from payouts.sandbox.events import tell
from payouts.sandbox.listing import listed
from payouts.sandbox.objects import bank_accounts
from payouts.sandbox.objects.accounts import KIND, change, close, open_account, reachable
from payouts.sandbox.objects.requirements import GONE, RESTRICTED, first_shape
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, invalid, missing
from payouts.sandbox.state import State

_TRANSFERS = "transfers"


def _create(call: Call) -> Document:
    params = call.params
    controller = params.get("controller", {})
    country = params.get("country", "US").upper()
    wanted = params.get("capabilities", {}).get(_TRANSFERS, {})
    account = open_account(
        call.state,
        {
            "contact_email": params.get("email"),
            "dashboard": controller.get("stripe_dashboard", {}).get("type", "express"),
            "identity": {"country": country, "entity_type": params.get("business_type")},
            "applied_configurations": ["recipient"],
            "metadata": metadata(params.get("metadata")),
        },
        name=params.get("email") or "",
        country=country,
        recipient=True,
        transfers=bool(wanted.get("requested")),
    )
    settings = params.get("settings", {}).get("payouts", {}).get("schedule", {})
    account.aside["first_generation"] = True
    account.aside["interval"] = settings.get("interval", "daily")
    call.state.records.save(account)
    return shown(call.state, account)


def shown(state: State, account: Record) -> Document:
    document = blank("account")
    settings = document["settings"] or _settings()
    settings["payouts"] = {
        "debit_negative_balances": True,
        "schedule": {"interval": account.aside.get("interval", "daily"), "delay_days": 2},
        "statement_descriptor": None,
    }
    banks = state.records.listed("bank_account", account=account.id)
    document.update(
        id=account.id,
        country=account.aside["country"],
        created=int(read(account["created"])),
        default_currency=banks[0]["currency"] if banks else None,
        email=account["contact_email"],
        external_accounts=listed(f"/v1/accounts/{account.id}/external_accounts", banks),
        metadata=account["metadata"],
        settings=settings,
        type="none",
        **first_shape(account),
    )
    return document


def _settings() -> Document:
    parts = ("branding", "card_payments", "dashboard", "payments")
    return {name: {} for name in parts}


def _retrieve(call: Call) -> Document:
    return shown(call.state, reachable(call.state, call.path["account"]))


def _own(call: Call) -> Document:
    if call.account != PLATFORM:
        return shown(call.state, reachable(call.state, call.account))
    document = blank("account")
    document.update(id="acct_platform", type="standard", country="US", default_currency="usd")
    document["settings"] = document["settings"] or _settings()
    return document


def _update(call: Call) -> Document:
    account, params = reachable(call.state, call.path["account"]), call.params
    if "email" in params:
        account.document["contact_email"] = params["email"] or None
    account.document["metadata"] = metadata(params.get("metadata"), account["metadata"])
    schedule = params.get("settings", {}).get("payouts", {}).get("schedule", {})
    if "interval" in schedule:
        account.aside["interval"] = schedule["interval"]
    wanted = params.get("capabilities", {}).get(_TRANSFERS, {})
    asked = wanted.get("requested", account.aside["transfers_requested"])
    if params.get("external_account"):
        bank_accounts.add_from(call.state, account, params["external_account"])
    change(call.state, account, transfers_requested=asked)
    return shown(call.state, account)


def _delete(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    close(call.state, account)
    account.aside["standing"] = GONE
    call.state.records.save(account)
    return {"id": account.id, "object": "account", "deleted": True}


def _reject(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    change(call.state, account, standing=RESTRICTED)
    return shown(call.state, account)


def _list(call: Call) -> Document:
    found = call.state.records.listed(KIND, account=PLATFORM)
    most = int(call.params.get("limit", 10))
    here = [each for each in found if each.aside["standing"] != GONE]
    page = listed("/v1/accounts", [], more=len(here) > most)
    page["data"] = [shown(call.state, each) for each in here[:most]]
    return page


def _capability(call: Call, account: Record) -> Document:
    document = blank("capability")
    document.update(
        id=_TRANSFERS,
        account=account.id,
        requested=account.aside["transfers_requested"],
        status=first_shape(account)["capabilities"][_TRANSFERS],
    )
    return document


def _capabilities(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    page = listed(f"/v1/accounts/{account.id}/capabilities", [])
    page["data"] = [_capability(call, account)]
    return page


def _one_capability(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    if call.path["capability"] != _TRANSFERS:
        raise missing("capability", call.path["capability"])
    if "requested" in call.params:
        change(call.state, account, transfers_requested=call.params["requested"])
        found = _capability(call, account)
        tell(call.state, "capability.updated", found, account=account.id)
        return found
    return _capability(call, account)


def _banks(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    found = call.state.records.listed("bank_account", account=account.id)
    return listed(f"/v1/accounts/{account.id}/external_accounts", found)


def _bank(call: Call) -> Record:
    account = reachable(call.state, call.path["account"])
    return call.state.records.get("bank_account", call.path["id"], account=account.id)


def _retrieve_bank(call: Call) -> Document:
    return _bank(call).document


def _add_bank(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    if "external_account" not in call.params:
        said = "Missing required param: external_account."
        raise invalid(said, "parameter_missing", param="external_account")
    bank = bank_accounts.add_from(call.state, account, call.params["external_account"])
    change(call.state, account)
    return bank.document


def _update_bank(call: Call) -> Document:
    bank = _bank(call)
    joined = metadata(call.params.get("metadata"), bank["metadata"])
    if call.params.get("default_for_currency"):
        for each in bank_accounts.of(call.state, bank.account, bank["currency"]):
            call.state.records.save(each, default_for_currency=False)
        bank.document["default_for_currency"] = True
    return call.state.records.save(bank, metadata=joined).document


def _delete_bank(call: Call) -> Document:
    bank = _bank(call)
    bank_accounts.remove(call.state, bank)
    return {**bank.document, "deleted": True}


OPERATIONS = {
    "get /v1/account": _own,
    "post /v1/accounts": _create,
    "get /v1/accounts": _list,
    "get /v1/accounts/{account}": _retrieve,
    "post /v1/accounts/{account}": _update,
    "delete /v1/accounts/{account}": _delete,
    "post /v1/accounts/{account}/reject": _reject,
    "get /v1/accounts/{account}/capabilities": _capabilities,
    "get /v1/accounts/{account}/capabilities/{capability}": _one_capability,
    "post /v1/accounts/{account}/capabilities/{capability}": _one_capability,
    "get /v1/accounts/{account}/external_accounts": _banks,
    "post /v1/accounts/{account}/external_accounts": _add_bank,
    "get /v1/accounts/{account}/external_accounts/{id}": _retrieve_bank,
    "post /v1/accounts/{account}/external_accounts/{id}": _update_bank,
    "delete /v1/accounts/{account}/external_accounts/{id}": _delete_bank,
}
