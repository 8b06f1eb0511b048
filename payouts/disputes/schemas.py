"""What is typed when a dispute is answered."""

from marshmallow import EXCLUDE, Schema, fields, validate

from payouts.disputes.models import Shows

_SHOWS = "Choose what the file shows."
MOST = 5_000
"""Banks read a few pages; Stripe takes 150,000 letters in all."""
MOST_BECAUSE = 500


def _words(say: str, most: int = MOST) -> fields.String:
    return fields.String(
        required=True,
        validate=[
            validate.Regexp(r"[\s\S]*\S", error=say),
            validate.Length(1, most, error=f"At most {most} letters."),
        ],
        error_messages={"required": say},
    )


class AnswerForm(Schema):
    class Meta:
        unknown = EXCLUDE

    product = _words("Say what the client paid for.")
    happened = _words("Say what speaks against the dispute.")
    policy = fields.String(
        load_default="", validate=validate.Length(0, MOST, error=f"At most {MOST} letters.")
    )
    service_on = fields.Date(
        load_default=None, error_messages={"invalid": "Choose a day, or leave it empty."}
    )


class SendForm(Schema):
    class Meta:
        unknown = EXCLUDE

    version = fields.Integer(
        required=True, error_messages={"required": "Read the answer again, and send it there."}
    )


class FileForm(Schema):
    class Meta:
        unknown = EXCLUDE

    shows = fields.Enum(
        Shows,
        by_value=True,
        required=True,
        error_messages={"required": _SHOWS, "unknown": _SHOWS},
    )


class AcceptForm(Schema):
    class Meta:
        unknown = EXCLUDE

    because = _words("Write a few words about why.", MOST_BECAUSE)
