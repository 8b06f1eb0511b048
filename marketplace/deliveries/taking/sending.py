"""Links to what was decided may leave, and the bytes of a manifest."""

from datetime import datetime, timedelta
from uuid import UUID

from flask import Response
from flask_login import current_user

from foundation import storage
from foundation.actors import Actor
from foundation.clock import now
from foundation.downloads import saved_as
from foundation.storage.interface import LINK_LASTS_S
from foundation.web import settings
from marketplace.deliveries.fetching import fairtake_fetch
from marketplace.deliveries.taking.actions import take_file, take_manifest

_SERVER = b'SERVER = ""\n'


def _through() -> UUID:
    """The API token, or the sign-in, by which this request came in."""
    return UUID(str(current_user.get_id()))


def link(delivery_id: UUID, file_id: UUID, *, actor: Actor) -> tuple[str, datetime]:
    """By the gate, each time; with when it ends at the latest."""
    found = take_file(delivery_id, file_id, through=_through(), actor=actor)
    store = storage.of(settings())
    url = store.link(found.storage_key, filename=found.filename, media_type=found.media_type)
    return url, now() + timedelta(seconds=LINK_LASTS_S)


def manifest(delivery_id: UUID, *, actor: Actor) -> Response:
    """The very bytes whose hash stands in the ledger."""
    found = take_manifest(delivery_id, through=_through(), actor=actor)
    body = read_manifest(found.storage_key)
    return saved_as(Response(body, content_type=found.media_type), found.filename)


def read_manifest(key: str) -> bytes:
    return b"".join(storage.of(settings()).open(key))


def client() -> Response:
    """The small program, which already knows where it came from."""
    with open(fairtake_fetch.__file__, "rb") as file:
        source = file.read()
    known = source.replace(_SERVER, f'SERVER = "{settings().url}"\n'.encode(), 1)
    answer = Response(known, content_type="text/x-python; charset=utf-8")
    return saved_as(answer, "fairtake_fetch.py")
