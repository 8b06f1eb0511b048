"""The kinds of fields that sections are made of: each with its bounds and what it says."""

from decimal import Decimal
from enum import StrEnum
from typing import Any

from babel import Locale, UnknownLocaleError
from marshmallow import ValidationError, fields, validate

MOST_WORDS = 5_000
MOST_LINES = 60
LARGEST_AMOUNT = 1_000_000


class Words(fields.String):
    """A sentence or several."""

    def __init__(self, ask: str = "", *, most: int = 200) -> None:
        super().__init__(
            **_needed(ask, ""),
            validate=validate.Length(
                1 if ask else 0, most, error=f"Use {most:,} characters at most."
            ),
        )


class Whole(fields.Integer):
    """A whole number within bounds."""

    def __init__(self, ask: str, least: int, most: int, *, usual: int | None = None) -> None:
        wrong = f"Write a whole number from {least:,} to {most:,}."
        super().__init__(
            **_needed(ask, usual),
            validate=validate.Range(least, most, error=wrong),
            error_messages={**_asked(ask), "invalid": wrong, "too_large": wrong},
        )


def _is_an_amount(amount: Decimal) -> None:
    if not 0 <= amount <= LARGEST_AMOUNT:
        raise ValidationError("Write an amount from 0 to 1,000,000.")


class Amount(fields.Decimal):
    """In units of the currency, as people write it: 60 or 12.50."""

    def __init__(self, ask: str = "") -> None:
        wrong = "Write an amount, such as 15 or 12.50."
        super().__init__(
            required=bool(ask),
            # A bound of a decimal would be written into the API's document as text.
            metadata={"minimum": 0, "maximum": LARGEST_AMOUNT},
            validate=_is_an_amount,
            error_messages={**_asked(ask), "invalid": wrong, "special": wrong},
        )


class Choice(fields.Enum[StrEnum]):
    """One of a closed set."""

    def __init__(self, kind: type[StrEnum], ask: str = "Choose one.", *, usual: Any = None) -> None:
        messages: dict[str, Any] = {"unknown": "Choose one of the list.", **_asked(ask)}
        super().__init__(kind, by_value=True, **_needed(ask, usual), error_messages=messages)


class Day(fields.Date):
    def __init__(self, ask: str) -> None:
        messages: dict[str, Any] = {"invalid": "Write a day, such as 2026-04-01.", **_asked(ask)}
        super().__init__(required=True, error_messages=messages)


class YesOrNo(fields.Boolean):
    def __init__(self, ask: str) -> None:
        super().__init__(
            required=True, error_messages={"invalid": "Answer yes or no.", **_asked(ask)}
        )


class Lines(fields.Field[tuple[str, ...]]):
    """Several short texts: one a line, or a list from a program."""

    def __init__(self, *, most_each: int = 300, between: str = "\n") -> None:
        texts = {"type": "array", "items": {"type": "string"}}
        super().__init__(load_default=(), metadata={"anyOf": [texts, {"type": "string"}]})
        self._most_each, self._between = most_each, between

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        given = value.split(self._between) if isinstance(value, str) else value
        if not isinstance(given, list) or not all(isinstance(each, str) for each in given):
            raise ValidationError("Write texts.")
        found = tuple(dict.fromkeys(each.strip() for each in given if each.strip()))
        if len(found) > MOST_LINES or any(len(each) > self._most_each for each in found):
            raise ValidationError(
                f"Write {MOST_LINES} at most, each of {self._most_each:,} characters at most."
            )
        return found


class Language(fields.String):
    """A tag such as en or pt-BR, of a language that there is a name for."""

    def __init__(self) -> None:
        super().__init__(required=True, error_messages=_asked("Say in which language."))

    def _deserialize(self, value: Any, *more: Any, **and_more: Any) -> str:
        said = str(super()._deserialize(value, *more, **and_more))
        try:
            found = Locale.parse(said, sep="-")
        except (UnknownLocaleError, ValueError):
            raise ValidationError("Write the language as a code, such as en or pt-BR.") from None
        return str(found).replace("_", "-")


def _needed(ask: str, usual: Any) -> dict[str, Any]:
    return {"required": True} if ask and usual is None else {"load_default": usual}


def _asked(ask: str) -> dict[str, Any]:
    return {"required": ask, "null": ask} if ask else {}
