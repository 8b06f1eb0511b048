"""What the forms about breaches look like: shape and bounds only."""

from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.licences.breaches.models import BreachOutcome

_ONE: dict[str, Any] = dict.fromkeys(("required", "unknown", "invalid_uuid"), "Choose one.")
_WHEN: dict[str, Any] = dict.fromkeys(("required", "invalid"), "Write a day and a time.")
MOST_RECORDINGS = 1000


def words(error: str, most: int = 5000) -> fields.String:
    return fields.String(
        required=True,
        validate=validate.Length(10, most, error=error),
        error_messages={"required": error},
    )


class Ids(fields.Field[list[UUID]]):
    """Recordings by their ids, one on a line or with commas."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[UUID]:
        found = str(value).replace(",", " ").split()
        if len(found) > MOST_RECORDINGS:
            raise ValidationError(f"Name at most {MOST_RECORDINGS:,} recordings.")
        try:
            return [UUID(each) for each in found]
        except ValueError:
            raise ValidationError("Write ids of recordings, one on a line.") from None


class BreachForm(Schema):
    class Meta:
        unknown = EXCLUDE

    client_id = fields.UUID(load_default=None, error_messages=_ONE)
    learned_at = fields.NaiveDateTime(required=True, error_messages=_WHEN)
    what = words("Say what happened, in 10 to 5,000 characters.")
    recordings = Ids(load_default=list)


class TellForm(Schema):
    class Meta:
        unknown = EXCLUDE

    seen = fields.Integer(required=True)
    told = words("Say what performers are to know, in 10 to 2,000 characters.", 2000)


class CloseForm(Schema):
    class Meta:
        unknown = EXCLUDE

    seen = fields.Integer(required=True)
    outcome = fields.Enum(BreachOutcome, by_value=True, required=True, error_messages=_ONE)
    closing = words("Say what came of it, in 10 to 2,000 characters.", 2000)
