"""Where HTTP meets the domain: who is asking, what is open, and how a refusal looks."""

from collections.abc import Mapping
from typing import cast

import structlog
from flask import Flask, Response, current_app, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, current_user
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm.exc import StaleDataError
from werkzeug.exceptions import HTTPException, SecurityError
from werkzeug.middleware.proxy_fix import ProxyFix

from foundation import audit, csrf, headers, incoming, problems
from foundation.actors import Actor
from foundation.database import db
from foundation.errors import (
    Conflict,
    DomainError,
    NotFound,
    NotPermitted,
    NotYet,
    TooMany,
    Unavailable,
)
from foundation.ids import new_id
from foundation.sessions import Sessions
from foundation.settings import Settings

STATUS_BY_ERROR: dict[type[DomainError], int] = {
    NotFound: 404,
    NotPermitted: 403,
    Conflict: 409,
    TooMany: 429,
    Unavailable: 503,
}
PLAIN_SENTENCES = {
    400: "We could not read what was sent. Nothing was changed.",
    404: "Nothing is at this address. It may have moved, or the link may be incomplete.",
    405: "This address does not take that kind of request. Nothing was changed.",
    413: "What was sent is larger than we take here. Nothing was kept.",
    429: "That was tried too often. Wait a little and try again.",
}
_HOW_TO_SIGN_IN = {
    True: "Send a token: Authorization: Bearer …",
    False: "You have been signed out. Sign in again.",
}
_log = structlog.get_logger()
_SEE_ERRORS = "Something that was sent is not right; `errors` says what."


def status_of(
    error: DomainError, statuses: Mapping[type[DomainError], int] = STATUS_BY_ERROR
) -> int:
    """The first kind that fits counts; every other refusal is 422."""
    return next((status for kind, status in statuses.items() if isinstance(error, kind)), 422)


class ForeignRequest(NotPermitted):
    message = "This form was sent from another site, so nothing was done."


def current_actor() -> Actor:
    return cast(Actor, current_user.as_actor())


def settings() -> Settings:
    return cast(Settings, current_app.extensions["fairtake_settings"])


def is_api() -> bool:
    return request.path.startswith("/api/")


def wants_problem() -> bool:
    """Our own scripts ask for it by name; under /api everybody gets it."""
    return is_api() or request.accept_mimetypes.best == problems.MEDIA_TYPE


def init_app(
    app: Flask,
    given: Settings,
    login: LoginManager,
    public_endpoints: frozenset[str],
    *,
    files_at: str = "",
) -> None:
    """`files_at` is another origin that pages may show files from."""
    app.extensions["fairtake_settings"] = given
    app.config.update(
        SECRET_KEY=given.secret_key,
        SESSION_COOKIE_NAME="__Host-session" if given.https else "session",
        SESSION_COOKIE_SECURE=given.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_FORM_MEMORY_SIZE=1_000_000,
        MAX_CONTENT_LENGTH=20_000_000,
        TRUSTED_HOSTS=trusted_hosts(given),
    )
    if given.proxies:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=given.proxies, x_proto=given.proxies)  # type: ignore[method-assign]
    app.session_interface = Sessions()
    headers.init_app(app, https=given.https, files_at=files_at)
    _name_each_request(app)
    incoming.init_app(app)
    _close_by_default(app, login, public_endpoints)
    _answer_errors(app)


def trusted_hosts(given: Settings) -> list[str]:
    """Development answers on loopback only, so that forgetting the mode exposes nothing."""
    return [given.hostname] if given.production else ["127.0.0.1", "localhost", "[::1]"]


def _name_each_request(app: Flask) -> None:
    @app.before_request
    def remember_origin() -> None:
        g.request_id = str(new_id())
        structlog.contextvars.bind_contextvars(request_id=g.request_id)
        audit.origin.set(
            audit.Origin(
                door=audit.Door.API if is_api() else audit.Door.PAGE,
                request_id=g.request_id,
                address=request.remote_addr or "",
                agent=request.user_agent.string,
            )
        )

    @app.teardown_request
    def forget_origin(_error: BaseException | None) -> None:
        structlog.contextvars.clear_contextvars()
        audit.origin.set(audit.Origin(door=audit.Door.COMMAND))


def _close_by_default(app: Flask, login: LoginManager, public_endpoints: frozenset[str]) -> None:
    @app.before_request
    def require_sign_in() -> ResponseReturnValue | None:
        """Every page is closed unless listed as public."""
        if request.endpoint is None or request.routing_exception is not None:
            return None  # No such page: the 404 or 405 that follows shows nothing.
        if csrf.is_foreign(request):
            raise ForeignRequest
        if request.endpoint in public_endpoints or current_user.is_authenticated:
            return None
        return cast(ResponseReturnValue, login.unauthorized())

    @login.unauthorized_handler  # type: ignore[untyped-decorator]
    def ask_to_sign_in() -> ResponseReturnValue:
        if wants_problem():
            asked = problems.challenge(request.headers.get("Authorization", ""))
            return problems.problem(401, _HOW_TO_SIGN_IN[is_api()], asked if is_api() else None)
        if request.method != "GET":
            return _page(401, "You have been signed out. Sign in again; nothing was changed.")
        return redirect(url_for("sign_in.page", next=request.full_path.rstrip("?")))


def _answer_errors(app: Flask) -> None:
    @app.errorhandler(DomainError)
    def refuse(error: DomainError) -> ResponseReturnValue:
        status = status_of(error)
        _log.info("refused", error=type(error).__name__, status=status)
        retry = (
            {"Retry-After": str(error.retry_after_seconds)}
            if isinstance(error, TooMany | NotYet)
            else {}
        )
        return _answer(status, str(error), retry, error.title)

    @app.errorhandler(StaleDataError)
    def lost_race(_error: StaleDataError) -> ResponseReturnValue:
        return refuse(Conflict())

    @app.errorhandler(OperationalError)
    def no_database(error: OperationalError) -> ResponseReturnValue:
        _log.error("database does not answer", error=str(error.orig))
        return refuse(Unavailable())

    @app.errorhandler(HTTPException)
    def http_error(error: HTTPException) -> ResponseReturnValue:
        if error.response is not None:
            return cast(ResponseReturnValue, error.response)
        return _answer_http(error)

    @app.errorhandler(Exception)
    def bug(error: Exception) -> ResponseReturnValue:
        """Anything that is no refusal is a bug: its id stands on the page and in the log."""
        _log.exception("bug", exc_info=error)
        if app.testing and app.config.get("PROPAGATE_BUGS", True):
            raise error
        return _answer(500, "Something went wrong on our side. Nothing you sent was kept.", {})


def _answer_http(error: HTTPException) -> ResponseReturnValue:
    if isinstance(error, SecurityError):  # No page: links cannot be made for a foreign host name.
        return Response("This site is not served by this name.\n", 400, mimetype="text/plain")
    kept = {k: v for k, v in error.get_headers() if k in ("Allow", "Retry-After")}
    wrong = getattr(error, "data", {}).get("messages")  # Where webargs says what is wrong.
    if wrong and is_api():
        return problems.problem(error.code or 422, _SEE_ERRORS, kept, errors=wrong)
    return _answer(error.code or 500, _in_our_words(error), kept)


def _in_our_words(error: HTTPException) -> str:
    """A description that the framework wrote for developers gives way to ours for readers."""
    theirs = error.description in (None, type(error).description)
    ours = PLAIN_SENTENCES.get(error.code or 500) if theirs else None
    return ours or error.description or error.name


def _answer(
    status: int, sentence: str, extra: dict[str, str], title: str = ""
) -> ResponseReturnValue:
    db.session.rollback()  # What failed may have left a transaction half open.
    if wants_problem():
        return problems.problem(status, sentence, extra)
    return (*_page(status, sentence, title), extra)


def _page(status: int, sentence: str, title: str = "") -> tuple[str, int]:
    error_id = g.get("request_id", "")
    return render_template(
        "error.html", status=status, sentence=sentence, title=title, error_id=error_id
    ), status
