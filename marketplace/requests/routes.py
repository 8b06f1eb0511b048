"""A client's own scene requests: the list, one of them, what is missing, its versions."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.errors import Conflict
from foundation.web import current_actor
from marketplace.budgets.steps import find_budget
from marketplace.requests import actions, copying, drafts, policy, queries, references, steps
from marketplace.requests.checking import against
from marketplace.requests.comparing import differences
from marketplace.requests.errors import NotComplete
from marketplace.requests.models import RequestKind, RequestState, RequestVersion
from marketplace.requests.purposes import offered_of
from marketplace.requests.saying import Row, rows_of
from marketplace.requests.sections import LABELS, Section, sections_of
from marketplace.requests.starters import STARTERS

blueprint = Blueprint("requests", __name__, url_prefix="/requests")


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.own(session, actor)
    return render_template(
        "marketplace/requests/page.html",
        requests=found,
        titles=queries.titles(session, found),
        funded=queries.funded(session, found),
        may_begin=policy.may_begin(actor),
        starters=STARTERS,
    )


@blueprint.post("")
def begin() -> ResponseReturnValue:
    campaign = request.form.get("kind") == RequestKind.CAMPAIGN
    kind = RequestKind.CAMPAIGN if campaign else RequestKind.SCENES
    like = "" if campaign else request.form.get("like", "")
    begun = drafts.begin_request(kind, like=like, actor=current_actor())
    return redirect(url_for("request_sections.show", request_id=begun, section=Section.BRIEF))


@blueprint.get("/<uuid:request_id>")
def show(request_id: UUID) -> ResponseReturnValue:
    return show_request(request_id, {})


def show_request(request_id: UUID, errors: dict[str, str]) -> str:
    session, actor = db.session(), current_actor()
    found = queries.visible(session, request_id, actor)
    typed = queries.draft_of(session, found).typed
    reading, findings = against(session, found.client_id, typed, found.kind)
    may_write = policy.may_write(actor, found)
    return render_template(
        "marketplace/requests/show.html",
        scene_request=found,
        title=queries.titles(session, [found])[found.id],
        sections=_sections(found.kind, findings),
        findings=findings,
        cost=reading.cost,
        budget=find_budget(session, found.id),
        is_funded=found.id in queries.funded(session, [found]),
        versions=queries.versions(session, found.id),
        notes=queries.notes_of(session, found),
        may_write=may_write and found.state in steps.WRITABLE,
        may_withdraw=may_write
        and found.approved_version_id is None
        and found.state is not RequestState.WITHDRAWN,
        may_copy=may_write,
        references=references.in_draft(session, found.id),
        errors=errors,
    )


@blueprint.post("/<uuid:request_id>/copy")
def copy(request_id: UUID) -> ResponseReturnValue:
    begun = copying.copy_request(request_id, actor=current_actor())
    flash("Copied. Only its days are open: choose them, and look through the rest.")
    return redirect(url_for("request_sections.show", request_id=begun, section=Section.WINDOW))


@blueprint.get("/<uuid:request_id>/check")
def check(request_id: UUID) -> ResponseReturnValue:
    return _check(request_id)


@blueprint.post("/<uuid:request_id>/submit")
def submit(request_id: UUID) -> ResponseReturnValue:
    try:
        actions.submit_request(request_id, actor=current_actor())
    except NotComplete:
        return _check(request_id), 422
    flash("Submitted. Compliance answers within two working days.")
    return redirect(url_for("requests.show", request_id=request_id))


@blueprint.get("/<uuid:request_id>/versions/<int:number>")
def version(request_id: UUID, number: int) -> ResponseReturnValue:
    session = db.session()
    found = queries.visible(session, request_id, current_actor())
    shown = queries.version(session, found.id, number)
    before = queries.version(session, found.id, number - 1) if number > 1 else None
    rows = rows_in(shown)
    return render_template(
        "marketplace/requests/version.html",
        scene_request=found,
        version=shown,
        references=references.in_brief(session, shown.scene().brief.references),
        rows=rows,
        labels=LABELS,
        before=before,
        differences=differences(rows_in(before), rows) if before else (),
    )


@blueprint.get("/<uuid:request_id>/withdraw")
def ask_to_withdraw(request_id: UUID) -> ResponseReturnValue:
    found = queries.visible(db.session(), request_id, current_actor())
    current_actor().require(policy.may_write(current_actor(), found))
    return render_template("marketplace/requests/withdraw.html", scene_request=found)


@blueprint.post("/<uuid:request_id>/withdraw")
def withdraw(request_id: UUID) -> ResponseReturnValue:
    try:
        actions.withdraw_request(request_id, actor=current_actor())
    except Conflict as refused:
        flash(str(refused), "error")
    else:
        flash("The request is withdrawn. It stays here to be copied.")
    return redirect(url_for("requests.show", request_id=request_id))


def rows_in(version: RequestVersion) -> tuple[Row, ...]:
    content = version.scene()
    return rows_of(content, offered_of(db.session(), content.usage.papers))


def _check(request_id: UUID) -> str:
    session, actor = db.session(), current_actor()
    found = queries.visible(session, request_id, actor)
    typed = queries.draft_of(session, found).typed
    reading, findings = against(session, found.client_id, typed, found.kind)
    return render_template(
        "marketplace/requests/check.html",
        scene_request=found,
        sections=_sections(found.kind, findings),
        findings=findings,
        cost=reading.cost,
        rows=rows_of(reading.said, offered_of(session, reading.said.usage.papers)),
        labels=LABELS,
        may_submit=policy.may_write(actor, found) and found.state in steps.WRITABLE,
    )


def _sections(kind: RequestKind, findings: dict[str, str]) -> list[tuple[str, str, dict[str, str]]]:
    """Each with what is missing in it, by field."""
    return [
        (
            section.value,
            LABELS[section],
            {
                name.partition(".")[2]: why
                for name, why in findings.items()
                if name.startswith(f"{section}.")
            },
        )
        for section in sections_of(kind)
    ]
