"""Taxes in words."""

from collections.abc import Sequence
from functools import cache

from babel import Locale

from foundation.formats import kept_money, money
from foundation.money import Money
from payouts.taxes.models import Form, FormState
from payouts.taxes.passing_models import PassingState, Period
from payouts.taxes.thresholds import CURRENCY, TaxClass, YearRules

FORMS = {Form.W9: "Form W-9", Form.W8BEN: "Form W-8BEN"}
STATES = {
    FormState.ASKED: ("Asked for", "warn"),
    FormState.RECEIVED: ("Received at Stripe", "ok"),
    FormState.MISSING: ("Missing", "stop"),
}
PASSING = {
    PassingState.PROPOSED: ("Waits for a second person", "warn"),
    PassingState.NOTED: ("Noted", "ok"),
    PassingState.DROPPED: ("Dropped", "info"),
    PassingState.TAKEN_BACK: ("Taken back", "info"),
}
_MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
PERIODS = {
    Period.YEAR: "The whole year",
    Period.Q1: "January to March",
    Period.Q2: "April to June",
    Period.Q3: "July to September",
    Period.Q4: "October to December",
    **{Period(f"m{number:02d}"): name for number, name in enumerate(_MONTHS, 1)},
}
_GIVE_IT = "The form is given to Stripe, under Getting paid"
_NO_COUNTRY = frozenset(("EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"))


@cache
def countries() -> Sequence[tuple[str, str]]:
    """Codes with names, by name."""
    named = Locale("en").territories
    known = [
        (code, name)
        for code, name in named.items()
        if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
    ]
    return sorted(known, key=lambda each: each[1])


def month(number: int) -> str:
    return _MONTHS[number - 1]


def amount(of: Money) -> str:
    return money(of.amount_minor, of.currency)


def country(code: str) -> str:
    return dict(countries()).get(code, code)


def withheld_because(liable: Money, rules: YearRules) -> str:
    """For who is paid and who approves, as the two after it. It is kept: `formats.with_money`
    writes its amounts for whoever reads it."""
    liable_of = kept_money(liable.amount_minor, liable.currency)
    return (
        f"{_percent(rules)} of {liable_of} are withheld for the tax office in the payee's name,"
        f" because {FORMS[Form.W9]} is missing. {_table(rules)}"
        f" {_GIVE_IT}; what is approved once it is there is sent whole."
    )


def nothing_withheld_yet(rules: YearRules) -> str:
    return (
        f"{FORMS[Form.W9]} is missing. Nothing is withheld yet, but without it"
        f" {_percent(rules)} of a payment will have to be. {_table(rules)} {_GIVE_IT}."
    )


def nothing_withheld_of(currency: str, rules: YearRules) -> str:
    return (
        f"{FORMS[Form.W9]} is missing. Nothing is withheld of {currency}, because the table of"
        f" {rules.year} is in US dollars and nothing is converted. {_GIVE_IT}."
    )


def _percent(rules: YearRules) -> str:
    return f"{int(rules.rate * 100)} percent"


def _table(rules: YearRules) -> str:
    services, royalties = (
        kept_money(rules.from_minor[each], CURRENCY)
        for each in (TaxClass.SERVICES, TaxClass.ROYALTIES)
    )
    said = f"By the table of {rules.year} it begins at {services} a year, at {royalties} for"
    known = "" if rules.published else ", in the newest amounts known"
    return f"{said} royalties and uses{known}."
