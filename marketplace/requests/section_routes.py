"""Writing a request: each section is a form that works by itself and saves as one types."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.web import current_actor
from marketplace.requests import choices, drafts, queries
from marketplace.requests.checking import against
from marketplace.requests.errors import NotInThatState, WrittenMeanwhile
from marketplace.requests.models import SceneRequest
from marketplace.requests.papers import choosable, usual_prices
from marketplace.requests.reading import read, unread_in
from marketplace.requests.sections import LABELS, Section, after, sections_of
from marketplace.requests.typed import flat, mark, typed_from

blueprint = Blueprint("request_sections", __name__, url_prefix="/requests")
_SECTION = f"any({', '.join(Section)}):section"


@blueprint.get(f"/<uuid:request_id>/write/<{_SECTION}>")
def show(request_id: UUID, section: str) -> ResponseReturnValue:
    found, here = _written(request_id, section)
    typed = queries.draft_of(db.session(), found).typed
    errors: dict[str, str] = {}
    if here.value in typed:
        errors = _here(here, against(db.session(), found.client_id, typed, found.kind)[1])
    return _page(found, here, typed, errors)


@blueprint.post(f"/<uuid:request_id>/write/<{_SECTION}>")
def save(request_id: UUID, section: str) -> ResponseReturnValue:
    here, typed = Section(section), typed_from(request.form)
    quick = bool(request.headers.get("HX-Request"))
    seen = request.form.get("seen", "")
    try:
        drafts.save_section(request_id, here, typed, seen=seen, actor=current_actor())
    except WrittenMeanwhile as meanwhile:
        db.session.rollback()
        return _meanwhile(request_id, here, typed, meanwhile, quick=quick), 409
    if quick:
        return _saved(request_id, here)
    if unread_in(here, typed):
        found, _ = _written(request_id, section)
        kept = queries.draft_of(db.session(), found).typed
        return _page(found, here, kept, unread_in(here, kept.get(here.value, {}))), 422
    return redirect(_next(request_id, here))


def _next(request_id: UUID, here: Section) -> str:
    found, _ = _written(request_id, here)
    further = here if "stay" in request.form else after(here, found.kind)
    if further is None:
        return url_for("requests.check", request_id=request_id)
    return url_for("request_sections.show", request_id=request_id, section=further.value)


def _written(request_id: UUID, section: str) -> tuple[SceneRequest, Section]:
    found, here = drafts.written(db.session(), request_id, current_actor()), Section(section)
    if here not in sections_of(found.kind):
        raise NotInThatState(found.state)
    return found, here


def _saved(request_id: UUID, here: Section) -> str:
    """What changes on the page when it saves by itself."""
    found, _ = _written(request_id, here)
    draft = queries.draft_of(db.session(), found)
    return render_template(
        "marketplace/requests/_saved.html",
        seen=mark(draft.typed, here),
        saved_at=draft.saved_at,
        errors=unread_in(here, draft.typed.get(here.value, {})),
        cost=read(draft.typed, found.kind).cost,
    )


def _meanwhile(
    request_id: UUID,
    here: Section,
    typed: Mapping[str, Any],
    meanwhile: WrittenMeanwhile,
    *,
    quick: bool,
) -> str:
    if quick:
        return render_template("marketplace/requests/_meanwhile.html", why=str(meanwhile))
    found, _ = _written(request_id, here)
    kept = {**queries.draft_of(db.session(), found).typed}
    seen = mark(kept, here)
    return _page(
        found,
        here,
        {**kept, here.value: dict(typed)},
        {"_form": str(meanwhile)},
        seen=seen,
        theirs=_theirs(meanwhile.there, typed),
    )


def _theirs(there: Mapping[str, Any], typed: Mapping[str, Any]) -> list[tuple[str, str]]:
    """What somebody else saved, where it is not what was typed here."""
    own = flat(typed)
    return [
        (name.replace("-", " ").replace("_", " ").capitalize(), str(value))
        for name, value in flat(there).items()
        if own.get(name) != value
    ]


def _here(section: Section, findings: Mapping[str, str]) -> dict[str, str]:
    start = f"{section}."
    return {name[len(start) :]: why for name, why in findings.items() if name.startswith(start)}


def _page(
    found: SceneRequest,
    here: Section,
    typed: Mapping[str, Any],
    errors: Mapping[str, str],
    *,
    seen: str = "",
    theirs: list[tuple[str, str]] | None = None,
) -> str:
    session, said = db.session(), typed.get(here.value, {})
    papers = choosable(session) if here is Section.USAGE else {}
    return render_template(
        f"marketplace/requests/_sections/{here}.html",
        scene_request=found,
        here=here.value,
        label=LABELS[here],
        sections=[(each.value, LABELS[each]) for each in sections_of(found.kind)],
        typed=said,
        values=flat(said) if said else usual_prices(papers),
        errors=errors,
        notes=_here(here, queries.notes_of(session, found)),
        seen=seen or mark(typed, here),
        theirs=theirs,
        cost=read(typed, found.kind).cost,
        choices=choices,
        papers=papers,
        last=after(here, found.kind) is None,
    )
