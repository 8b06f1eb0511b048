"""The ledger for programs that prefer JSON. What it says is proven by the same bytes."""

from typing import Any

from flask.views import MethodView

from consent.keeping import places
from consent.ledger import publishing
from consent.ledger.checkpoints import Checkpoint
from consent.ledger.entries import Entry
from consent.ledger.merkle import leaf_hash
from consent.ledger.notes import parse
from consent.ledger.proving import Proven, prove
from consent.ledger.signing import newest_row
from consent.ledger.strict import encode_base64
from consent.serving.schemas import CheckpointSchema, LedgerEntrySchema
from foundation import api
from foundation.database import db
from foundation.errors import NotYet
from foundation.web import settings

READ = api.Scope("ledger:read", "Read the rights ledger and its proofs")
SCOPES = (READ,)

blueprint = api.ApiBlueprint(
    "api_ledger", __name__, url_prefix="/api/v1/ledger", description="Rights ledger"
)


class NothingSigned(NotYet):
    message = "The ledger has not signed anything yet."


@blueprint.route("/checkpoint")
class NewestCheckpoint(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, CheckpointSchema)
    @blueprint.alt_response(409, "CONFLICT")
    def get(self) -> dict[str, Any]:
        """The newest signed checkpoint"""
        session = db.session()
        newest, note = newest_row(session), publishing.newest_note(session)
        if newest is None or note is None:
            raise NothingSigned(2)
        return _checkpoint(note) | {"signed_at": newest.signed_at}


@blueprint.route("/entries/<string(length=22):entry_id>")
class OneEntry(MethodView):
    @blueprint.scope(READ.name)
    @blueprint.response(200, LedgerEntrySchema)
    @blueprint.alt_response(404, "NOT_FOUND")
    @blueprint.alt_response(409, "CONFLICT")
    def get(self, entry_id: str) -> dict[str, Any]:
        """An entry with its proof

        409 while no signed checkpoint covers it: `Retry-After` says when to ask again.
        """
        return _proven(prove(db.session(), entry_id, places.policy(settings())))


def _proven(found: Proven) -> dict[str, Any]:
    proof, entry = found.proof, Entry.parse(found.proof.entry)
    event = entry.event
    return {
        "id": event.id,
        "position": proof.index,
        "type": event.type,
        "thread": event.thread,
        "n": entry.n,
        "prev": entry.prev,
        "time": event.time,
        "actor": event.actor,
        "terms": event.terms,
        "commit": event.commitment,
        "body": proof.entry.decode(),
        "leaf": leaf_hash(proof.entry).hex(),
        "path": [encode_base64(each) for each in proof.path],
        "checkpoint": _checkpoint(proof.checkpoint) | {"signed_at": found.signed_at},
    }


def _checkpoint(note: bytes) -> dict[str, Any]:
    found = Checkpoint.parse(parse(note).text)
    root = encode_base64(found.root)
    return {"origin": found.origin, "size": found.size, "root": root, "note": note.decode()}
