"""Licences for programs: what holds, whom it supplies, what was reported; naming and reporting."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.ledger.explaining.words import Answer, Use
from consent.licences import queries
from consent.licences.models import Licence, LicenceState
from consent.licences.recipients import actions as naming
from consent.licences.recipients import queries as recipients
from consent.licences.recipients.actions import NewRecipient
from consent.licences.reports import actions as reporting
from consent.licences.reports import queries as reports
from consent.licences.reports import schemas as report_schemas
from consent.licences.reports.new import TOKEN, Training
from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("licences:read", "Read your organisation's licences")
WRITE = api.Scope("licences:write", "Name end recipients; sign and report uses")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_licences", __name__, url_prefix="/api/v1/licences", description="Licences of clients"
)


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class LicenceSchema(Schema):
    id = fields.UUID(required=True)
    client_id = fields.UUID(required=True)
    state = fields.Enum(LicenceState, by_value=True, required=True)
    made_at = fields.AwareDateTime(required=True)
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class RecipientSchema(Schema):
    id = fields.UUID(required=True)
    name = fields.String(required=True)
    country = fields.String(required=True)
    purpose = fields.String(required=True)
    effective_on = fields.Date(
        required=True, metadata={"description": "The first day on which it may receive anything."}
    )
    ended_at = fields.AwareDateTime(required=True, allow_none=True)


class PeriodSchema(Schema):
    from_on = fields.Date(required=True)
    to_on = fields.Date(required=True)
    due_on = fields.Date(required=True)


class WholeLicenceSchema(LicenceSchema):
    starts_on = fields.Date(required=True, allow_none=True)
    ends_on = fields.Date(required=True, allow_none=True)
    uses = fields.Dict(
        keys=fields.Enum(Use, by_value=True),
        values=fields.Enum(Answer, by_value=True),
        required=True,
        metadata={"description": "What is not named is not allowed."},
    )
    document_hash = fields.String(required=True, allow_none=True)
    recipients = fields.List(fields.Nested(RecipientSchema), required=True)
    reports_due = fields.List(fields.Nested(PeriodSchema), required=True)


class NewRecipientSchema(_Asked):
    name = fields.String(required=True, validate=validate.Length(2, 200))
    country = fields.String(required=True, validate=validate.Regexp(r"^[A-Z]{2}$"))
    purpose = fields.String(required=True, validate=validate.Length(10, 500))


@blueprint.route("")
class Licences(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(LicenceSchema))
    def get(self, asked: api.PageAsked) -> cursors.Page[Any]:
        """Your organisation's licences, newest first"""
        return queries.page(db.session(), current_actor(), **asked)


@blueprint.route("/<uuid:licence_id>")
class OneLicence(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, WholeLicenceSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, licence_id: UUID) -> dict[str, Any]:
        """One licence, as last signed, with whom it supplies and what is to be reported"""
        return _whole(queries.licence(db.session(), licence_id, current_actor()))


@blueprint.route("/<uuid:licence_id>/recipients")
class Recipients(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewRecipientSchema)
    @blueprint.response(201, RecipientSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], licence_id: UUID) -> dict[str, Any]:
        """Name an end recipient

        Performers concerned are told at once; from `effective_on` on it may receive what they
        still allow.
        """
        actor = current_actor()
        named = naming.name_recipient(licence_id, NewRecipient(**form), actor=actor)
        return _recipient(recipients.recipient(db.session(), named, actor))


@blueprint.route("/<uuid:licence_id>/reports")
class Reports(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(api.PageQuery, location="query")
    @blueprint.response(200, api.page_schema(report_schemas.ReportSchema))
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: api.PageAsked, licence_id: UUID) -> cursors.Page[Any]:
        """What was reported, newest first, as it was signed"""
        session = db.session()
        licence = queries.licence(session, licence_id, current_actor())
        found = reports.page(session, licence.id, **asked)
        return cursors.Page([report_schemas.dumped(each) for each in found.items], found.next)

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(report_schemas.NewReportSchema)
    @blueprint.response(201, WholeLicenceSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], licence_id: UUID) -> dict[str, Any]:
        """Report what was used in a period that is over, signed by `name`

        It binds the client. Performers see it, and it stands in the rights ledger. Each model that
        was trained is named with the delivery that it was trained on and its cut-off: whoever was
        in that delivery gets a receipt. What is reported is never changed; a mistake is put right
        in the next report.
        """
        actor = current_actor()
        new = report_schemas.new_report(
            {**form, "trained": [Training(**each) for each in form["trained"]]}
        )
        reporting.report_uses(licence_id, new, form["name"], method=TOKEN, actor=actor)
        return _whole(queries.licence(db.session(), licence_id, actor))


def _whole(licence: Licence) -> dict[str, Any]:
    session = db.session()
    terms = queries.signed_terms(session, licence)
    shown = {name: getattr(licence, name) for name in LicenceSchema().fields}
    return shown | {
        "starts_on": terms.starts_on if terms else None,
        "ends_on": terms.ends_on if terms else None,
        "uses": terms.uses if terms else {},
        "document_hash": terms.document_hash if terms else None,
        "recipients": [_recipient(each) for each in recipients.recipients(session, licence.id)],
        "reports_due": reports.unreported(session, licence),
    }


def _recipient(named: recipients.Named) -> dict[str, Any]:
    row = named.recipient
    return {
        "id": row.id,
        "name": named.name,
        "country": row.country,
        "purpose": named.purpose,
        "effective_on": row.effective_on,
        "ended_at": row.ended_at,
    }
