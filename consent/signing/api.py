"""One's own papers for programs: read them, refuse them, fetch receipts. Signing is done by a
person on the page, where what is shown is put on record."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import Schema, fields

from consent.ledger.explaining.words import Signature
from consent.signing import actions, proofs, queries
from consent.signing.models import AgreementState
from consent.signing.offers import Offer, offer_of
from consent.signing.reading import read_signed
from consent.signing.receipts import receipt_of
from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor, settings

READ = api.Scope("papers:read", "Read what you are asked to sign, and what you signed")
WRITE = api.Scope("papers:write", "Refuse what you are asked to sign")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_papers", __name__, url_prefix="/api/v1/papers", description="Papers to sign"
)


class OptionSchema(Schema):
    use = fields.String(required=True)
    price_minor = fields.Integer(required=True)


class PaperSchema(Schema):
    id = fields.UUID(required=True)
    engagement_id = fields.UUID(required=True, allow_none=True)
    client_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "Null while who it is was not told to you."},
    )
    signature = fields.Enum(Signature, by_value=True, required=True)
    optional = fields.Boolean(
        required=True, metadata={"description": "Whether refusing it changes nothing else."}
    )
    first_day = fields.Date(required=True)
    call_at = fields.AwareDateTime(required=True, allow_none=True)
    requested_at = fields.AwareDateTime(required=True)
    state = fields.Enum(AgreementState, by_value=True, required=True)
    answered_at = fields.AwareDateTime(required=True, allow_none=True)
    says = fields.List(
        fields.String(), required=True, metadata={"description": "The terms in plain words."}
    )
    options = fields.List(fields.Nested(OptionSchema), required=True)
    currency = fields.String(required=True, allow_none=True)
    locales = fields.List(fields.String(), required=True)


class ReceiptSchema(Schema):
    """ISO/IEC TS 27560:2023, and the proof of the entry in the rights ledger."""

    schema_version = fields.String(required=True)
    receipt_id = fields.UUID(required=True)
    created = fields.String(required=True)
    record = fields.Dict(required=True)
    processing = fields.List(fields.Dict(), required=True)
    pii = fields.List(fields.Dict(), required=True)
    parties = fields.List(fields.Dict(), required=True)
    events = fields.List(fields.Dict(), required=True)
    proof = fields.Dict(required=True)


@blueprint.route("")
class Papers(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(PaperSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """What you are asked to sign, newest first"""
        found = queries.page(db.session(), current_actor().id, **asked)
        return cursors.Page([_shown(each) for each in found.items], found.next)


@blueprint.route("/<uuid:agreement_id>")
class OnePaper(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, PaperSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, agreement_id: UUID) -> dict[str, Any]:
        """One paper

        Reading it here does not count as being shown it: that happens on its page.
        """
        session = db.session()
        return _shown(offer_of(session, queries.own(session, agreement_id, current_actor())))


@blueprint.route("/<uuid:agreement_id>/refusal")
class Refusing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(200, PaperSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, agreement_id: UUID) -> dict[str, Any]:
        """Refuse a paper

        Until its last day you can still sign it on its page.
        """
        actions.refuse(agreement_id, actor=current_actor())
        session = db.session()
        return _shown(offer_of(session, queries.own(session, agreement_id, current_actor())))


@blueprint.route("/<uuid:agreement_id>/receipt")
class Receipt(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, ReceiptSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, agreement_id: UUID) -> dict[str, Any]:
        """The receipt of a signature"""
        found = read_signed(agreement_id, actor=current_actor())
        proof = proofs.proof_of(db.session(), found.kept)
        return {**receipt_of(found, settings()), "proof": proof}


def _shown(offer: Offer) -> dict[str, Any]:
    asked, plan = offer.agreement, offer.planned
    return {
        **{name: getattr(asked, name) for name in PaperSchema().fields if hasattr(asked, name)},
        "client_id": asked.client_id if offer.client_is_named else None,
        "signature": offer.signature,
        "says": list(offer.sentences),
        "options": [
            {"use": use.value, "price_minor": (plan.prices or {})[use]}
            for use in offer.optional_uses
        ],
        "currency": plan.currency,
        "locales": [text.locale for text in offer.texts],
    }
