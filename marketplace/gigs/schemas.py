"""What the forms look like: shape and bounds."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields, post_load, validate
from werkzeug.datastructures import MultiDict

from consent.ledger.explaining.words import Use
from consent.minimums.wishes import Intensity
from foundation.money import decimals_of
from marketplace.gigs.searching import Search
from marketplace.profiles.words import Emotion, Medium
from marketplace.requests.pay import FLOORS_PER_HOUR

CURRENCIES = tuple(sorted(FLOORS_PER_HOUR))
MANY = ("feelings", "uses", "without")
"""Fields of the search form that can be chosen several times."""
LONGEST_REASON = 500
_CHOOSE: dict[str, Any] = {"unknown": "Choose one of the list."}
_NO_DAY: dict[str, Any] = {"invalid": "Choose a day."}
_NO_AMOUNT: dict[str, Any] = {"invalid": "Write an amount, such as 60 or 62.50."}


def _one(kind: Any) -> Any:
    return fields.Enum(kind, by_value=True, error_messages=_CHOOSE)


class SearchForm(Schema):
    class Meta:
        unknown = EXCLUDE

    q = fields.String(validate=validate.Length(max=200, error="Use at most 200 characters."))
    language = fields.String(
        validate=validate.Regexp(
            r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", error="Write a code, such as en or pt-BR."
        )
    )
    medium = _one(Medium)
    feelings = fields.List(_one(Emotion))
    most_intense = _one(Intensity)
    uses = fields.List(_one(Use))
    without = fields.List(_one(Use))
    union = fields.Boolean(error_messages={"invalid": "Choose yes or leave it open."})
    least = fields.Decimal(
        error_messages=_NO_AMOUNT,
        validate=validate.Range(0, 1_000_000, error="Write an amount from 0 to 1,000,000."),
    )
    currency = fields.String(validate=validate.OneOf(CURRENCIES, error="Choose a currency."))
    from_on = fields.Date(error_messages=_NO_DAY)
    until_on = fields.Date(error_messages=_NO_DAY)
    sort = fields.String(validate=validate.OneOf(("newest", "best", "mine"), error="Choose one."))

    @post_load
    def _search(self, form: dict[str, Any], **_: Any) -> Search:
        return Search(
            words=form.get("q", ""),
            language=form.get("language", ""),
            medium=form.get("medium"),
            feelings=tuple(form.get("feelings", ())),
            most_intense=form.get("most_intense"),
            uses=tuple(form.get("uses", ())),
            without=tuple(form.get("without", ())),
            union=form.get("union", False),
            currency=form.get("currency", ""),
            least_hourly_minor=_minor(form),
            from_on=form.get("from_on"),
            until_on=_ordered(form),
            best=form.get("sort") == "best",
            mine=form.get("sort") == "mine",
        )


def _minor(form: Mapping[str, Any]) -> int | None:
    """An amount means nothing without its currency."""
    least: Decimal | None = form.get("least")
    if least is None:
        return None
    if "currency" not in form:
        raise ValidationError({"currency": ["Choose the currency of the amount."]})
    return int(least.scaleb(decimals_of(form["currency"])).to_integral_value())


def _ordered(form: Mapping[str, Any]) -> date | None:
    first, last = form.get("from_on"), form.get("until_on")
    if first and last and last < first:
        raise ValidationError({"until_on": ["Choose a day that is not before the first."]})
    return last


SEARCH_FORM = SearchForm()
"""Made once, because making it takes longer than reading a form with it."""


def asked_in(typed: MultiDict[str, str]) -> dict[str, Any]:
    """What a search's address says: names that the form knows, and nothing left empty."""
    said: dict[str, Any] = {}
    for name in SEARCH_FORM.fields if typed else ():
        values = [each.strip() for each in typed.getlist(name) if each.strip()]
        if values:
            said[name] = values if name in MANY else values[0]
    return said


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class ReasonForm(_Form):
    reason = fields.String(
        required=True,
        validate=[
            validate.Length(1, LONGEST_REASON, error=f"Use 1 to {LONGEST_REASON} characters."),
            validate.Regexp(r"[\s\S]*\S", error="Say why, in a sentence."),
        ],
    )


class ExtendForm(_Form):
    apply_by = fields.Date(required=True, error_messages=_NO_DAY)
