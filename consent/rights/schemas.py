"""What the forms of performers look like: shape and bounds."""

import re
from typing import Any

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.ledger.explaining.forms import is_spelled
from consent.ledger.explaining.words import SuspensionCause, Use
from consent.rights.appealing import Kind
from consent.rights.queries import Shown

REASON_MOST = 500
NOTE_MOST = 4000
_DAY: dict[str, Any] = {"invalid": "Write a day, such as 2027-03-31."}


class _Form(Schema):
    class Meta:
        unknown = EXCLUDE


class ListQuery(_Form):
    state = fields.Enum(Shown, by_value=True, load_default=Shown.ALL)
    client = fields.UUID(load_default=None, allow_none=True)
    after = fields.String(load_default=None)


class WithdrawForm(_Form):
    reason = fields.String(
        load_default="",
        validate=validate.Length(max=REASON_MOST, error=f"Use at most {REASON_MOST} characters."),
    )
    agreement = fields.UUID(load_default=None, allow_none=True)
    client = fields.UUID(load_default=None, allow_none=True)


class _Subjects(fields.Field[frozenset[str]]):
    """Words with commas between them, such as politics, violence."""

    def __init__(self) -> None:
        super().__init__(load_default=frozenset())

    def _deserialize(self, value: object, *_: object, **__: object) -> frozenset[str]:
        found = frozenset(_spelled(each) for each in str(value).split(",") if each.strip())
        if not all(is_spelled("code", each) for each in found):
            raise self.make_error("spelling")
        return found

    default_error_messages = {
        "spelling": "Write words with commas between them, such as politics, self harm."
    }


def _spelled(typed: str) -> str:
    """As people type it, spelled as it is kept."""
    return re.sub(r"[ _-]+", "_", typed.strip().lower())


class NarrowForm(_Form):
    stop = fields.List(fields.Enum(Use, by_value=True), load_default=list)
    ends_on = fields.Date(load_default=None, error_messages=_DAY)
    excluded = _Subjects()


class AppealForm(_Form):
    against = fields.Enum(
        Kind,
        by_value=True,
        required=True,
        error_messages={"required": "Choose the decision.", "unknown": "Choose the decision."},
    )
    note = fields.String(
        required=True,
        validate=validate.Length(max=NOTE_MOST, error=f"Use at most {NOTE_MOST} characters."),
        error_messages={"required": "Say what is wrong with it."},
    )


class PauseForm(_Form):
    until = fields.Date(load_default=None, error_messages=_DAY)
    use = fields.Enum(Use, by_value=True, load_default=None)


class ResumeForm(_Form):
    uses = fields.List(
        fields.Enum(Use, by_value=True), required=True, validate=validate.Length(min=1)
    )


class PauseAllForm(_Form):
    until = fields.Date(load_default=None, error_messages=_DAY)
    cause = fields.Enum(SuspensionCause, by_value=True, required=True)
    client = fields.UUID(load_default=None, allow_none=True)
