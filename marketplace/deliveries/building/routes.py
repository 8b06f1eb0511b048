"""Pages on which a client asks for a delivery and sees how far each is."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields

from foundation import hooks
from foundation.database import db
from foundation.errors import DomainError
from foundation.web import current_actor
from marketplace.deliveries.building import actions, policy, queries
from marketplace.deliveries.building.errors import UnderWayAlready
from marketplace.deliveries.choosing.laying import empty_in
from marketplace.deliveries.choosing.showing import form_in_words, in_words, licence_of

blueprint = Blueprint("deliveries", __name__, url_prefix="/deliveries")
_FOLDER = "marketplace/deliveries/building"
PAGE = 30


class AskForm(Schema):
    class Meta:
        unknown = EXCLUDE

    recipient = fields.UUID(load_default=None, allow_none=True)


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.page(session, actor, after=request.args.get("after"), limit=PAGE)
    sees_all = policy.sees_all(actor)
    clients = {row.delivery.client_id for row in found.items} if sees_all else set()
    return render_template(
        f"{_FOLDER}/page.html",
        found=found,
        names=hooks.names(session, clients),
        sees_all=sees_all,
        may_ask=policy.may_ask(actor),
    )


@blueprint.get("/of/<uuid:version_id>")
def ask(version_id: UUID) -> ResponseReturnValue:
    return _ask(version_id, {})


@blueprint.post("/of/<uuid:version_id>")
def ask_for_delivery(version_id: UUID) -> ResponseReturnValue:
    given = {name: value for name, value in request.form.items() if value}
    try:
        recipient = AskForm().load(given)["recipient"]
        made = actions.ask_for_delivery(version_id, recipient=recipient, actor=current_actor())
    except ValidationError as invalid:
        return _ask(version_id, invalid.messages_dict), 422
    except UnderWayAlready as same:
        flash(str(same))
        return redirect(url_for("deliveries.show", delivery_id=same.delivery_id))
    except DomainError as refused:
        db.session.rollback()
        return _ask(version_id, {"recipient": str(refused)}), 422
    flash("It is being built. You are told when it is ready.")
    return redirect(url_for("deliveries.show", delivery_id=made))


@blueprint.get("/<uuid:delivery_id>")
def show(delivery_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.shown(session, delivery_id, actor)
    whose = found.delivery.client_id
    is_theirs = actor.on_behalf_of == whose
    return render_template(
        f"{_FOLDER}/show.html",
        found=found,
        client="" if is_theirs else hooks.names(session, [whose]).get(whose, "a client"),
        form_words=form_in_words(found.form),
    )


@blueprint.get("/<uuid:delivery_id>/progress")
def progress(delivery_id: UUID) -> ResponseReturnValue:
    """What htmx puts in every few seconds; once it is over, it asks for the whole page."""
    found = queries.shown(db.session(), delivery_id, current_actor())
    answer = render_template(f"{_FOLDER}/_progress.html", found=found)
    return answer, 200, {} if found.is_under_way else {"HX-Refresh": "true"}


@blueprint.post("/<uuid:delivery_id>/off")
def call_off_delivery(delivery_id: UUID) -> ResponseReturnValue:
    actions.call_off_delivery(delivery_id, actor=current_actor())
    flash("It is called off. What was made of it is deleted.")
    return redirect(url_for("deliveries.show", delivery_id=delivery_id))


def _ask(version_id: UUID, errors: dict[str, str]) -> str:
    session = db.session()
    found = queries.asking(session, version_id, current_actor())
    return render_template(
        f"{_FOLDER}/ask.html",
        found=found,
        words=in_words(session, found.version.chosen_by()),
        licence=licence_of(session, found.dataset.client_id, found.version.chosen_by()),
        form_words=form_in_words(found.version.wanted_as()),
        empty_splits=empty_in(session, found.version, found.dataset.client_id),
        values={"recipient": str(found.version.chosen_by().recipient or "")},
        errors=errors,
    )
