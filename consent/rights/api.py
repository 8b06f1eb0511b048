"""One's own rights for programs: what is allowed, and stopping it."""

from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.ledger.explaining.forms import PATTERNS
from consent.ledger.explaining.words import Use
from consent.recordings.models import Recording
from consent.rights import one_use, pausing, queries
from consent.rights.allowing import Allowed, allowed
from consent.rights.cards import Card, Paper, cards
from consent.rights.narrowing import Narrowing, narrow_recording
from consent.rights.queries import Shown
from consent.rights.schemas import REASON_MOST
from consent.rights.withdrawing import withdraw_recording
from consent.terms.purpose import Purpose
from foundation import api, cursors
from foundation.api.shapes import Whole
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("rights:read", "Read what you allow for each of your recordings")
WRITE = api.Scope("rights:write", "Narrow, pause, resume and withdraw what you allow")
SCOPES = (READ, WRITE)


def _pattern(form: str) -> validate.Regexp:
    return validate.Regexp(rf"{PATTERNS[form]}\Z")


blueprint = api.ApiBlueprint(
    "api_rights", __name__, url_prefix="/api/v1/rights", description="Rights"
)


class _Asked(Schema):
    class Meta:
        unknown = RAISE


class RightsQuery(api.PageQuery):
    state = fields.Enum(Shown, by_value=True, load_default=Shown.ALL)
    client_id = fields.UUID(load_default=None)


class PurposeQuery(_Asked):
    use = fields.Enum(Use, by_value=True, required=True)
    client_id = fields.UUID(required=True)
    recipient_id = fields.UUID(load_default=None)
    end_product = fields.String(load_default=None, validate=_pattern("code"))
    territory = fields.String(load_default=None, validate=_pattern("place"))
    model = fields.String(load_default=None, validate=validate.Length(1, 200))


class RightWithdrawalSchema(_Asked):
    reason = fields.String(
        load_default=None, validate=[validate.Length(1, REASON_MOST), validate.Regexp(r"[\s\S]*\S")]
    )
    agreement_id = fields.UUID(load_default=None)


class RightNarrowingSchema(_Asked):
    stop = fields.List(fields.Enum(Use, by_value=True), load_default=list)
    ends_on = fields.Date(load_default=None)
    excluded = fields.List(fields.String(validate=_pattern("code")), load_default=list)


class RightSuspensionSchema(_Asked):
    until = fields.Date(load_default=None)
    uses = fields.List(
        fields.Enum(Use, by_value=True), load_default=None, validate=validate.Length(min=1)
    )


class RightResumptionSchema(_Asked):
    uses = fields.List(
        fields.Enum(Use, by_value=True),
        load_default=None,
        validate=validate.Length(min=1),
        metadata={"description": "Your pauses of exactly these; without them, all your pauses."},
    )


class RightPaperSchema(Schema):
    agreement_id = fields.UUID(required=True)
    called = fields.String(required=True)
    state = fields.String(required=True)
    uses = fields.List(fields.Enum(Use, by_value=True), required=True)
    ends_on = fields.Date(required=True)
    limits = fields.List(fields.String(), required=True)
    thread = fields.String(required=True)


class RightCopySchema(Schema):
    who = fields.String(required=True)
    since = fields.AwareDateTime(required=True)


class RightTrainedSchema(Schema):
    model = fields.String(required=True)
    client = fields.UUID(required=True, attribute="client_id")
    who = fields.String(
        required=True, metadata={"description": "Who trained it: the client, or one it supplies."}
    )
    delivery = fields.UUID(required=True)
    dataset = fields.String(required=True)
    version = Whole(required=True, metadata={"description": "Of the dataset."})
    cut_off = fields.Date(
        required=True, metadata={"description": "The last day from which data went in."}
    )
    uses = fields.List(fields.Enum(Use, by_value=True), required=True)
    from_on = fields.Date(required=True)
    to_on = fields.Date(required=True)
    reported_at = fields.AwareDateTime(required=True)


class RightSchema(Schema):
    recording_id = fields.UUID(required=True)
    title = fields.String(required=True)
    client_id = fields.UUID(required=True)
    state = fields.String(required=True)
    agreements = fields.List(fields.Nested(RightPaperSchema), required=True)
    copies = fields.List(fields.Nested(RightCopySchema), required=True)
    trained = fields.List(
        fields.Nested(RightTrainedSchema),
        required=True,
        metadata={"description": "Models that clients reported to have trained on it."},
    )


class RightAllowedSchema(Schema):
    allowed = fields.Boolean(
        required=True, metadata={"description": "By you. Using it takes everybody's consent."}
    )
    reasons = fields.List(fields.String(), required=True)


@blueprint.route("")
class Rights(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(RightsQuery, location="query")
    @blueprint.response(200, api.page_schema(RightSchema))
    def get(self, asked: dict[str, Any]) -> cursors.Page[Any]:
        """Your recordings and what you allow for each, newest first"""
        session, actor = db.session(), current_actor()
        found = queries.page(session, actor.id, shown=asked.pop("state"), **asked)
        return cursors.Page(_shown_all(found.items), found.next)


@blueprint.route("/<uuid:recording_id>")
class OneRight(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, RightSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, recording_id: UUID) -> dict[str, Any]:
        """One recording"""
        return _shown(recording_id)


@blueprint.route("/<uuid:recording_id>/allowed")
class AllowedNow(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(PurposeQuery, location="query")
    @blueprint.response(200, RightAllowedSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, asked: dict[str, Any], recording_id: UUID) -> Allowed:
        """Whether you allow a purpose now, and why not"""
        client, recipient = asked.pop("client_id"), asked.pop("recipient_id")
        purpose = Purpose(client=client, recipient=recipient, **asked)
        return allowed(db.session(), recording_id, purpose, actor=current_actor())


@blueprint.route("/<uuid:recording_id>/withdrawal")
class Withdrawing(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RightWithdrawalSchema)
    @blueprint.response(200, RightSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], recording_id: UUID) -> dict[str, Any]:
        """Withdraw your consent

        Of one agreement, or of all. It holds at once and cannot be taken back.
        """
        withdraw_recording(
            recording_id,
            agreement_id=form["agreement_id"],
            reason=form["reason"],
            actor=current_actor(),
        )
        return _shown(recording_id)


@blueprint.route("/<uuid:recording_id>/narrowing")
class NarrowingIt(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RightNarrowingSchema)
    @blueprint.response(200, RightSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], recording_id: UUID) -> dict[str, Any]:
        """Allow less: stop uses, end earlier, exclude subjects"""
        narrowing = Narrowing(
            stopped=frozenset(form["stop"]),
            ends_on=form["ends_on"],
            excluded=frozenset(form["excluded"]),
        )
        narrow_recording(recording_id, narrowing, actor=current_actor())
        return _shown(recording_id)


@blueprint.route("/<uuid:recording_id>/suspension")
class Suspending(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RightSuspensionSchema)
    @blueprint.response(200, RightSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], recording_id: UUID) -> dict[str, Any]:
        """Pause it, in whole or for some uses, until a day or until you resume it"""
        uses = None if form["uses"] is None else frozenset(form["uses"])
        pausing.suspend_recording(
            recording_id, until=form["until"], uses=uses, actor=current_actor()
        )
        return _shown(recording_id)


@blueprint.route("/<uuid:recording_id>/resumption")
class Resuming(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RightResumptionSchema, required=False)
    @blueprint.response(200, RightSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], recording_id: UUID) -> dict[str, Any]:
        """Resume what you paused, in whole or for some uses"""
        if form["uses"] is None:
            pausing.resume_recording(recording_id, actor=current_actor())
        else:
            one_use.resume_uses(recording_id, frozenset(form["uses"]), actor=current_actor())
        return _shown(recording_id)


def _shown(recording_id: UUID) -> dict[str, Any]:
    found = queries.recording_of(db.session(), recording_id, current_actor())
    return _shown_all([found])[0]


def _shown_all(recordings: Any) -> list[dict[str, Any]]:
    found: list[Recording] = list(recordings)
    return [_said(card) for card in cards(db.session(), current_actor().id, found)]


def _said(card: Card) -> dict[str, Any]:
    return {
        "recording_id": card.recording.id,
        "title": card.title,
        "client_id": card.recording.client_id,
        "state": card.state[0],
        "agreements": [_paper(paper) for paper in card.papers],
        "copies": card.copies,
        "trained": card.trained,
    }


def _paper(paper: Paper) -> dict[str, Any]:
    return {
        "agreement_id": paper.grant.agreement_id,
        "called": paper.called,
        "state": paper.state,
        "uses": paper.allows,
        "ends_on": paper.right.ends_on,
        "limits": paper.limits,
        "thread": paper.grant.thread,
    }
