"""Compliance's queue of scene requests, and the page on which one version is judged."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from consent.licences.queries import licence_for
from foundation import hooks
from foundation.actors import Power
from foundation.clock import now
from foundation.database import db
from foundation.web import current_actor
from marketplace.clients.queries import verified
from marketplace.requests import queries, reviewing
from marketplace.requests.comparing import differences
from marketplace.requests.costing import cost_of
from marketplace.requests.errors import NoNotes, NotFitToApprove, VersionNotFound
from marketplace.requests.models import RequestState
from marketplace.requests.record import record_of
from marketplace.requests.references import in_brief
from marketplace.requests.review_queue import queue, recent
from marketplace.requests.routes import rows_in
from marketplace.requests.sections import LABELS

blueprint = Blueprint("request_reviews", __name__, url_prefix="/compliance/requests")
_NOTE = "note:"


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.REVIEW_REQUESTS)
    session = db.session()
    return render_template(
        "marketplace/requests/review/page.html",
        waiting=queue(session),
        recent=recent(session),
        me=actor.id,
        now=now(),
    )


@blueprint.get("/<uuid:request_id>")
def show(request_id: UUID) -> ResponseReturnValue:
    return _show(request_id, {}, {})


@blueprint.post("/<uuid:request_id>/approve")
def approve(request_id: UUID) -> ResponseReturnValue:
    try:
        reviewing.approve_request(request_id, _version(), actor=current_actor())
    except NotFitToApprove as refused:
        return _show(request_id, {}, {"_form": str(refused)}), 422
    flash("Approved. It is posted once its client has set the money aside.")
    return redirect(url_for("request_reviews.page"))


@blueprint.post("/<uuid:request_id>/return")
def give_back(request_id: UUID) -> ResponseReturnValue:
    notes = {
        name.removeprefix(_NOTE): text[:1_000]
        for name, text in request.form.items()
        if name.startswith(_NOTE)
    }
    try:
        reviewing.return_request(request_id, _version(), notes, actor=current_actor())
    except NoNotes as refused:
        return _show(request_id, notes, {"_form": str(refused)}), 422
    flash("Returned. Its client reads your notes at the fields.")
    return redirect(url_for("request_reviews.page"))


def _version() -> UUID:
    try:
        return UUID(request.form.get("version_id", ""))
    except ValueError:
        raise VersionNotFound from None


def _show(request_id: UUID, notes: Any, errors: Any) -> str:
    session, actor = db.session(), current_actor()
    found = queries.judged(session, request_id, actor)
    newest, *earlier = queries.versions(session, found.id)
    version = newest.version
    rows = rows_in(version)
    waits = found.state is RequestState.SUBMITTED
    return render_template(
        "marketplace/requests/review/show.html",
        scene_request=found,
        title=version.scene().brief.title,
        client=hooks.names(session, [found.client_id]).get(found.client_id, "A client"),
        version=version,
        due_at=queries.due_at(version),
        rows=rows,
        references=in_brief(session, version.scene().brief.references),
        labels=LABELS,
        before=earlier[0] if earlier else None,
        differences=differences(rows_in(earlier[0].version), rows) if earlier else (),
        against=reviewing.against_version(session, found, version) if waits else {},
        cost=cost_of(version.scene()),
        licence=licence_for(session, found.client_id, now().date()),
        record=record_of(session, found.client_id),
        verified=verified(session, found.client_id),
        waits=waits,
        own=version.submitted_by == actor.id,
        review=newest.review,
        notes=notes,
        errors=errors,
    )
