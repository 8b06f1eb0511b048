"""What the form of a report and its API look like: shape and bounds only."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate
from werkzeug.datastructures import MultiDict

from consent.agreements.terms_form import items
from consent.ledger.explaining.words import Use
from consent.licences.breaches.schemas import Ids
from consent.licences.reports.new import MOST_RECORDINGS, MOST_TRAINED, NewReport, Training
from consent.licences.reports.queries import Whole
from foundation.api import shapes

LONGEST_MODEL = 200
LONGEST_NAME = 200
_ROW = ("model", "delivery", "cut_off")


class Trainings(fields.Field[list[Training]]):
    """Lines of a form; one that is empty says nothing, one that is half filled is asked about."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[Training]:
        rows = [row for row in value if any(row.values())]
        if not all(all(row.values()) for row in rows):
            raise ValidationError("Fill in model, delivery and cut-off together, or none of them.")
        if len(rows) > MOST_TRAINED:
            raise ValidationError(f"Name at most {MOST_TRAINED} models that were trained.")
        return [_training(row) for row in rows]


def _training(row: dict[str, str]) -> Training:
    if len(row["model"]) > LONGEST_MODEL:
        raise ValidationError(f"A model's name has at most {LONGEST_MODEL} characters.")
    try:
        delivery = UUID(row["delivery"])
    except ValueError:
        raise ValidationError("Choose one of the deliveries.") from None
    try:
        cut_off = date.fromisoformat(row["cut_off"])
    except ValueError:
        raise ValidationError("Write each cut-off as a day.") from None
    return Training(model=row["model"], delivery=delivery, cut_off=cut_off)


class Models(fields.Field[list[str]]):
    """Names with commas."""

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> list[str]:
        if len(str(value)) > 2000:
            raise ValidationError("Write at most 2,000 characters.")
        return items(str(value))


class ReportForm(Schema):
    class Meta:
        unknown = EXCLUDE

    from_on = fields.Date(required=True)
    uses = fields.List(fields.Enum(Use, by_value=True), load_default=list)
    models = Models(load_default=list)
    trained = Trainings(load_default=list)
    recordings = Ids(load_default=list)
    name = fields.String(
        required=True,
        validate=validate.Length(1, LONGEST_NAME, error="Type your name to sign."),
        error_messages={"required": "Type your name to sign."},
    )


def sent(form: MultiDict[str, str]) -> dict[str, Any]:
    """What was typed, with the lines about training put together."""
    columns = [[each.strip() for each in form.getlist(f"trained_{name}")] for name in _ROW]
    rows = [dict(zip(_ROW, row, strict=True)) for row in zip(*columns, strict=False)]
    return {**form.to_dict(), "uses": form.getlist("uses"), "trained": rows}


def new_report(form: Mapping[str, Any]) -> NewReport:
    """Of what either door has loaded: all but the name, which signs it."""
    said = {name: each for name, each in form.items() if name != "name"}
    return NewReport(**said)


class NewTrainingSchema(shapes.Body):
    model = shapes.line(LONGEST_MODEL)
    delivery = fields.UUID(
        required=True,
        metadata={"description": "The id of the delivery that it was trained on."},
    )
    cut_off = fields.Date(
        required=True, metadata={"description": "The last day from which data went in."}
    )


class NewReportSchema(shapes.Body):
    from_on = fields.Date(required=True, metadata={"description": "Of the first period due."})
    uses = fields.List(
        fields.Enum(Use, by_value=True),
        required=True,
        metadata={"description": "Empty where nothing was used."},
    )
    models = fields.List(
        fields.String(validate=validate.Length(1, LONGEST_MODEL)),
        load_default=list,
        validate=validate.Length(max=50),
        metadata={"description": "Used in another way than by training them."},
    )
    trained = fields.List(
        fields.Nested(NewTrainingSchema),
        load_default=list,
        validate=validate.Length(max=MOST_TRAINED),
        metadata={"description": "Needed where some kind of training is among the uses."},
    )
    recordings = fields.List(
        fields.UUID(),
        load_default=list,
        validate=validate.Length(max=MOST_RECORDINGS),
        metadata={"description": "Empty: about all that is held."},
    )
    name = shapes.line(LONGEST_NAME)
    """Of the owner who signs."""


class TrainingSchema(Schema):
    model = fields.String(required=True)
    delivery = fields.UUID(required=True)
    reference = fields.String(required=True)
    dataset = fields.UUID(required=True)
    dataset_name = fields.String(required=True)
    dataset_version = shapes.Whole(required=True)
    choice = fields.String(required=True)
    cut_off = fields.Date(required=True)


class ReportSchema(Schema):
    id = fields.UUID(required=True)
    from_on = fields.Date(required=True)
    to_on = fields.Date(required=True)
    due_on = fields.Date(required=True)
    reported_at = fields.AwareDateTime(required=True)
    uses = fields.List(fields.Enum(Use, by_value=True), required=True)
    models = fields.List(fields.String(), required=True)
    trained = fields.List(fields.Nested(TrainingSchema), required=True)
    about_all = fields.Boolean(required=True)
    signed_by = fields.UUID(required=True, allow_none=True)
    signed_as = fields.String(required=True, allow_none=True)
    method = fields.String(required=True, allow_none=True)
    document = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "As it was signed; older reports have none."},
    )
    document_hash = fields.String(required=True, allow_none=True)


def dumped(whole: Whole) -> dict[str, Any]:
    report, signed = whole.report, whole.signature
    said = {
        name: getattr(report, name)
        for name in ("id", "from_on", "to_on", "due_on", "reported_at", "models", "about_all")
    }
    return said | {
        "uses": whole.uses,
        "trained": [_shown(each) for each in whole.trained],
        "signed_by": signed.signed_by if signed else None,
        "signed_as": signed.signed_as if signed else None,
        "method": signed.method if signed else None,
        "document": signed.document.decode() if signed else None,
        "document_hash": signed.document_hash if signed else None,
    }


def _shown(each: Any) -> dict[str, Any]:
    names = ("model", "reference", "dataset_name", "dataset_version", "cut_off")
    said = {name: getattr(each, name) for name in names}
    ids = {"delivery": each.delivery_id, "dataset": each.dataset_id, "choice": each.choice_hash}
    return said | ids
