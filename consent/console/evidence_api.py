"""Evidence and audit samples for programs: asked for, followed, and found."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, ValidationError, fields, validate, validates_schema

from consent.console import api as console_api
from consent.console.bundles.actions import ask_for_bundle
from consent.console.bundles.models import Bundle, BundleState, Scope
from consent.console.bundles.queries import bundle
from consent.console.samples import actions as sampling
from consent.console.samples import queries as samples
from consent.console.samples.models import Sample, SampleDraw
from foundation import api
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

READ = console_api.READ
WRITE = api.Scope("compliance:write", "Ask for evidence and audit samples; on record")
SCOPES = (WRITE,)
blueprint = api.ApiBlueprint(
    "api_evidence", __name__, url_prefix="/api/v1/compliance", description="Evidence"
)


class NewBundleSchema(Schema):
    class Meta:
        unknown = RAISE

    scope = fields.Enum(Scope, by_value=True, required=True)
    subject_id = fields.UUID(
        load_default=None,
        metadata={"description": "Of the recording, the person or the client."},
    )
    from_on = fields.Date(load_default=None, metadata={"description": "For a period."})
    to_on = fields.Date(load_default=None, metadata={"description": "Its last day."})
    opened = fields.Boolean(
        load_default=True,
        metadata={"description": "With what is private; whoever is in it is shown that."},
    )

    @validates_schema
    def whole(self, form: dict[str, Any], **_: Any) -> None:
        days = (form["from_on"], form["to_on"])
        of_period = form["scope"] is Scope.PERIOD
        if of_period and (None in days or form["subject_id"] or days[1] < days[0]):
            raise ValidationError("A period has a first day and a last, and no id.", "from_on")
        if not of_period and (form["subject_id"] is None or days != (None, None)):
            raise ValidationError("Give the id of what it is about, and no days.", "subject_id")


class EvidenceBundleSchema(Schema):
    id = fields.UUID(required=True)
    scope = fields.Enum(Scope, by_value=True, required=True)
    state = fields.Enum(BundleState, by_value=True, required=True)
    said = fields.String(
        required=True, metadata={"description": "Why it could not be made, or not yet."}
    )
    threads = fields.Integer(required=True)
    entries = fields.Integer(required=True)
    packed = fields.Integer(
        required=True,
        allow_none=True,
        metadata={"description": "Of these, while it is being made; null before that."},
    )
    size_bytes = fields.Integer(required=True)
    sha256 = fields.String(required=True, metadata={"description": "Empty until it is made."})
    asked_at = fields.AwareDateTime(required=True)
    made_at = fields.AwareDateTime(required=True, allow_none=True)


class NewSampleSchema(Schema):
    class Meta:
        unknown = RAISE

    purpose = fields.String(required=True, validate=validate.Length(3, 200))
    wanted = fields.Integer(required=True, validate=validate.Range(1, 200))


class AuditSampleSchema(Schema):
    id = fields.UUID(required=True)
    purpose = fields.String(required=True)
    wanted = fields.Integer(required=True)
    asked_at = fields.AwareDateTime(required=True)
    after_checkpoint = fields.Integer(required=True)
    checkpoint = fields.Integer(required=True, allow_none=True)
    seed = fields.String(required=True, allow_none=True)


@blueprint.route("/bundles")
class Bundles(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewBundleSchema)
    @blueprint.response(201, EvidenceBundleSchema)
    def post(self, form: dict[str, Any]) -> Bundle:
        """Ask for evidence

        It is made within seconds or minutes; read it until its state says so. The file itself is
        taken on its page.
        """
        actor = current_actor()
        period = (form["from_on"], form["to_on"]) if form["from_on"] else None
        about = (form["scope"], form["subject_id"])
        asked = ask_for_bundle(*about, period=period, opened=form["opened"], actor=actor)
        return bundle(db.session(), asked, actor)


@blueprint.route("/bundles/<uuid:bundle_id>")
class OneBundle(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, EvidenceBundleSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, bundle_id: UUID) -> Bundle:
        """How far a bundle is"""
        return bundle(db.session(), bundle_id, current_actor())


@blueprint.route("/samples")
class Samples(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, AuditSampleSchema(many=True))
    def get(self) -> list[dict[str, Any]]:
        """The newest samples, and by which checkpoint each was drawn"""
        current_actor().require_power(Power.READ_RIGHTS)
        return [_sample(*each) for each in samples.samples(db.session())]

    @blueprint.scope(WRITE.name)
    @blueprint.arguments(NewSampleSchema)
    @blueprint.response(201, AuditSampleSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any]) -> dict[str, Any]:
        """Ask for a sample

        The next checkpoint decides which entries are in it.
        """
        asked = sampling.ask_for_sample(form["purpose"], form["wanted"], actor=current_actor())
        return _sample(db.session().get_one(Sample, asked), None)


def _sample(sample: Sample, draw: SampleDraw | None) -> dict[str, Any]:
    asked = ("id", "purpose", "wanted", "asked_at", "after_checkpoint")
    return {
        **{name: getattr(sample, name) for name in asked},
        "checkpoint": draw.checkpoint if draw else None,
        "seed": draw.seed if draw else None,
    }
