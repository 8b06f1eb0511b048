"""The page on which compliance finds grants."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy import Row

from consent.console.search.actions import search_rights
from consent.console.search.queries import Search
from consent.console.search.schemas import RightsForm
from consent.console.search.states import SAID, TONES, state_on
from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.cursors import Page
from foundation.database import db
from foundation.naming import name_key
from foundation.web import current_actor

blueprint = Blueprint("rights_search", __name__, url_prefix="/compliance/search")
_IDS = ("recording", "performer", "client", "agreement")
_ASKED = ("q", *_IDS, "state", "since", "until")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.READ_RIGHTS)
    try:
        form = RightsForm().load(request.args)
    except ValidationError as invalid:
        return _page(None, _at_their_fields(invalid.messages_dict)), 422
    if not any(request.args.get(name, "").strip() for name in _ASKED):
        return _page(None, {})
    found = search_rights(search_for(form), after=form["after"], actor=current_actor())
    return _page(found, {}, client=form["client"])


def search_for(form: dict[str, Any]) -> Search:
    """What is typed is an id, or else a person's name or address, or a client's whole name."""
    about, people, clients = None, None, frozenset[UUID]()
    if form["q"]:
        try:
            about = UUID(form["q"])
        except ValueError:
            people = frozenset(hooks.people_called(db.session(), form["q"]))
            key = name_key(form["q"])
            clients = frozenset(hooks.organisations_called(db.session(), [key]).get(key, ()))
    return Search(
        people=people,
        clients=clients,
        about=about,
        **{name: form[name] for name in _IDS},
        state=form["state"],
        since=form["since"],
        until=form["until"],
    )


def _at_their_fields(errors: dict[str, Any]) -> dict[str, Any]:
    """What is no field of the form is said above it, by its name."""
    known = {name: error for name, error in errors.items() if name in RightsForm().fields}
    others = ", ".join(f"“{name}”" for name in errors if name not in known)
    return known | ({"_others": f"This search has no part called {others}."} if others else {})


def _reached(
    rows: Sequence[Row[Any]], names: Mapping[UUID, str], client: UUID | None
) -> Iterator[tuple[str, str]]:
    """What can be paused or ended at once: each performer's own, and a client's that was asked."""
    if Power.KEEP_RIGHTS not in current_actor().powers:
        return
    for person in dict.fromkeys(row.performer_id for row in rows):
        label = f"All that {names.get(person, 'a closed account')} gave"
        yield label, url_for("oversight.page", performer=person)
    if client is not None:
        name = hooks.names(db.session(), [client]).get(client, str(client))
        yield f"All that was given to {name}", url_for("oversight.page", client=client)


def _page(found: Page[Row[Any]] | None, errors: object, client: UUID | None = None) -> str:
    rows = found.items if found else ()
    older = ""
    if found and found.next:
        asked: dict[str, Any] = {
            name: request.args[name] for name in _ASKED if request.args.get(name)
        }
        older = url_for("rights_search.page", **{**asked, "after": found.next})
    today = now().date()
    names = hooks.names(db.session(), {row.performer_id for row in rows})
    return render_template(
        "consent/console/search/page.html",
        asked=found is not None,
        rows=[(row, state_on(row, today)) for row in rows],
        names=names,
        reached=list(_reached(rows, names, client)),
        states=list(SAID.items()),
        said=SAID,
        tones=TONES,
        older=older,
        typed=request.args,
        errors=errors,
        by_id=any(request.args.get(name) for name in _IDS),
    )
