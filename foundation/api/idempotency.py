"""The same POST twice does its work once: key, answer and change are kept together."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import wraps
from typing import Any, cast

from flask import Response, request
from sqlalchemy import delete
from sqlalchemy.orm import Session
from werkzeug.exceptions import BadRequest

from foundation.api.models import KeptAnswer
from foundation.clock import now
from foundation.database import commit_together, transaction
from foundation.errors import Conflict
from foundation.jobs import Job, Lease
from foundation.statements import changed, insert_unless_there
from foundation.web import current_actor

HEADER = "Idempotency-Key"
HEADER_DOC = {
    "in": "header",
    "name": HEADER,
    "required": True,
    "schema": {"type": "string", "minLength": 8, "maxLength": 64, "pattern": "^[A-Za-z0-9_-]+$"},
    "description": "Chosen by you, one for each thing you want done; kept for 7 days.",
}
KEPT_FOR = timedelta(days=7)
_SECRET = "_answer_is_secret"  # noqa: S105 - the name of a mark
_ALLOWED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")


@dataclass(eq=False)
class KeyUsedForAnother(Conflict):
    key: str
    message = "The key {key} was already used for another request. Choose a new one."


class AnswerNotKept(Conflict):
    message = "This was already done. Its answer held a secret, so it is not stored or shown again."


def secret_answer(operation: Any) -> Any:
    """Marks a POST whose answer must not be stored."""
    setattr(operation, _SECRET, True)
    return operation


def once(operation: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(operation)
    def wrapper(*args: Any, **kwargs: Any) -> Response:
        key = _asked_key()
        owner_id, fingerprint = current_actor().id, _fingerprint()
        with commit_together() as session:
            row = {"owner_id": owner_id, "key": key, "fingerprint": fingerprint}
            if not insert_unless_there(session, KeptAnswer, **row, kept_at=now(), status=0):
                return _replay(session.get_one(KeptAnswer, (owner_id, key)), fingerprint)
            response = cast(Response, operation(*args, **kwargs))
            _keep(session, session.get_one(KeptAnswer, (owner_id, key)), operation, response)
            return response

    return wrapper


def forget_old_answers(_lease: Lease) -> str:
    """Keys older than promised make room."""
    with transaction() as session:
        old = delete(KeptAnswer).where(KeptAnswer.kept_at < now() - KEPT_FOR)
        return f"{changed(session, old)} forgotten"


JOBS = (Job("api.forget_answers", forget_old_answers, every=timedelta(hours=6)),)


def _keep(session: Session, kept: KeptAnswer, operation: Any, response: Response) -> None:
    kept.status = response.status_code
    kept.body = None if getattr(operation, _SECRET, False) else response.get_data(as_text=True)
    session.flush()


def _replay(kept: KeptAnswer, fingerprint: str) -> Response:
    if kept.fingerprint != fingerprint:
        raise KeyUsedForAnother(kept.key)
    if kept.body is None:
        raise AnswerNotKept
    return Response(
        kept.body,
        kept.status,
        content_type="application/json",
        headers={"Idempotent-Replayed": "true"},
    )


def _asked_key() -> str:
    key = request.headers.get(HEADER, "")
    if not 8 <= len(key) <= 64 or not set(key) <= _ALLOWED:
        raise BadRequest(f"Send {HEADER}: 8 to 64 letters, digits, - or _.")
    return key


def _fingerprint() -> str:
    # The parsed body, so that spaces or the order of names make no difference. What cannot be
    # read is refused here, in our way: the schemas' reader breaks at a number of 5,000 digits.
    sent = request.get_json() if request.is_json and request.get_data() else None
    body = json.dumps(sent, sort_keys=True)
    # As whom, too: what was done for one organisation is not the answer for another, and what a
    # role may read is not shown again to the same person in a lesser one.
    actor = current_actor()
    acting = f"{actor.role} {actor.on_behalf_of or ''}"
    asked = "\n".join((request.method, request.full_path, acting, body))
    return hashlib.sha256(asked.encode()).hexdigest()
