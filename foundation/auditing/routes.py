"""The audit page and its export."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, render_template, request, url_for
from flask.globals import app_ctx
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy import Row

from foundation import hooks
from foundation.actors import SYSTEM, VISITOR, Power
from foundation.auditing import actions, queries, spreadsheet
from foundation.auditing.queries import Search
from foundation.auditing.schemas import SearchForm
from foundation.auditing.wording import details_in_words
from foundation.clock import now
from foundation.database import db
from foundation.downloads import saved_as
from foundation.shell import reader
from foundation.web import current_actor

blueprint = Blueprint("auditing", __name__, url_prefix="/audit")
_ASKED = ("person", "subject", "action", "since", "until")
_EXPORTED_AT_ONCE = 1000


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_AUDIT)
    try:
        form = SearchForm().load(request.args)
    except ValidationError as invalid:
        return _page([], {}, "", errors=invalid.messages_dict), 422
    search = _search(form)
    actions.read_audit(search, actor=current_actor())
    session = db.session()
    found = queries.found(session, search, form["after"])
    older = _again("auditing.page", after=found.next) if found.next else ""
    return _page(found.items, _names(found.items), older)


@blueprint.get("/export.csv")
def export() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_AUDIT)
    try:
        form = SearchForm().load(request.args)
    except ValidationError as invalid:
        return _page([], {}, "", errors=invalid.messages_dict), 422
    search = _search(form)
    actions.read_audit(search, exported=True, actor=current_actor())

    body = spreadsheet.lines(_all_found(search))
    answer = Response(body, content_type="text/csv; charset=utf-8")
    return saved_as(answer, f"audit-{now().date().isoformat()}.csv")


def _all_found(search: Search) -> Iterator[tuple[Sequence[Row[Any]], Mapping[UUID, str]]]:
    """Page after page, each read for itself: the request has ended before a slow reader has it
    all, and no transaction waits for that."""
    app = app_ctx.app

    def pages() -> Iterator[tuple[Sequence[Row[Any]], Mapping[UUID, str]]]:
        after: str | None = None
        while True:
            with app.app_context():
                page = queries.found(db.session(), search, after, _EXPORTED_AT_ONCE)
                names = _names(page.items)
            yield page.items, names
            after = page.next
            if after is None:
                return

    return pages()


def _search(form: Mapping[str, Any]) -> Search:
    return Search(
        people=_people(form["person"]) if form["person"] else None,
        subject_id=form["subject"],
        action=form["action"],
        since=form["since"],
        until=form["until"],
        zone=reader().zone,
    )


def _people(typed: str) -> frozenset[UUID]:
    """An id, or whatever part of a name or address finds somebody."""
    try:
        return frozenset((UUID(typed),))
    except ValueError:
        return frozenset(hooks.people_called(db.session(), typed))


def _names(rows: Sequence[Row[Any]]) -> dict[UUID, str]:
    """What every id on the page is called: people, organisations, and things by their number."""
    session = db.session()
    asked = {each for row in rows for each in (row.actor_id, row.subject_id, row.on_behalf_of)}
    ids = asked - {None}
    return {
        **hooks.references(session, ids),
        **hooks.names(session, ids),
        SYSTEM.id: "The system",
        VISITOR.id: "A visitor",
    }


def in_words(role: str) -> str:
    """`client_owner` as people say it; "nobody" is a person who acts in no role."""
    return "No role" if role == "nobody" else role.replace("_", " ").capitalize()


def _page(
    rows: Sequence[Row[Any]],
    names: Mapping[UUID, str],
    older: str,
    errors: Mapping[str, Any] | None = None,
) -> str:
    return render_template(
        "foundation/auditing/page.html",
        rows=rows,
        names=names,
        in_words=in_words,
        details_in_words=details_in_words,
        older=older,
        typed=request.args,
        errors=errors or {},
        export_url=_again("auditing.export"),
    )


def _again(endpoint: str, **more: Any) -> str:
    """The same question, asked of another page."""
    asked: dict[str, Any] = {n: request.args[n] for n in _ASKED if request.args.get(n)}
    return url_for(endpoint, **asked, **more)
