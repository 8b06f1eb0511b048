"""tus 1.0: core, creation, creation-defer-length, termination, checksum, expiration.

The same for pages, under /uploads with their cookie, and for programs, under /api/v1/uploads
with a token: the protocol is its own, so it has no idempotency keys there and needs none.
"""

from uuid import UUID

from flask import Blueprint, Response, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import MethodNotAllowed
from werkzeug.http import http_date
from werkzeug.wsgi import get_input_stream

from foundation import api, problems
from foundation.database import db
from foundation.errors import DomainError
from foundation.uploads import actions, errors, schemas, silence
from foundation.uploads.actions import Standing
from foundation.uploads.arriving import Chunk
from foundation.web import STATUS_BY_ERROR, current_actor, is_api, settings, status_of

blueprint = Blueprint("uploads", __name__)

VERSION = "1.0.0"
WRITE = api.Scope("uploads:write", "Send files by tus, and see how far they came")
SCOPES = (WRITE,)
UNDER_API = {"url_prefix": "/api/v1", "name": "api_uploads"}
"""How `wsgi.py` registers these routes a second time."""
BYTES = "application/offset+octet-stream"
TUS_STATUS_BY_ERROR: dict[type[DomainError], int] = {
    errors.BadHeader: 400,
    errors.ChecksumMismatch: 460,
    errors.QuotaSpent: 413,
    errors.TooManyBytes: 413,
    errors.UploadBusy: 423,
    errors.UploadTooLarge: 413,
    **STATUS_BY_ERROR,
}


@blueprint.before_request
def agree_on_version() -> ResponseReturnValue | None:
    if request.method != "OPTIONS" and request.headers.get("Tus-Resumable") != VERSION:
        return Response(status=412, headers={"Tus-Version": VERSION})
    return None


@blueprint.after_request
def say_version(response: Response) -> Response:
    response.headers["Tus-Resumable"] = VERSION
    response.headers["Cache-Control"] = "no-store"
    return response


@blueprint.errorhandler(DomainError)
def refuse(error: DomainError) -> ResponseReturnValue:
    """A sentence that programs can show; nobody reads a page here."""
    db.session.rollback()
    status = status_of(error, TUS_STATUS_BY_ERROR)
    if is_api():
        response = problems.problem(status, str(error))
    else:
        response = Response(str(error), status, content_type="text/plain; charset=utf-8")
    if isinstance(error, errors.OffsetMismatch):
        response.headers["Upload-Offset"] = str(error.received)
    return response


@blueprint.route("/uploads", methods=["OPTIONS"], provide_automatic_options=False)
def discover() -> ResponseReturnValue:
    return Response(
        status=204,
        headers={
            "Tus-Version": VERSION,
            "Tus-Max-Size": str(settings().upload_limit_mb * errors.MIB),
            "Tus-Extension": "creation,creation-defer-length,termination,checksum,expiration",
            "Tus-Checksum-Algorithm": ",".join(schemas.CHECKSUMS),
        },
    )


@blueprint.post("/uploads", provide_automatic_options=False)
@api.scoped(WRITE)
def begin() -> ResponseReturnValue:
    begun = actions.begin_upload(
        actor=current_actor(),
        settings=settings(),
        length=schemas.length_or_deferred(request.headers),
        metadata_header=request.headers.get("Upload-Metadata", ""),
    )
    where = url_for(".stand", upload_id=begun.id)
    return _answer(201, begun, {"Location": where})


@blueprint.route("/uploads/<uuid:upload_id>", methods=["HEAD"], provide_automatic_options=False)
@api.scoped(WRITE)
def stand(upload_id: UUID) -> ResponseReturnValue:
    found = actions.standing(db.session(), upload_id, current_actor().id)
    known = (
        {"Upload-Defer-Length": "1"}
        if found.length_bytes is None
        else {"Upload-Length": str(found.length_bytes)}
    )
    if found.metadata_header:
        known["Upload-Metadata"] = found.metadata_header
    return _answer(200, found, known)


@blueprint.patch("/uploads/<uuid:upload_id>", provide_automatic_options=False)
@api.scoped(WRITE)
def append(upload_id: UUID) -> ResponseReturnValue:
    """Reads the body as it comes: the limit for forms is not for files."""
    if request.content_type != BYTES:
        return Response(f"Content-Type must be {BYTES}.", 415, content_type="text/plain")
    size = 0 if _has_no_body() else request.content_length
    chunk = Chunk(get_input_stream(request.environ), size, schemas.checksum(request.headers))
    with silence.not_for_long(request):
        now_at = actions.continue_upload(
            actor=current_actor(),
            settings=settings(),
            upload_id=upload_id,
            offset=schemas.offset(request.headers),
            chunk=chunk,
            length=schemas.number(request.headers, "Upload-Length"),
        )
    return _answer(204, now_at, {})


@blueprint.delete("/uploads/<uuid:upload_id>", provide_automatic_options=False)
@api.scoped(WRITE)
def remove(upload_id: UUID) -> ResponseReturnValue:
    actions.remove_upload(actor=current_actor(), settings=settings(), upload_id=upload_id)
    return Response(status=204)


@blueprint.post("/uploads/<uuid:upload_id>", provide_automatic_options=False)
@api.scoped(WRITE)
def override(upload_id: UUID) -> ResponseReturnValue:
    """For senders whose network knows only GET and POST."""
    methods = {"PATCH": append, "DELETE": remove, "HEAD": stand}
    asked = request.headers.get("X-HTTP-Method-Override", "")
    if asked not in methods:
        raise MethodNotAllowed(["HEAD", "PATCH", "DELETE"])
    return methods[asked](upload_id)


def _has_no_body() -> bool:
    """Without a length and without chunks there is none, and reading would wait for it."""
    return request.content_length is None and "Transfer-Encoding" not in request.headers


def _answer(status: int, found: Standing, more: dict[str, str]) -> Response:
    headers = {"Upload-Offset": str(found.received_bytes), **more}
    if not found.is_finished:
        headers["Upload-Expires"] = http_date(found.expires_at)
    return Response(status=status, headers=headers)
