"""What somebody typed into the form of a choice, or what it shows before anybody typed."""

from typing import Any

from marshmallow import ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from foundation import forms
from foundation.cursors import place_in
from marketplace.deliveries.choosing.choice import Choice
from marketplace.deliveries.choosing.form import Form
from marketplace.deliveries.choosing.schemas import (
    TypedChoice,
    TypedForm,
    choice_from,
    form_from,
)
from marketplace.deliveries.choosing.showing import values_of

Args = MultiDict[str, str]
LONGEST_NAME, LONGEST_NOTE = 80, 500
_LISTS = ("uses", "requests", "languages", "styles", "labels")


class Noted(forms.Form):
    note = fields.String(
        load_default="",
        validate=validate.Length(max=LONGEST_NOTE, error="At most {max} characters."),
    )


class Named(Noted):
    name = forms.words(LONGEST_NAME, "Give the dataset a name.")


class Typed:
    """`saying` reads what is said beside the choice."""

    def __init__(self, typed: Args, saying: Noted | None = None) -> None:
        self._typed, self._saying = typed, saying or Noted()
        self.is_asked = True
        self.values: dict[str, Any] = {**typed.to_dict()}
        self.values |= {name: typed.getlist(name) for name in _LISTS}

    @classmethod
    def asked(cls, typed: Args, choice: Choice | None = None, form: Form | None = None) -> "Typed":
        """Where nothing was typed yet, what was saved last stands in the fields."""
        found = cls(typed)
        if "asked" in typed:
            return found
        found.is_asked = choice is not None
        found.values = values_of(choice or Choice(uses=()), form or Form())
        found._typed = _as_typed(found.values)
        return found

    def choice(self) -> Choice:
        """Raises ValidationError."""
        return choice_from(TypedChoice().load(self._typed))

    def form(self) -> Form:
        """Raises ValidationError."""
        return form_from(TypedForm().load(self._typed))

    def whole(self) -> dict[str, Any]:
        """What is said beside, once all of it can be read. Raises ValidationError with all that
        is wrong."""
        wrong: dict[str, Any] = {}
        said: dict[str, Any] = {}
        for schema in (self._saying, TypedChoice(), TypedForm()):
            try:
                found = schema.load(self._typed)
            except ValidationError as invalid:
                wrong |= invalid.messages_dict
            else:
                said = said or found
        if wrong:
            raise ValidationError(wrong)
        return said


def place_of(typed: str) -> int:
    """A number as somebody may have typed it into an address; 0 where there is none."""
    return place_in(typed) or 0


def _as_typed(values: dict[str, Any]) -> Args:
    """As a browser would send the fields that show them."""
    rows: list[tuple[str, str]] = []
    for name, value in values.items():
        if isinstance(value, tuple | list):
            rows += [(name, str(each)) for each in value]
        elif value is not None and value is not False:
            rows.append((name, "yes" if value is True else str(value)))
    return MultiDict(rows)
