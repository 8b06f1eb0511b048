"""Pages of the bundles of evidence."""

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy import select

from consent.console.bundles import actions, queries
from consent.console.bundles.errors import NothingInIt, TooLarge
from consent.console.bundles.making import KEPT_FOR
from consent.console.bundles.models import Bundle, BundleState, Scope
from consent.console.bundles.schemas import BundleForm
from foundation import hooks, storage
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor, settings

blueprint = Blueprint("bundles", __name__, url_prefix="/compliance/evidence")
SCOPES = {
    Scope.RECORDING: "A recording",
    Scope.PERSON: "A person",
    Scope.CLIENT: "A client",
    Scope.PERIOD: "A period",
}
STATES = {
    BundleState.ASKED: ("Being made", "info"),
    BundleState.MADE: ("Ready", "ok"),
    BundleState.FAILED: ("Could not be made", "stop"),
    BundleState.GONE: ("Deleted", ""),
}
_SHOWN = 50


@blueprint.get("")
def page() -> ResponseReturnValue:
    asked = {name: request.args.get(name, "") for name in ("scope", "subject")}
    return _page({**asked, "opened": "yes"}, {})


@blueprint.post("")
def ask() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.READ_RIGHTS)
    try:
        form = BundleForm().load(request.form)
        period = (form["from_on"], form["to_on"]) if form["from_on"] else None
        bundle_id = actions.ask_for_bundle(
            form["scope"], form["subject"], period=period, opened=form["opened"], actor=actor
        )
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except (NothingInIt, TooLarge) as refused:
        return _page(request.form, {"scope": str(refused)}), 422
    return redirect(url_for("bundles.show", bundle_id=bundle_id))


@blueprint.get("/<uuid:bundle_id>")
def show(bundle_id: UUID) -> ResponseReturnValue:
    bundle = queries.bundle(db.session(), bundle_id, current_actor())
    return render_template(
        "consent/console/bundles/show.html",
        bundle=bundle,
        what=_what(bundle),
        turn=queries.turn_of(db.session(), bundle),
        states=STATES,
        kept_for=KEPT_FOR.days,
    )


@blueprint.post("/<uuid:bundle_id>/again")
def ask_again(bundle_id: UUID) -> ResponseReturnValue:
    actions.ask_again(bundle_id, actor=current_actor())
    flash("It is being made again.")
    return redirect(url_for("bundles.show", bundle_id=bundle_id))


@blueprint.get("/<uuid:bundle_id>/file")
def file(bundle_id: UUID) -> ResponseReturnValue:
    key = actions.take_bundle(bundle_id, actor=current_actor())
    name = f"evidence-{bundle_id}.zip"
    return redirect(storage.of(settings()).link(key, filename=name, media_type="application/zip"))


def _page(values: object, errors: object) -> str:
    current_actor().require_power(Power.READ_RIGHTS)
    newest = select(Bundle).order_by(Bundle.asked_at.desc(), Bundle.id).limit(_SHOWN)
    return render_template(
        "consent/console/bundles/page.html",
        bundles=[(each, _what(each)) for each in db.session().scalars(newest).all()],
        scopes=[(scope.value, label) for scope, label in SCOPES.items()],
        states=STATES,
        values=values,
        errors=errors,
    )


def _what(bundle: Bundle) -> str:
    """A client by its name; a person stays an id in a list that nobody puts on record."""
    if bundle.subject_id is None:
        return f"From {bundle.from_on} to {bundle.to_on}"
    names = hooks.names(db.session(), [bundle.subject_id]) if bundle.scope is Scope.CLIENT else {}
    return f"{SCOPES[bundle.scope]}: {names.get(bundle.subject_id, bundle.subject_id)}"
