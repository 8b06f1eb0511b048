"""The two verifiers that need nothing of ours, for who wants to fetch them from us."""

from flask import Blueprint, Response

from consent.ledger import offline
from foundation.downloads import saved_as

blueprint = Blueprint("verify", __name__, url_prefix="/verify")
_ASK_AGAIN = "public, no-cache"


@blueprint.get("", strict_slashes=False)
def page() -> Response:
    """One self-contained file: its own policy lets its two blocks run, and nothing else."""
    policy = f"{offline.content_security_policy()}; frame-ancestors 'none'"
    answer = Response(offline.page(), content_type="text/html; charset=utf-8")
    answer.headers["Content-Security-Policy"] = policy
    answer.headers["Cache-Control"] = _ASK_AGAIN
    return answer


@blueprint.get("/verify.py")
def script() -> Response:
    answer = Response(offline.script(), content_type="text/x-python; charset=utf-8")
    answer.headers["Cache-Control"] = _ASK_AGAIN
    return saved_as(answer, "verify.py")
