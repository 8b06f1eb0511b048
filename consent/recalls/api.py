"""Recalls for the holder's machines: what waits, by file, and the answer."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask.views import MethodView
from marshmallow import RAISE, Schema, fields, validate

from consent.ledger.explaining.words import Attestation, RecallCause
from consent.recalls import answering, queries
from consent.recalls.having import files_by_delivery
from consent.recalls.models import Recall
from consent.recalls.schemas import HASH, MOST_FILES
from foundation import api, cursors
from foundation.database import db
from foundation.web import current_actor

READ = api.Scope("recalls:read", "Read recalls of what your organisation holds")
WRITE = api.Scope("recalls:write", "Answer recalls for your organisation")
SCOPES = (READ, WRITE)

blueprint = api.ApiBlueprint(
    "api_recalls", __name__, url_prefix="/api/v1/recalls", description="Recalls"
)


class RecallsQuery(api.PageQuery):
    unanswered = fields.Boolean(
        load_default=False,
        metadata={"description": "Only what waits for your answer, which is all that is new."},
    )


class RecallAnswerSchema(Schema):
    class Meta:
        unknown = RAISE

    answer = fields.Enum(Attestation, by_value=True, required=True)
    files = fields.List(
        fields.String(validate=HASH),
        required=True,
        validate=validate.Length(1, MOST_FILES),
        metadata={"description": "Every hash of the recall; of a partial answer what is gone."},
    )
    deliveries = fields.List(
        fields.UUID(),
        load_default=None,
        validate=validate.Length(1, MOST_FILES),
        metadata={
            "description": "Those whose copies you looked through: a file of which another has a"
            " copy too is refused. Without it you answer for all."
        },
    )


class RecallCopySchema(Schema):
    delivery_id = fields.UUID(required=True)
    files = fields.List(fields.String(), required=True)


class RecallSchema(Schema):
    id = fields.UUID(required=True)
    recording_id = fields.UUID(required=True)
    recipient_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "Your end recipient, where that holds the copy."},
    )
    cause = fields.Enum(RecallCause, by_value=True, required=True)
    files = fields.List(
        fields.String(),
        required=True,
        metadata={"description": "Hashes of whole files, and of members of shards."},
    )
    deliveries = fields.List(
        fields.UUID(), required=True, metadata={"description": "What they came with."}
    )
    copies = fields.List(
        fields.Nested(RecallCopySchema),
        required=True,
        metadata={"description": "Which of the files came with which delivery."},
    )
    opened_at = fields.AwareDateTime(required=True)
    use_ends_at = fields.AwareDateTime(
        required=True,
        metadata={
            "description": "From then on you use and offer it no more, as your licence says."
        },
    )
    stop_due_at = fields.AwareDateTime(
        required=True, metadata={"description": "By then you say that it is so."}
    )
    attest_due_at = fields.AwareDateTime(required=True)
    stopped_at = fields.AwareDateTime(required=True, allow_none=True)
    attested_at = fields.AwareDateTime(required=True, allow_none=True)
    follows_id = fields.UUID(
        required=True,
        allow_none=True,
        metadata={"description": "The recall whose partial answer left this rest."},
    )


@blueprint.route("")
class Recalls(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.arguments(RecallsQuery, location="query")
    @blueprint.response(200, api.page_schema(RecallSchema))
    def get(self, asked: dict[str, Any]) -> cursors.Page[Any]:
        """Recalls of what your organisation holds, newest first"""
        found = queries.page(db.session(), current_actor(), **asked)
        return cursors.Page(_told(found.items), found.next)


@blueprint.route("/<uuid:recall_id>")
class OneRecall(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, RecallSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    def get(self, recall_id: UUID) -> dict[str, Any]:
        """A recall, with the hash of each file"""
        found = queries.recall_of_ones_own(db.session(), recall_id, current_actor())
        return _told([found])[0]


@blueprint.route("/<uuid:recall_id>/stop")
class Stops(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.response(201, RecallSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, recall_id: UUID) -> dict[str, Any]:
        """Say that it is used and offered no more

        You stop within 1 day, as your licence says; that you did is said within 72 hours. What
        became of the copies is answered later.
        """
        answering.confirm_stop(recall_id, actor=current_actor())
        return _told([queries.recall(db.session(), recall_id, current_actor())])[0]


@blueprint.route("/<uuid:recall_id>/answer")
class Answers(MethodView):
    @blueprint.scope(WRITE.name)
    @blueprint.arguments(RecallAnswerSchema)
    @blueprint.response(201, RecallSchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def post(self, form: dict[str, Any], recall_id: UUID) -> dict[str, Any]:
        """Say what became of the copies

        A partial answer gives the recall that asks for the rest.
        """
        rest = answering.attest_recall(recall_id, **form, actor=current_actor())
        return _told([queries.recall(db.session(), rest or recall_id, current_actor())])[0]


_PLAIN = tuple(name for name in RecallSchema().fields if name not in ("deliveries", "copies"))


def _told(recalls: Sequence[Recall]) -> list[dict[str, Any]]:
    copies = files_by_delivery(db.session(), recalls)
    return [
        {name: getattr(each, name) for name in _PLAIN}
        | {
            "deliveries": list(copies[each.id]),
            "copies": [
                {"delivery_id": delivery, "files": sorted(files)}
                for delivery, files in copies[each.id].items()
            ],
        }
        for each in recalls
    ]
