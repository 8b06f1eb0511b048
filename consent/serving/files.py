"""The log as C2SP tlog-tiles: for programs anywhere, without a cookie, with exact bytes.

Tiles never change, so caches may keep them; the checkpoint does, so they must ask again.
What is not there may be there in a second, so nobody may keep that.
"""

import gzip
import hashlib

from flask import Blueprint, Response, request

from consent.keeping import places
from consent.ledger import publishing
from consent.ledger.origins import current_keys
from consent.ledger.proving import EntryNotFound, EntryNotProvenYet, prove
from consent.ledger.tiles import NoSuchTile, parse_path
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import settings

blueprint = Blueprint("ledger_files", __name__, url_prefix="/ledger")
_TEXT = "text/plain; charset=utf-8"
_BINARY = "application/octet-stream"
_FOR_EVER = "public, max-age=31536000, immutable"
_ASK_AGAIN = "public, no-cache"
_QUICKEST = 1
"""Half of an entry is hashes, which no effort makes smaller."""


@blueprint.after_request
def open_to_all(answer: Response) -> Response:
    """Any page may read these, such as a verifier that somebody else serves."""
    answer.headers["Access-Control-Allow-Origin"] = "*"
    answer.headers["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@blueprint.get("/checkpoint")
def checkpoint() -> Response:
    note = publishing.newest_note(db.session())
    if note is None:
        return _absent("Nothing has been signed yet.")
    return _tagged(note)


@blueprint.get("/vkey")
def vkey() -> Response:
    """One line each, newest last; two while one takes over from another."""
    keys = current_keys(db.session())
    return _tagged("".join(f"{key}\n" for key in keys).encode()) if keys else _absent("No key yet.")


@blueprint.get("/tile/<level>/<path:place>")
def tile(level: str, place: str) -> Response:
    session = db.session()
    try:
        wanted = parse_path(level, place)
        found = publishing.tile_bytes(session, wanted, publishing.published_size(session))
    except NoSuchTile:
        return _absent("The newest checkpoint has no such tile.")
    answer = _zipped(found) if wanted.level < 0 else Response(found, content_type=_BINARY)
    answer.headers["Cache-Control"] = _FOR_EVER
    return answer


@blueprint.get("/proof/<string(length=22):entry_id>")
def proof(entry_id: str) -> Response:
    try:
        found = prove(db.session(), entry_id, places.policy(settings()))
    except EntryNotFound as why:
        return _absent(str(why))
    except EntryNotProvenYet as why:
        answer = _absent(str(why), 409)
        answer.headers["Retry-After"] = str(why.retry_after_seconds)
        return answer
    answer = Response(str(found.proof), content_type=_TEXT)
    answer.headers["Cache-Control"] = _ASK_AGAIN
    return saved_as(answer, f"{entry_id}.tlog-proof")


def _tagged(text: bytes) -> Response:
    answer = Response(text, content_type=_TEXT)
    answer.headers["Cache-Control"] = _ASK_AGAIN
    answer.set_etag(hashlib.sha256(text).hexdigest())
    answer.make_conditional(request)
    return answer


def _zipped(bundle: bytes) -> Response:
    answer = Response(bundle, content_type=_BINARY)
    answer.headers["Vary"] = "Accept-Encoding"
    if request.accept_encodings.quality("gzip"):
        answer.set_data(gzip.compress(bundle, _QUICKEST, mtime=0))
        answer.headers["Content-Encoding"] = "gzip"
    return answer


def _absent(sentence: str, status: int = 404) -> Response:
    answer = Response(f"{sentence}\n", status, content_type=_TEXT)
    answer.headers["Cache-Control"] = "no-store"
    return answer
