"""Connected accounts, second generation: recipients that performers become."""

from payouts.sandbox.call import Call, metadata
from payouts.sandbox.events import about_account, tell, tell_thin
from payouts.sandbox.listing import second_page
from payouts.sandbox.objects.requirements import (
    CLOSED,
    FIRST,
    GONE,
    OPEN,
    describe,
    first_shape,
)
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, Refused, missing
from payouts.sandbox.state import State

KIND = "v2.core.account"
_SHOWN_ON_REQUEST = (
    "configuration",
    "defaults",
    "future_requirements",
    "identity",
    "requirements",
)
_REQUIREMENTS = "v2.core.account[requirements].updated"
_CAPABILITY = "v2.core.account[configuration.recipient].capability_status_updated"


def open_account(
    state: State, fields: Document, *, name: str, country: str, recipient: bool, transfers: bool
) -> Record:
    at = state.clock.seconds()
    account = state.records.add(
        KIND,
        "acct",
        {"configuration": {"customer": None, "merchant": None}, **fields},
        aside={
            "standing": OPEN,
            "submitted": False,
            "needs": [{"what": each, "status": "currently_due", "at": at} for each in FIRST],
            "recipient": recipient,
            "transfers_requested": transfers,
            "name": name,
            "country": country,
        },
    )
    # The account's own objects are kept under its id; itself it belongs to the platform.
    return describe(state, account)


def change(state: State, account: Record, **aside: object) -> None:
    """After any change to what is known: show it anew, and tell of what became different."""
    before, needed = first_shape(account), account.document["requirements"]
    capabilities = _capabilities(account)
    account.aside.update(aside)
    describe(state, account)
    about = about_account(account.id)
    if account.document["requirements"] != needed:
        tell_thin(state, _REQUIREMENTS, about)
    for name, status in _capabilities(account).items():
        if capabilities.get(name) != status:
            tell_thin(state, _CAPABILITY, about, data={"updated_capability": name})
    if account.aside.get("first_generation") and first_shape(account) != before:
        tell(state, "account.updated", first_view(account), account=account.id)


def _capabilities(account: Record) -> dict[str, str]:
    recipient = account.document["configuration"].get("recipient") or {}
    balance = (recipient.get("capabilities") or {}).get("stripe_balance") or {}
    return {f"stripe_balance.{name}": each["status"] for name, each in balance.items()}


def first_view(account: Record) -> Document:
    """Filled in by the first generation's module, which knows what stays the same."""
    return {**account.aside.get("first_view", {}), **first_shape(account)}


def close(state: State, account: Record) -> None:
    change(state, account, standing=CLOSED)
    tell_thin(state, "v2.core.account.closed", about_account(account.id))


def leave(state: State, account: Record) -> None:
    """The owner takes the platform's access away."""
    change(state, account, standing=GONE)
    application = {"id": "ca_sandbox", "object": "application", "name": "Fairtake"}
    tell(state, "account.application.deauthorized", application, account=account.id)


def reachable(state: State, name: str) -> Record:
    account = state.records.find(name)
    if account is None or account.kind != KIND or account.aside["standing"] == GONE:
        raise missing("account", name)
    return account


def _shown(account: Record, include: list[str]) -> Document:
    """Parts that were not asked for are null, even where there is something."""
    document = {**account.document}
    wanted = {each.split(".")[0] for each in include}
    document.update({name: None for name in _SHOWN_ON_REQUEST if name not in wanted})
    if document["configuration"] is not None:
        document["configuration"] = {
            name: value if f"configuration.{name}" in include else None
            for name, value in document["configuration"].items()
        }
    return document


def _create(call: Call) -> Document:
    params = call.params
    configuration = params.get("configuration", {})
    identity = params.get("identity", {})
    account = open_account(
        call.state,
        {
            "contact_email": params.get("contact_email"),
            "display_name": params.get("display_name"),
            "dashboard": params.get("dashboard", "none"),
            "applied_configurations": sorted(configuration),
            "identity": {**_NOBODY, **_identity(identity)},
            "defaults": _defaults(params.get("defaults", {})),
            "metadata": metadata(params.get("metadata")),
        },
        name=params.get("display_name") or params.get("contact_email") or "",
        country=(identity.get("country") or "US").upper(),
        recipient="recipient" in configuration,
        transfers=_requests_transfers(configuration),
    )
    tell_thin(call.state, "v2.core.account.created", about_account(account.id))
    return _shown(account, params.get("include", []))


_NOBODY: Document = {"attestations": None, "business_details": None, "individual": None}


def _identity(given: Document) -> Document:
    """Only what is shown again: names and numbers of people stay on Stripe's side."""
    country = given.get("country")
    return {
        "country": country.upper() if country else None,
        "entity_type": given.get("entity_type"),
    }


def _defaults(given: Document) -> Document:
    said = given.get("responsibilities", {})
    return {
        "currency": given.get("currency"),
        "locales": given.get("locales"),
        "profile": None,
        "responsibilities": {
            "fees_collector": said.get("fees_collector"),
            "losses_collector": said.get("losses_collector"),
            "requirements_collector": "stripe",
        },
    }


def _requests_transfers(configuration: Document) -> bool:
    wanted = configuration.get("recipient") or {}
    for part in ("capabilities", "stripe_balance", "stripe_transfers"):
        wanted = wanted.get(part) or {}
    return bool(wanted.get("requested"))


def _retrieve(call: Call) -> Document:
    return _shown(reachable(call.state, call.path["id"]), call.params.get("include", []))


def _update(call: Call) -> Document:
    account, params = reachable(call.state, call.path["id"]), call.params
    if account.aside["standing"] == CLOSED:
        raise Refused(400, "invalid_request_error", "account_closed", "This account is closed.")
    for name in ("contact_email", "display_name", "dashboard"):
        if name in params:
            account.document[name] = params[name]
    if "identity" in params:
        account.document["identity"].update(
            {k: v for k, v in _identity(params["identity"]).items() if v}
        )
    account.document["metadata"] = metadata(params.get("metadata"), account["metadata"])
    configuration = params.get("configuration", {})
    if configuration.get("recipient") is not None:
        asked = _requests_transfers(configuration) or account.aside["transfers_requested"]
        joined = sorted({*account["applied_configurations"], "recipient"})
        account.document["applied_configurations"] = joined
        change(call.state, account, recipient=True, transfers_requested=asked)
    else:
        change(call.state, account)
    tell_thin(call.state, "v2.core.account.updated", about_account(account.id))
    return _shown(account, params.get("include", []))


def _close(call: Call) -> Document:
    account = reachable(call.state, call.path["id"])
    if account.aside["standing"] != CLOSED:
        close(call.state, account)
    return _shown(account, [])


def _list(call: Call) -> Document:
    closed = call.params.get("closed", False)
    found = [
        _shown(each, [])
        for each in call.state.records.listed(KIND, account=PLATFORM)
        if each.aside["standing"] != GONE and (each.aside["standing"] == CLOSED) == closed
    ]
    wanted = set(call.params.get("applied_configurations", ()))
    found = [each for each in found if wanted <= set(each["applied_configurations"])]
    return second_page(call, "/v2/core/accounts", found)


OPERATIONS = {
    "post /v2/core/accounts": _create,
    "get /v2/core/accounts": _list,
    "get /v2/core/accounts/{id}": _retrieve,
    "post /v2/core/accounts/{id}": _update,
    "post /v2/core/accounts/{id}/close": _close,
}
