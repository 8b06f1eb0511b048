"""Bytes of a self-tape as an answer: streamed through us, so that no link to them exists."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from consent.media.errors import BadRange
from consent.media.ranges import part_of
from foundation import storage
from foundation.web import settings
from marketplace.casting.tape_models import Tape


def send_tape(tape: Tape) -> ResponseReturnValue:
    """The caller has asked whether these bytes may go."""
    try:
        part = part_of(request.headers.get("Range", ""), tape.size_bytes)
    except BadRange as refused:
        has = {"Content-Range": f"bytes */{refused.size_bytes}"}
        return Response(str(refused), 416, has, mimetype="text/plain")
    first, last = part or (0, tape.size_bytes - 1)
    pieces = storage.of(settings()).open(tape.storage_key, first, last + 1)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "Content-Disposition": "inline",
        # Opened by itself, a hostile file has no origin, no script and nobody's cookies.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Type": tape.media_type,
    }
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{tape.size_bytes}"
    answer = Response(pieces, 206 if part else 200, headers)
    answer.content_length = last - first + 1
    return answer
