"""Links to the page where a person tells Stripe who they are and where to be paid."""

from payouts.sandbox.call import Call
from payouts.sandbox.clock import written
from payouts.sandbox.events import about_account, tell_thin
from payouts.sandbox.objects import bank_accounts
from payouts.sandbox.objects.accounts import change, reachable
from payouts.sandbox.objects.requirements import BANK, CLOSED
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

LINK = "v2.core.account_link"
_VALID_S = 300
_DOCUMENT = "identity.individual.documents.primary_verification"
CURRENCIES = {
    "AU": "aud",
    "CA": "cad",
    "CH": "chf",
    "DE": "eur",
    "ES": "eur",
    "FR": "eur",
    "GB": "gbp",
    "IE": "eur",
    "IT": "eur",
    "JP": "jpy",
    "MX": "mxn",
    "NL": "eur",
    "NZ": "nzd",
    "PL": "pln",
    "SE": "sek",
    "US": "usd",
}
"""Where people can say they live here, and the currency of their bank account there."""


def _create(call: Call) -> Document:
    params, use = call.params, call.params["use_case"]
    account = reachable(call.state, params["account"])
    if account.aside["standing"] == CLOSED:
        raise invalid("This account is closed.", "account_closed")
    said = use.get(use["type"])
    if not said:
        raise invalid(f"use_case.{use['type']} is required.", "parameter_missing")
    link = open_link(call.state, account, said, LINK, use["type"])
    return link.document


def open_link(state: State, account: Record, said: Document, kind: str, use: str) -> Record:
    expires = state.clock.seconds() + _VALID_S
    link = state.records.add(
        LINK,
        "link",
        {
            "account": account.id,
            "expires_at": written(expires),
            "use_case": {"type": use, use: said} if kind == LINK else {"type": use},
        },
        aside={
            "expires": expires,
            "used": False,
            "account": account.id,
            "return_url": said.get("return_url") or said["refresh_url"],
            "refresh_url": said["refresh_url"],
        },
    )
    link.document["url"] = f"{state.address}/onboarding/{link.id}"
    shown = {name: value for name, value in link.document.items() if name != "id"}
    state.records.save(link)
    link.document = shown
    return link


def _create_first(call: Call) -> Document:
    account = reachable(call.state, call.params["account"])
    link = open_link(call.state, account, call.params, "account_link", "account_onboarding")
    at = call.state.clock.seconds()
    return {
        "object": "account_link",
        "created": at,
        "expires_at": at + _VALID_S,
        "url": link.document["url"],
    }


def usable(state: State, link: Record) -> bool:
    """Once, and soon: an old link leads back to who made it."""
    return not link.aside["used"] and state.clock.seconds() < link.aside["expires"]


def use_up(state: State, link: Record) -> None:
    link.aside["used"] = True
    state.records.save(link)


def submit(state: State, account: Record, *, name: str, country: str, number: str) -> None:
    """Everything that was asked for. With a test number of a bank that behaves in its way."""
    account.aside["name"], account.aside["country"] = name, country
    account.document["identity"]["country"] = country
    bank_accounts.add(
        state,
        account,
        number=number,
        country=country,
        currency=CURRENCIES.get(country, "usd"),
        holder=name,
    )
    change(state, account, submitted=True, needs=[])


def leave_half_done(state: State, account: Record) -> None:
    """The person is known, where to be paid is not."""
    left = [each for each in account.aside["needs"] if each["what"] == BANK]
    change(state, account, submitted=True, needs=left)


def restrict(state: State, account: Record) -> None:
    """Known, and not believed: a document is past due. Who comes back and completes is free."""
    left = [each for each in account.aside["needs"] if each["what"] == BANK]
    past = {"what": _DOCUMENT, "status": "past_due", "at": state.clock.seconds()}
    change(state, account, submitted=True, needs=[*left, past])


def returned(state: State, account: Record) -> None:
    """The person is back where they came from, whatever they have done here."""
    data = {"account_id": account.id, "configurations": ["recipient"]}
    tell_thin(state, "v2.core.account_link.returned", about_account(account.id), data=data)


def _session(call: Call) -> Document:
    account = reachable(call.state, call.params["account"])
    at = call.state.clock.seconds()
    session = call.state.records.add(
        "account_session",
        "accs",
        {
            "account": account.id,
            "client_secret": f"accs_secret__{account.id}",
            "expires_at": at + 1800,
        },
    )
    return {name: value for name, value in session.document.items() if name != "id"}


def _login(call: Call) -> Document:
    account = reachable(call.state, call.path["account"])
    if not account.aside["submitted"]:
        said = "Cannot create a login link for an account that has not completed onboarding."
        raise invalid(said, "account_onboarding_incomplete")
    at = call.state.clock.seconds()
    url = f"{call.state.address}/account/{account.id}"
    return {"object": "login_link", "created": at, "url": url}


OPERATIONS = {
    "post /v2/core/account_links": _create,
    "post /v1/account_links": _create_first,
    "post /v1/account_sessions": _session,
    "post /v1/accounts/{account}/login_links": _login,
}
