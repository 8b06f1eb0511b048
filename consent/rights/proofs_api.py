"""What proves one's rights, for programs: receipts, and certificates of destruction."""

from typing import Any
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue
from flask.views import MethodView
from marshmallow import Schema, fields

from consent.recalls import certificates
from consent.rights import receipts
from consent.rights.api import READ
from consent.signing.api import ReceiptSchema
from foundation import api
from foundation.database import db
from foundation.web import current_actor, settings

blueprint = api.ApiBlueprint(
    "api_rights_proofs", __name__, url_prefix="/api/v1/rights", description="Proofs of rights"
)


class RightReceiptSchema(ReceiptSchema):
    """ISO/IEC TS 27560:2023 for one event, with all that led to it."""

    recording = fields.UUID(required=True)
    agreement = fields.UUID(required=True)
    change = fields.String(required=True)
    says = fields.String(required=True)


class CertificateSchema(Schema):
    """What was destroyed, who answered what, and the entries of the ledger that prove it."""

    certificate = fields.String(required=True)
    recording = fields.UUID(required=True)
    performer = fields.UUID(required=True)
    written_at = fields.String(required=True)
    document = fields.String(
        required=True, metadata={"description": "The hash of the certificate as a PDF."}
    )
    ours = fields.List(fields.Dict(), required=True)
    holders = fields.List(fields.Dict(), required=True)
    entries = fields.List(fields.Dict(), required=True)


@blueprint.route("/<uuid:recording_id>/receipts/<string(length=22):entry_id>")
class Receipts(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, RightReceiptSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, recording_id: UUID, entry_id: str) -> dict[str, Any]:
        """The receipt of one thing that happened to your consent, by its entry in the ledger"""
        actor = current_actor()
        return receipts.receipt(db.session(), recording_id, entry_id, settings(), actor=actor)


@blueprint.route("/<uuid:recording_id>/certificate")
class Certificates(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CertificateSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def get(self, recording_id: UUID) -> dict[str, Any]:
        """The certificate that nothing of a recording is left, with every proof"""
        actor = current_actor()
        return certificates.for_programs(db.session(), recording_id, settings(), actor=actor)


@blueprint.route("/<uuid:recording_id>/certificate.pdf")
class CertificateDocuments(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.sends("application/pdf")
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def get(self, recording_id: UUID) -> ResponseReturnValue:
        """The same as a PDF to keep"""
        actor = current_actor()
        made = certificates.document(db.session(), recording_id, settings(), actor=actor)
        return Response(made, content_type="application/pdf")
