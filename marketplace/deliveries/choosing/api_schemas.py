"""What programs send and get of datasets."""

from typing import Any

from marshmallow import RAISE, Schema, fields, validate

from foundation.api.shapes import Body, Whole, line
from marketplace.deliveries.choosing.chosen import MOST_TOLD_APART
from marketplace.deliveries.choosing.form import Split
from marketplace.deliveries.choosing.reasons import Because
from marketplace.deliveries.choosing.schemas import (
    MOST_SECONDS,
    MOST_SPEAKERS,
    ChoiceSchema,
    FormSchema,
)
from marketplace.deliveries.choosing.typed import LONGEST_NAME, LONGEST_NOTE

MOST_LISTED = 10_000
MOST_VERSIONS = 2**31 - 1


def _between(least: int, most: int) -> fields.Integer:
    return fields.Integer(load_default=None, allow_none=True, validate=validate.Range(least, most))


class DatasetChoiceSchema(ChoiceSchema):
    class Meta:
        unknown = RAISE


class DatasetFormSchema(FormSchema):
    class Meta:
        unknown = RAISE


class DatasetChoiceQuery(ChoiceSchema):
    """The same as an address says it: numbers as their digits."""

    class Meta:
        unknown = RAISE

    least_speakers = _between(1, MOST_SPEAKERS)
    most_speakers = _between(1, MOST_SPEAKERS)
    least_seconds = _between(0, MOST_SECONDS)
    most_seconds = _between(0, MOST_SECONDS)
    least_overall = _between(1, 5)
    no_subjects = fields.Boolean(
        load_default=False,
        metadata={"description": "None of the subjects that performers exclude."},
    )


class SavedVersionBodySchema(Body):
    choice = fields.Nested(DatasetChoiceSchema, required=True)
    form = fields.Nested(DatasetFormSchema, load_default=lambda: DatasetFormSchema().load({}))
    note = fields.String(load_default="", validate=validate.Length(max=LONGEST_NOTE))


class NewDatasetSchema(SavedVersionBodySchema):
    name = line(LONGEST_NAME)


class NewVersionSchema(SavedVersionBodySchema):
    seen = Whole(
        required=True,
        validate=validate.Range(1, MOST_VERSIONS),
        metadata={"description": "The newest version that you know: another one is refused."},
    )


class DatasetVersionSchema(Schema):
    id = fields.UUID(required=True, metadata={"description": "As a delivery is asked for by."})
    number = fields.Integer(required=True)
    hash = fields.String(required=True, metadata={"description": "Of the choice."})
    takes = fields.Integer(
        required=True, metadata={"description": "How many it held when it was saved."}
    )
    length_ms = fields.Integer(required=True)
    note = fields.String(required=True)
    made_by = fields.UUID(required=True)
    made_at = fields.AwareDateTime(required=True)


class WholeDatasetVersionSchema(DatasetVersionSchema):
    choice = fields.Nested(DatasetChoiceSchema, required=True)
    form = fields.Nested(DatasetFormSchema, required=True)


class DatasetSchema(Schema):
    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    number = fields.Integer(required=True, metadata={"description": "Of the newest version."})
    takes = fields.Integer(required=True)
    length_ms = fields.Integer(required=True)
    hash = fields.String(required=True)


class WholeDatasetSchema(Schema):
    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    name = fields.String(required=True)
    created_at = fields.AwareDateTime(required=True)
    versions = fields.List(fields.Nested(DatasetVersionSchema), required=True)


class EarnedByTakesSchema(Schema):
    amount_minor = fields.Integer(required=True)
    currency = fields.String(required=True)


class LeftOutSchema(Schema):
    because = fields.Enum(Because, by_value=True, required=True)
    sentence = fields.String(required=True)
    takes = fields.Integer(required=True)


class ChoiceCountsSchema(Schema):
    takes = fields.Integer(required=True)
    length_ms = fields.Integer(required=True)
    earned = fields.List(
        fields.Nested(EarnedByTakesSchema),
        required=True,
        metadata={"description": "By the performers, with these takes so far."},
    )
    left_out = fields.List(
        fields.Nested(LeftOutSchema),
        required=True,
        metadata={"description": "Each take is counted once, by the first reason that holds."},
    )


class EmptySplitSchema(Schema):
    split = fields.Enum(Split, by_value=True, required=True)
    because = fields.String(required=True)


class VersionCountsSchema(ChoiceCountsSchema):
    empty_splits = fields.List(
        fields.Nested(EmptySplitSchema),
        required=True,
        metadata={
            "description": "Splits of its form in which nothing would be if it were built now. Not"
            f" worked out for more than {MOST_TOLD_APART} takes."
        },
    )


class DatasetTakeSchema(Schema):
    id = fields.UUID(required=True)
    booking_id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    begun_at = fields.AwareDateTime(required=True)
    accepted_ms = fields.Integer(required=True, allow_none=True)
    speakers = fields.Integer(required=True, allow_none=True)
    recordings = fields.List(fields.UUID(), required=True)


class DifferenceQuery(Schema):
    class Meta:
        unknown = RAISE

    earlier = fields.Integer(required=True, validate=validate.Range(1, MOST_VERSIONS))
    later = fields.Integer(required=True, validate=validate.Range(1, MOST_VERSIONS))


class RemovedTakeSchema(Schema):
    id = fields.UUID(required=True)
    because = fields.Enum(Because, by_value=True, required=True, allow_none=True)
    sentence = fields.String(required=True)


class ChangedFieldSchema(Schema):
    field = fields.String(required=True)
    before = fields.Raw(required=True, allow_none=True)
    after = fields.Raw(required=True, allow_none=True)


def _listed(kind: Any) -> fields.List[Any]:
    return fields.List(
        kind, required=True, metadata={"description": f"The first {MOST_LISTED} of them."}
    )


class DatasetDifferenceSchema(Schema):
    added_takes = fields.Integer(required=True)
    removed_takes = fields.Integer(required=True)
    added = _listed(fields.UUID())
    removed = _listed(fields.Nested(RemovedTakeSchema))
    changed = fields.List(fields.Nested(ChangedFieldSchema), required=True)
