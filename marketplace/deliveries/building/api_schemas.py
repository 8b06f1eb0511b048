"""What programs send and read of deliveries."""

from marshmallow import Schema, fields

from marketplace.deliveries.building.models import DeliveryState
from marketplace.deliveries.choosing.api_schemas import DatasetFormSchema, EmptySplitSchema


class NewDatasetDeliverySchema(Schema):
    version_id = fields.UUID(required=True, metadata={"description": "Of a dataset."})
    recipient_id = fields.UUID(
        load_default=None,
        allow_none=True,
        metadata={"description": "An end recipient; without one, as the version was chosen for."},
    )
    form = fields.Nested(
        DatasetFormSchema,
        load_default=None,
        allow_none=True,
        metadata={"description": "Without one, as it was saved with the version."},
    )


class DatasetDeliverySchema(Schema):
    id = fields.UUID(required=True)
    reference = fields.String(required=True)
    state = fields.Enum(DeliveryState, by_value=True, required=True)
    dataset = fields.String(required=True)
    version = fields.Integer(required=True)
    version_id = fields.UUID(required=True)
    recipient_id = fields.UUID(required=True, allow_none=True)
    follows_id = fields.UUID(required=True, allow_none=True)
    asked_at = fields.AwareDateTime(required=True)
    delivered_at = fields.AwareDateTime(required=True, allow_none=True)
    done = fields.Integer(required=True, metadata={"description": "Takes that are made."})
    total = fields.Integer(required=True, metadata={"description": "Takes in it."})
    problem = fields.String(required=True, metadata={"description": "Empty where there is none."})
    manifest = fields.String(
        required=True, allow_none=True, metadata={"description": "The hash of its list of files."}
    )


class LeftOutOfDeliverySchema(Schema):
    because = fields.String(required=True)
    takes = fields.Integer(required=True)


class WholeDatasetDeliverySchema(DatasetDeliverySchema):
    stage = fields.String(required=True, metadata={"description": "What is being made now."})
    form = fields.Nested(DatasetFormSchema, required=True)
    takes = fields.Integer(required=True)
    left_out = fields.List(fields.Nested(LeftOutOfDeliverySchema), required=True)
    empty_splits = fields.List(
        fields.Nested(EmptySplitSchema),
        required=True,
        metadata={"description": "Splits that were asked for and have nothing in them."},
    )
    files = fields.Integer(required=True, metadata={"description": "0 before it is delivered."})
    size_bytes = fields.Integer(required=True)
