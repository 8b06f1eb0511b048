"""What is typed to mark a span."""

import re
from typing import Any

from marshmallow import EXCLUDE, Schema, ValidationError, fields

from marketplace.takes.checking.models import MarkKind

_CLOCK = re.compile(r"(?:(\d{1,3}):)?(\d{1,4})(?:[.,](\d{1,3}))?")


class Moment(fields.Field[int]):
    """Milliseconds, written as 1:02.5 or as 62.5."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        written = _CLOCK.fullmatch(str(value).strip())
        if written is None:
            raise ValidationError("Write minutes and seconds, such as 1:02.5.")
        minutes, seconds, part = written.groups()
        whole = int(minutes or 0) * 60 + int(seconds)
        return whole * 1_000 + int((part or "0").ljust(3, "0"))


_NEEDED: Any = {"required": "Write minutes and seconds, such as 1:02.5."}


class CutForm(Schema):
    class Meta:
        unknown = EXCLUDE

    begins = Moment(required=True, error_messages=_NEEDED)
    ends = Moment(required=True, error_messages=_NEEDED)


class SpanForm(CutForm):
    track = fields.UUID(
        required=True,
        error_messages={"required": "Choose a track.", "invalid_uuid": "Choose a track."},
    )
    kind = fields.Enum(
        MarkKind,
        by_value=True,
        required=True,
        error_messages={"required": "Say what it is.", "unknown": "Say what it is."},
    )
