"""The page behind an account link: who are you, and where should your money go?"""

import secrets

from payouts.sandbox.hosted.page import Form, Page, away, said, shown
from payouts.sandbox.objects import bank_accounts, onboarding
from payouts.sandbox.objects.accounts import KIND
from payouts.sandbox.records import Record
from payouts.sandbox.refusals import Refused
from payouts.sandbox.state import State

_NUMBERS = {
    "000123456789": "Works",
    "000111111113": "Closed: payouts to it fail when they should arrive",
    "000111111116": "Wrong: payouts to it arrive, and come back three days later",
}


def page(state: State, name: str) -> Page:
    """A link works once: opening it uses it up, and another visit leads back for a new one."""
    link = _link(state, name)
    if link is None:
        return _unknown()
    if not onboarding.usable(state, link):
        return away(link.aside["refresh_url"])
    link.aside["visit"] = secrets.token_hex(12)
    onboarding.use_up(state, link)
    return _form(state, link, {})


def submit(state: State, name: str, form: Form) -> Page:
    link = _link(state, name)
    if link is None:
        return _unknown()
    visit = link.aside.get("visit")
    if not visit or not secrets.compare_digest(visit.encode(), form.get("visit", "").encode()):
        return away(link.aside["refresh_url"])
    wrong = _wrong(form)
    if wrong:
        return _form(state, link, form, wrong)
    account = state.records.get(KIND, link.aside["account"])
    _ends(state, account, form)
    link.aside["visit"] = None
    state.records.save(link)
    return away(link.aside["return_url"])


def _ends(state: State, account: Record, form: Form) -> None:
    if form["ends"] == "half":
        onboarding.leave_half_done(state, account)
    elif form["ends"] == "restricted":
        onboarding.restrict(state, account)
    elif form["ends"] == "complete":
        name, country = form["name"].strip(), form["country"]
        onboarding.submit(state, account, name=name, country=country, number=form["number"])
    onboarding.returned(state, account)


def _wrong(form: Form) -> str:
    """A sentence for the person, or nothing. Who comes back later need not fill in anything."""
    if form.get("ends") not in ("complete", "half", "restricted", "later"):
        return "Say how this should end."
    if form["ends"] == "later":
        return ""
    if not form.get("name", "").strip():
        return "Enter your name."
    if form.get("country") not in onboarding.CURRENCIES:
        return "Choose the country you live in."
    if form.get("number") not in bank_accounts.NUMBERS:
        return "Choose a bank account."
    return ""


def _form(state: State, link: Record, given: Form, wrong: str = "") -> Page:
    account = state.records.get(KIND, link.aside["account"])
    return shown(
        "onboarding.html",
        422 if wrong else 200,
        wrong=wrong,
        given={"name": "", "country": account.aside["country"], "number": "", "ends": "", **given},
        visit=link.aside["visit"],
        action=f"/onboarding/{link.id}",
        countries=sorted(onboarding.CURRENCIES),
        numbers=_NUMBERS,
        needs=[each["what"] for each in account.aside["needs"]],
    )


def _link(state: State, name: str) -> Record | None:
    try:
        return state.records.get(onboarding.LINK, name)
    except Refused:
        return None


def _unknown() -> Page:
    return said("No such link", "This link leads nowhere. Ask for a new one where you came from.")
