"""Fetching as the API tells it."""

from marshmallow import Schema, fields


class DeliveryStandingSchema(Schema):
    id = fields.UUID(required=True)
    reference = fields.String(required=True)
    state = fields.String(required=True)
    manifest = fields.String(
        required=True,
        allow_none=True,
        metadata={"description": "The hash of manifest.json as it was handed over."},
    )
    delivered_at = fields.AwareDateTime(required=True, allow_none=True)
    follows = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The delivery that this one takes the place of."},
    )
    followed_by = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "A delta that takes its place, there or on its way."},
    )
    files = fields.Integer(required=True)
    bytes = fields.Integer(required=True)
    unavailable = fields.Integer(
        required=True, metadata={"description": "Files that may not be fetched any more."}
    )
    ended = fields.Integer(
        required=True,
        metadata={"description": "Recordings in it whose consent has ended or is paused."},
    )


class DeliveredFileSchema(Schema):
    id = fields.UUID(required=True)
    path = fields.String(required=True)
    kind = fields.String(required=True)
    sha256 = fields.String(required=True)
    bytes = fields.Integer(required=True)
    media_type = fields.String(required=True)
    available = fields.Boolean(required=True)
    why_not = fields.String(required=True, allow_none=True)


class FileLinkSchema(Schema):
    url = fields.String(
        required=True,
        metadata={"description": "Answers ranges; give it no token. A path is one of this site."},
    )
    expires_at = fields.AwareDateTime(required=True)


class DeltaOfferedSchema(Schema):
    ask = fields.String(required=True)
    delivery = fields.UUID(required=True, allow_none=True)


class FileShutSchema(Schema):
    """A problem, and what helps: POST to `delta.ask`, unless a delta is on its way already."""

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True)
    delta = fields.Nested(DeltaOfferedSchema)
