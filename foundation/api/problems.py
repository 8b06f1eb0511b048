"""What a refusal looks like to a program: documented once, for every operation."""

from marshmallow import Schema, fields


class ProblemSchema(Schema):
    """RFC 9457. `detail` is a sentence for people, `errors` names the fields that are wrong."""

    class Meta:
        title = "Problem"

    type = fields.String(required=True)
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    instance = fields.String(required=True, metadata={"description": "Its id in our log."})
    errors = fields.Dict(metadata={"description": "Messages by place and field."})
