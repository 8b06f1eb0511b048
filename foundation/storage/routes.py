"""Serves what a local link points to. The link is the permission, as it is with S3."""

from flask import Blueprint, Response, send_file
from flask.typing import ResponseReturnValue

from foundation import storage
from foundation.storage import links
from foundation.storage.interface import StoredFileMissing
from foundation.storage.local import LocalStorage
from foundation.web import settings

blueprint = Blueprint("files", __name__)


@blueprint.get("/files/<sealed>")
def fetch(sealed: str) -> ResponseReturnValue:
    """One file, or a range of it, for who holds a link that is not a minute old."""
    ticket = links.unseal(settings().secret_key, sealed)
    store = storage.of(settings())
    if not isinstance(store, LocalStorage) or not (path := store.path(ticket.key)).is_file():
        raise StoredFileMissing
    return _private(
        send_file(
            path,
            mimetype=ticket.media_type,
            as_attachment=not ticket.inline,
            download_name=ticket.filename,
            conditional=True,
            max_age=0,
        )
    )


def _private(response: Response) -> Response:
    response.headers["Cache-Control"] = "private, no-store"
    # Opened by itself, a hostile file has no origin, no script and nobody's cookies.
    response.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
