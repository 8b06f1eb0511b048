"""The page of notices, how they come, and the link in mail that turns them off."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation.database import db
from foundation.notices import actions, kinds, links, queries
from foundation.notices.kinds import Delivery
from foundation.web import current_actor

blueprint = Blueprint("notices", __name__, url_prefix="/notices")

LABELS = {
    Delivery.AT_ONCE: "Page, and mail at once",
    Delivery.DAILY: "Page, and a daily mail",
    Delivery.WEEKLY: "Page, and a weekly mail",
    Delivery.PAGE: "Page only",
    Delivery.OFF: "Off",
}


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor, session = current_actor(), db.session()
    only_unread = "unread" in request.args
    found = queries.page(
        session, actor.id, only_unread=only_unread, after=request.args.get("after")
    )
    return render_template(
        "foundation/notices/page.html",
        notices=found.items,
        older=found.next,
        unread=queries.unread(session, actor.id),
        only_unread=only_unread,
        label_of=kinds.label_of,
    )


@blueprint.post("/<uuid:notice_id>/read")
def read(notice_id: UUID) -> ResponseReturnValue:
    notice = actions.read_notice(notice_id, actor=current_actor())
    return redirect(notice.url if "open" in request.form else url_for("notices.page"))


@blueprint.post("/read")
def read_all() -> ResponseReturnValue:
    actions.read_all_notices(actor=current_actor())
    flash("All notices are marked as read.")
    return redirect(url_for("notices.page"))


@blueprint.get("/choices")
def choices() -> ResponseReturnValue:
    return _choices(queries.chosen_by(db.session(), current_actor().id), {})


def _choices(values: Mapping[str, str], errors: Mapping[str, list[str]]) -> str:
    return render_template(
        "foundation/notices/choices.html",
        groups=queries.groups_for(db.session(), current_actor().id),
        options_of=lambda kind: [(each, LABELS[each]) for each in kind.choices],
        values=values,
        errors=errors,
    )


@blueprint.post("/choices")
def choose() -> ResponseReturnValue:
    """Each kind is a field; what is no choice at that kind is an error at its field."""
    groups = queries.groups_for(db.session(), current_actor().id)
    offered = {kind.name: kind for group in groups.values() for kind in group}
    typed = {name: request.form[name] for name in offered if name in request.form}
    errors = {
        name: ["Choose one of these."]
        for name, value in typed.items()
        if value not in offered[name].choices
    }
    if errors:
        return _choices(typed, errors), 422
    chosen = {name: Delivery(value) for name, value in typed.items()}
    actions.choose_deliveries(chosen, actor=current_actor())
    flash("Your choices are kept.")
    return redirect(url_for("notices.choices"))


@blueprint.get("/turn-off/<token>")
def turn_off_page(token: str) -> ResponseReturnValue:
    """Only asks: mail scanners open every link."""
    subscription = links.read(token)
    label = kinds.label_of(subscription.kind)
    digest = subscription.kind == links.DIGEST
    return render_template(
        "foundation/notices/turn_off.html", token=token, label=label, digest=digest
    )


@blueprint.post("/turn-off/<token>")
def turn_off(token: str) -> ResponseReturnValue:
    """Also what a mail program sends by itself (RFC 8058), which follows no redirect."""
    actions.turn_off_mail(links.read(token))
    return render_template("foundation/notices/turned_off.html")
