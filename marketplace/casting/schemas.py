"""What the forms of casting look like: shape and bounds only."""

from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from foundation.money import decimals_of
from marketplace.casting.answering import ANSWERS
from marketplace.casting.models import DeclineReason
from marketplace.casting.noting import MOST_STARS
from marketplace.casting.terms import Proposed

MOST_WORDS = 2_000
SLOTS = ("slot_1", "slot_2", "slot_3")
_WRONG_AMOUNT = "Write an amount, such as 60 or 62.50."
_CHOOSE: dict[str, Any] = {
    "unknown": "Choose one of the list.",
    "required": "Choose one of the list.",
}


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class _Amount(fields.Decimal):
    def __init__(self) -> None:
        super().__init__(
            required=True,
            validate=validate.Range(0, 1_000_000, error=_WRONG_AMOUNT),
            error_messages={"invalid": _WRONG_AMOUNT, "special": _WRONG_AMOUNT},
        )


class _Moment(fields.NaiveDateTime):
    def __init__(self) -> None:
        wrong = "Choose a day and a time."
        super().__init__(
            format="%Y-%m-%dT%H:%M",
            load_default=None,
            allow_none=True,
            error_messages={"invalid": wrong, "format": wrong},
        )

    def _deserialize(self, value: Any, *more: Any, **and_more: Any) -> Any:
        return None if not str(value).strip() else super()._deserialize(value, *more, **and_more)


class _Id(fields.UUID):
    """Empty where nothing was chosen."""

    def __init__(self) -> None:
        super().__init__(load_default=None, allow_none=True)

    def _deserialize(self, value: Any, *more: Any, **and_more: Any) -> Any:
        return None if not str(value).strip() else super()._deserialize(value, *more, **and_more)


def _words(least: int) -> fields.String:
    wrong = f"Use {least} to {MOST_WORDS:,} characters."
    short = validate.Length(least, MOST_WORDS, error=wrong)
    return fields.String(load_default="", validate=short)


_APPLY = {
    "part": fields.String(required=True, error_messages={"required": "Choose a part."}),
    "note": _words(0),
    "upload_id": _Id(),
    "act": fields.String(load_default="save", validate=validate.OneOf(["save", "submit"])),
    **{name: _Moment() for name in SLOTS},
}


class ApplyForm(_Form.from_dict(_APPLY)):  # type: ignore[misc]
    pass


class AddressForm(_Form):
    address = fields.String(
        load_default="",
        validate=validate.Length(
            10, 300, error="Write street, postal code, town and country: 10 to 300 characters."
        ),
    )


class DeclineForm(_Form):
    reason = fields.Enum(DeclineReason, by_value=True, required=True, error_messages=_CHOOSE)


class TermsForm(_Form):
    hourly = _Amount()
    take = _Amount()


class OfferForm(TermsForm):
    days = fields.Integer(
        load_default=5,
        validate=validate.Range(2, 14, error="An offer stays open for 2 to 14 days."),
        error_messages={"invalid": "Write a number of days."},
    )


class MarkForm(_Form):
    stars = fields.Integer(
        required=True,
        validate=validate.Range(0, MOST_STARS, error=f"Give 0 to {MOST_STARS} stars."),
        error_messages={"invalid": f"Give 0 to {MOST_STARS} stars."},
    )
    tags = fields.String(
        load_default="", validate=validate.Length(max=200, error="Use at most 200 characters.")
    )


class NoteForm(_Form):
    text = _words(1)
    beside = _Id()


def state_from(value: str) -> Any:
    """An answer that the board moves to."""
    found = next((each for each in ANSWERS if each.value == value), None)
    if found is None:
        raise ValidationError({"state": ["Choose one of the buttons."]})
    return found


def ids_from(values: list[str]) -> list[UUID]:
    """What was ticked. Something else is no id of ours and moves nothing."""
    found = []
    for each in values:
        try:
            found.append(UUID(each))
        except ValueError:
            continue
    if not found:
        raise ValidationError({"chosen": ["Tick whom you mean first."]})
    return found


def proposed_from(form: dict[str, Any], currency: str) -> Proposed:
    """In minor units; finer than the currency is refused."""
    fine = {name: ["This is finer than its currency."] for name in ("hourly", "take")}
    found = {name: form[name] * 10 ** decimals_of(currency) for name in fine}
    wrong = {name: fine[name] for name, each in found.items() if each != each.to_integral_value()}
    if wrong:
        raise ValidationError(wrong)
    return Proposed(int(found["hourly"]), int(found["take"]))


def major(amount_minor: int, currency: str) -> str:
    """As it stands in a field."""
    decimals = decimals_of(currency)
    return f"{Decimal(amount_minor) / 10**decimals:.{decimals}f}"


def slots_from(form: dict[str, Any], zone: str) -> tuple[datetime, ...]:
    local = [form[name] for name in SLOTS if form[name] is not None]
    return tuple(each.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) for each in local)
