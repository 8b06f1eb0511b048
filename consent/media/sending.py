"""Bytes of a recording as an answer: streamed through us, so that no link to them exists."""

from uuid import UUID

from flask import Response, request
from flask.typing import ResponseReturnValue

from consent.media.choosing import Wanted
from consent.media.errors import BadRange
from consent.media.viewing import Bytes, read_bytes
from foundation import storage
from foundation.actors import Actor
from foundation.storage.interface import is_shown_inline
from foundation.web import settings

_OTHERWISE = "application/octet-stream"


def send(recording_id: UUID, viewing_id: UUID, *, actor: Actor) -> ResponseReturnValue:
    """Each request is decided anew, so nothing begins after the consent to it has ended."""
    try:
        found = read_bytes(
            recording_id,
            viewing_id,
            request.headers.get("Range", ""),
            actor=actor,
            wanted=_wanted(),
        )
    except BadRange as refused:
        has = {"Content-Range": f"bytes */{refused.size_bytes}"}
        return Response(str(refused), 416, has, mimetype="text/plain")
    store = storage.of(settings())
    pieces = store.open(found.storage_key, found.first, found.last + 1)
    answer = Response(pieces, 206 if found.is_part else 200, _headers(found, recording_id))
    answer.content_length = found.last - found.first + 1
    return answer


def _wanted() -> Wanted:
    """What is asked for in the address: `?of=mix`, `?of=poster`, `?download=1`."""
    of = request.args.get("of", "")
    if of in (Wanted.MIX, Wanted.POSTER):
        return Wanted(of)
    return Wanted.DOWNLOAD if "download" in request.args else Wanted.PLAY


def _headers(found: Bytes, recording_id: UUID) -> dict[str, str]:
    shown = is_shown_inline(found.media_type)
    wanted = shown and "download" not in request.args
    name = f"{recording_id}.{found.media_type.rpartition('/')[2]}" if shown else str(recording_id)
    headers = {
        "Accept-Ranges": "bytes",
        "Cache-Control": "private, no-store",
        "Content-Disposition": f'{"inline" if wanted else "attachment"}; filename="{name}"',
        # Opened by itself, a hostile file has no origin, no script and nobody's cookies.
        "Content-Security-Policy": "default-src 'none'; sandbox",
        "Content-Type": found.media_type if shown else _OTHERWISE,
    }
    if found.is_part:
        headers["Content-Range"] = f"bytes {found.first}-{found.last}/{found.size_bytes}"
    return headers
