"""Bytes of a reel, its poster or its preview as an answer: streamed, so that no link exists."""

from flask import Response, request
from flask.typing import ResponseReturnValue

from consent.media.errors import BadRange
from consent.media.ranges import part_of
from foundation import storage
from foundation.web import settings
from marketplace.profiles.reels.errors import ReelNotFound
from marketplace.profiles.reels.queries import Shown

_HEADERS = {
    "Accept-Ranges": "bytes",
    "Cache-Control": "private, no-store",
    "Content-Disposition": "inline",
    # Opened by itself, a hostile file has no origin, no script and nobody's cookies.
    "Content-Security-Policy": "default-src 'none'; sandbox",
}


def send_reel(shown: Shown) -> ResponseReturnValue:
    """The caller has asked whether these bytes may go."""
    reel = shown.reel
    try:
        part = part_of(request.headers.get("Range", ""), reel.size_bytes)
    except BadRange as refused:
        has = {"Content-Range": f"bytes */{refused.size_bytes}"}
        return Response(str(refused), 416, has, mimetype="text/plain")
    first, last = part or (0, reel.size_bytes - 1)
    pieces = storage.of(settings()).open(reel.storage_key, first, last + 1)
    headers = {**_HEADERS, "Content-Type": reel.media_type}
    if part:
        headers["Content-Range"] = f"bytes {first}-{last}/{reel.size_bytes}"
    answer = Response(pieces, 206 if part else 200, headers)
    answer.content_length = last - first + 1
    return answer


def send_poster(shown: Shown) -> ResponseReturnValue:
    return _send_made(shown.look.poster_key if shown.look else None, "image/jpeg")


def send_preview(shown: Shown) -> ResponseReturnValue:
    return _send_made(shown.look.preview_key if shown.look else None, "video/webm")


def _send_made(key: str | None, media_type: str) -> ResponseReturnValue:
    if key is None:
        raise ReelNotFound
    headers = {**_HEADERS, "Accept-Ranges": "none", "Content-Type": media_type}
    return Response(storage.of(settings()).open(key), 200, headers)
