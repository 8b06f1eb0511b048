"""What the JSON about the ledger looks like."""

from marshmallow import Schema, fields

from consent.ledger.entries import EntryType


class CheckpointSchema(Schema):
    origin = fields.String(required=True, metadata={"description": "The ledger's name."})
    size = fields.Integer(required=True, metadata={"description": "How many entries it covers."})
    root = fields.String(required=True, metadata={"description": "The tree's root, in base64."})
    signed_at = fields.AwareDateTime(required=True)
    note = fields.String(
        required=True, metadata={"description": "The signed note, with its witnesses' lines."}
    )


class LedgerEntrySchema(Schema):
    id = fields.String(required=True)
    position = fields.Integer(required=True, metadata={"description": "Its place in the ledger."})
    type = fields.Enum(EntryType, by_value=True, required=True)
    thread = fields.String(required=True)
    n = fields.Integer(required=True, metadata={"description": "Its number in its thread."})
    prev = fields.String(
        required=True, metadata={"description": "Leaf hash of the entry before, in hexadecimal."}
    )
    time = fields.Date(required=True)
    actor = fields.String(required=True)
    terms = fields.String(required=True)
    commit = fields.String(
        required=True, metadata={"description": "Commitment to what is kept private."}
    )
    body = fields.String(
        required=True, metadata={"description": "The entry's own bytes, which are hashed."}
    )
    leaf = fields.String(required=True, metadata={"description": "Its leaf hash, in hexadecimal."})
    path = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Hashes up to the checkpoint's root, nearest first, in base64."},
    )
    checkpoint = fields.Nested(CheckpointSchema, required=True)
