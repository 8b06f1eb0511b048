"""What the form of a paper looks like: shape and bounds. Elsewhere is what must be answered."""

from collections.abc import Mapping
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.ledger.explaining.words import PostMortem, Representation, Use
from consent.signing.answers import Answers

LONGEST_NAME = 200
_YES, _NO = "yes", "no"
_LINE = validate.Regexp(
    r"[^\x00-\x1f\x7f\u2028-\u202e\u2066-\u2069]*\Z", error="Use one line of plain letters."
)
"""Nothing that turns the order of what is read around it."""


def _line() -> fields.String:
    short = validate.Length(max=LONGEST_NAME, error=f"Use at most {LONGEST_NAME} characters.")
    return fields.String(load_default="", validate=[short, _LINE])


def _choice(*words: str) -> fields.String:
    wrong = "Choose one of the list."
    return fields.String(load_default="", validate=validate.OneOf(["", *words], error=wrong))


_FIELDS = {
    "seen": fields.String(load_default=""),
    "name": _line(),
    "representation": _choice(*Representation),
    "represented_by": _line(),
    "post_mortem": _choice(*PostMortem),
    "executor": _line(),
    **{f"use_{use}": _choice(_YES, _NO) for use in Use},
}


class AnswerForm(Schema.from_dict(_FIELDS)):  # type: ignore[misc]
    class Meta:
        unknown = EXCLUDE


def answers_from(form: Mapping[str, Any]) -> Answers:
    """Of a form whose every field has the shape that it should have."""
    said = {use: form[f"use_{use}"] for use in Use}
    return Answers(
        name=form["name"].strip(),
        uses={use: each == _YES for use, each in said.items() if each},
        representation=Representation(form["representation"]) if form["representation"] else None,
        represented_by=form["represented_by"].strip(),
        post_mortem=PostMortem(form["post_mortem"]) if form["post_mortem"] else None,
        executor=form["executor"].strip(),
    )
