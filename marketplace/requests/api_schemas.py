"""What programs send and get about scene requests. Sections are written as people type them."""

from typing import Any

from marshmallow import RAISE, Schema, fields, post_load, validate

from consent.ledger.explaining.words import Signature, Use
from foundation import api
from marketplace.requests.models import RequestKind, RequestState, Verdict
from marketplace.requests.schemas import SCHEMAS
from marketplace.requests.sections import Section


class NewRequestSchema(api.Body):
    kind = fields.Enum(RequestKind, by_value=True, load_default=RequestKind.SCENES)
    copied_from = fields.UUID(
        load_default=None,
        metadata={"description": "Begins as this one is now, without its days."},
    )


class _AsTyped:
    """Judged, and kept as it came: a draft is what somebody typed."""

    @post_load(pass_original=True)
    def _typed(self, _read: Any, original: Any, **_: Any) -> Any:
        return original


def _section(section: Section) -> fields.Nested:
    meta = type("Meta", (), {"unknown": RAISE})
    kind = type(f"{section.capitalize()}TypedSchema", (_AsTyped, SCHEMAS[section]), {"Meta": meta})
    return fields.Nested(kind(partial=True))


class RequestSectionsSchema(api.Body):
    brief = _section(Section.BRIEF)
    parts = _section(Section.PARTS)
    campaign = _section(Section.CAMPAIGN)
    recording = _section(Section.RECORDING)
    content = _section(Section.CONTENT)
    window = _section(Section.WINDOW)
    pay = _section(Section.PAY)
    usage = _section(Section.USAGE)


class RequestDraftBodySchema(api.Body):
    sections = fields.Nested(
        RequestSectionsSchema,
        required=True,
        metadata={"description": "Those that are sent are replaced whole; others stay."},
    )
    seen = fields.Dict(
        keys=fields.Enum(Section, by_value=True),
        values=fields.String(),
        load_default=dict,
        metadata={"description": "`marks` as you read them: what changed since is refused."},
    )


class PaperOptionSchema(Schema):
    use = fields.Enum(Use, by_value=True, required=True)
    price = fields.String(
        required=True,
        metadata={"description": "What stands in the agreement, as a request may price it anew."},
    )


class ChoosablePaperSchema(Schema):
    version_id = fields.UUID(required=True)
    name = fields.String(required=True)
    signature = fields.Enum(Signature, by_value=True, required=True)
    says = fields.List(
        fields.String(), required=True, metadata={"description": "The terms in plain words."}
    )
    options = fields.List(fields.Nested(PaperOptionSchema), required=True)


class RequestCostLineSchema(Schema):
    label = fields.String(required=True)
    amount_minor = fields.Integer(required=True)


class RequestCostSchema(Schema):
    currency = fields.String(required=True)
    lines = fields.List(fields.Nested(RequestCostLineSchema), required=True)
    pay_minor = fields.Integer(required=True)
    fee_minor = fields.Integer(required=True)
    total_minor = fields.Integer(required=True)


class RequestDraftSchema(Schema):
    sections = fields.Dict(keys=fields.String(), required=True)
    marks = fields.Dict(keys=fields.String(), values=fields.String(), required=True)
    findings = fields.Dict(
        keys=fields.String(),
        values=fields.String(),
        required=True,
        metadata={"description": "What keeps it from being submitted, by section and field."},
    )
    cost = fields.Nested(RequestCostSchema, required=True, allow_none=True)


class RequestSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.String(required=True, metadata={"description": "What people quote."})
    client_id = fields.UUID(required=True)
    kind = fields.Enum(RequestKind, by_value=True, required=True)
    state = fields.Enum(RequestState, by_value=True, required=True)
    made_at = fields.AwareDateTime(required=True)


class RequestVersionSchema(Schema):
    id = fields.UUID(required=True)
    number = fields.Integer(required=True)
    hash = fields.String(required=True)
    dated_at = fields.AwareDateTime(required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True, allow_none=True)
    notes = fields.Dict(keys=fields.String(), values=fields.String(), required=True)


class WholeRequestVersionSchema(RequestVersionSchema):
    content = fields.Dict(
        required=True, metadata={"description": "Exactly what the hash is of, as JSON."}
    )


class WholeRequestSchema(RequestSchema):
    versions = fields.List(fields.Nested(RequestVersionSchema), required=True)


class RequestReviewBodySchema(api.Body):
    version_id = fields.UUID(required=True)
    verdict = fields.Enum(Verdict, by_value=True, required=True)
    notes = fields.Dict(
        keys=fields.String(validate=validate.Length(1, 120)),
        values=fields.String(validate=validate.Length(1, 1_000)),
        load_default=dict,
        validate=validate.Length(max=200),
        metadata={"description": "By section and field, such as `pay.bonus_for`; to return it."},
    )


class RequestBudgetSchema(Schema):
    currency = fields.String(required=True)
    wanted_minor = fields.Integer(required=True)
    confirmed_minor = fields.Integer(required=True)
    committed_minor = fields.Integer(required=True)
    free_minor = fields.Integer(required=True)
