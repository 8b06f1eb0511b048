"""Pages on which casting and clients look for performers."""

from typing import Any
from uuid import UUID
from zoneinfo import ZoneInfo

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation.cursors import place_in
from foundation.database import db
from foundation.shell import reader
from foundation.web import current_actor
from marketplace.clients.finding import actions, visibility
from marketplace.clients.finding.actions import Results
from marketplace.clients.finding.errors import PerformerNotFound
from marketplace.clients.finding.schemas import MANY, FindForm, wanted_from
from marketplace.profiles import profile_form, showing
from marketplace.profiles.equipment import findings
from marketplace.profiles.reels import sending
from marketplace.profiles.reels.queries import Shown, reel_of, shown_reels

blueprint = Blueprint("performers", __name__, url_prefix="/performers")


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(visibility.may_look(actor))
    asked = _asked()
    try:
        wanted = wanted_from(FindForm().load(asked), ZoneInfo(reader().zone))
    except ValidationError as invalid:
        return _page(asked, Results([]), invalid.messages_dict), 422
    below = place_in(request.args.get("after", ""))
    return _page(asked, actions.find_performers(wanted, actor=actor, below=below), {})


@blueprint.get("/<uuid:performer_id>")
def show(performer_id: UUID) -> ResponseReturnValue:
    seen = actions.look_at(performer_id, actor=current_actor())
    return render_template(
        "marketplace/clients/performer.html",
        seen=seen,
        lines=showing.lines(seen.profile),
        measured=findings.lines(seen.equipment.found) if seen.equipment else [],
        reels=shown_reels(db.session(), performer_id),
        may_search=visibility.may_look(current_actor()),
    )


@blueprint.get("/<uuid:performer_id>/reels/<uuid:reel_id>")
def play(performer_id: UUID, reel_id: UUID) -> ResponseReturnValue:
    """Asked again for every range of bytes."""
    return sending.send_reel(_reel(performer_id, reel_id))


@blueprint.get("/<uuid:performer_id>/reels/<uuid:reel_id>/poster")
def poster(performer_id: UUID, reel_id: UUID) -> ResponseReturnValue:
    return sending.send_poster(_reel(performer_id, reel_id))


@blueprint.get("/<uuid:performer_id>/reels/<uuid:reel_id>/preview")
def preview(performer_id: UUID, reel_id: UUID) -> ResponseReturnValue:
    return sending.send_preview(_reel(performer_id, reel_id))


def _reel(performer_id: UUID, reel_id: UUID) -> Shown:
    session, actor = db.session(), current_actor()
    if not visibility.may_see(session, actor, performer_id):
        raise PerformerNotFound
    return reel_of(session, performer_id, reel_id, own=False)


def _asked() -> dict[str, Any]:
    """What was left empty was not asked."""
    given = {name: value for name, value in request.args.items() if value and name != "after"}
    return given | {name: found for name in MANY if (found := request.args.getlist(name))}


def _page(asked: dict[str, Any], results: Results, errors: Any) -> str:
    return render_template(
        "marketplace/clients/performers.html",
        choices=profile_form,
        values=asked,
        errors=errors,
        rows=[(each, showing.lines(each)) for each in results.profiles],
        further=url_for("performers.page", **asked, after=results.next) if results.next else "",
        is_let=visibility.finds_somebody(db.session(), current_actor()),
    )
