"""What an answer to a recall looks like: shape and bounds only."""

from marshmallow import EXCLUDE, Schema, fields, validate

from consent.ledger.explaining.forms import PATTERNS
from consent.ledger.explaining.words import Attestation

MOST_FILES = 1000
HASH = validate.Regexp(f"^(?:{PATTERNS['sha256']})$", error="Write each hash as sha256:…")


class AnswerForm(Schema):
    class Meta:
        unknown = EXCLUDE

    answer = fields.Enum(
        Attestation,
        by_value=True,
        required=True,
        error_messages={"unknown": "Choose one.", "required": "Choose one."},
    )
    files = fields.List(
        fields.String(validate=HASH),
        required=True,
        validate=validate.Length(1, MOST_FILES, error="Tick the files that you mean."),
        error_messages={"required": "Tick the files that you mean."},
    )
