"""Pages of filings and sub-processors."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.licences.filings import actions, content, policy, queries
from consent.licences.filings.actions import NewFiling, NewSubProcessor
from consent.licences.filings.errors import EndsBeforeItBegins, FilingNotFound, NoSuchRegion
from consent.licences.filings.models import FilingKind
from foundation import hooks, storage
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor, settings

blueprint = Blueprint("filings", __name__, url_prefix="/licences/filings")
_KINDS = [(each.value, each.value.replace("_", " ").capitalize()) for each in FilingKind]
_ONE: dict[str, Any] = dict.fromkeys(("required", "unknown", "invalid_uuid"), "Choose one.")
_DAY: dict[str, Any] = dict.fromkeys(("required", "invalid"), "Write a day.")


def _words(most: int) -> fields.String:
    said = f"Use 2 to {most} characters."
    return fields.String(required=True, validate=validate.Length(2, most, error=said))


class FilingForm(Schema):
    class Meta:
        unknown = EXCLUDE

    kind = fields.Enum(FilingKind, by_value=True, required=True, error_messages=_ONE)
    title = _words(150)
    client_id = fields.UUID(load_default=None, error_messages=_ONE)


class SubProcessorForm(Schema):
    class Meta:
        unknown = EXCLUDE

    name = _words(200)
    purpose = _words(500)
    region = fields.String(required=True, validate=validate.Length(2, 16, error="Write a code."))
    since_on = fields.Date(required=True, error_messages=_DAY)


class UntilForm(Schema):
    class Meta:
        unknown = EXCLUDE

    until_on = fields.Date(required=True, error_messages=_DAY)


@blueprint.get("")
def page() -> ResponseReturnValue:
    return _page({}, {})


@blueprint.post("")
def keep_filing() -> ResponseReturnValue:
    actor = current_actor()
    try:
        form = FilingForm().load(_filled())
        new = NewFiling(**{**form, "client_id": actor.on_behalf_of or form["client_id"]})
        actor.require(policy.may_keep(actor, new.client_id))
        held = content.given(request.form.get("text", ""), request.files.get("file"))
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except content.UNFIT as refused:
        return _page(request.form, {"text": str(refused)}), 422
    with content.dropped_on_failure(held):
        filing = actions.keep_filing(new, held, actor=actor)
    return _back(filing, "It is kept.")


@blueprint.get("/<uuid:filing_id>")
def show(filing_id: UUID) -> ResponseReturnValue:
    return _show(filing_id, {}, {})


@blueprint.post("/<uuid:filing_id>/versions")
def keep_version(filing_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    found = queries.filing(db.session(), filing_id, actor)
    actor.require(policy.may_keep(actor, found.client_id))
    try:
        held = content.given(request.form.get("text", ""), request.files.get("file"))
    except content.UNFIT as refused:
        return _show(filing_id, request.form, {"text": str(refused)}), 422
    with content.dropped_on_failure(held):
        actions.keep_version(filing_id, held, actor=actor)
    return _back(filing_id, "The new version is kept. What was kept before stays.")


@blueprint.get("/<uuid:filing_id>/versions/<int(max=2147483647):number>/file")
def file(filing_id: UUID, number: int) -> ResponseReturnValue:
    """By a link that ends within a minute; whoever followed it was allowed to."""
    found = queries.version(db.session(), filing_id, number, current_actor())
    if found.storage_key is None:
        raise FilingNotFound(filing_id)
    link = storage.of(settings()).link(
        found.storage_key, filename=found.filename, media_type=found.media_type
    )
    return redirect(link)


@blueprint.post("/sub-processors")
def add_sub_processor() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        form = SubProcessorForm().load(_filled())
        actions.add_sub_processor(NewSubProcessor(**form), actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NoSuchRegion as refused:
        return _page(request.form, {"region": str(refused)}), 422
    flash("It is on the list.")
    return redirect(url_for("filings.page"))


@blueprint.post("/sub-processors/<uuid:sub_processor_id>/end")
def end_sub_processor(sub_processor_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_RIGHTS)
    try:
        until = UntilForm().load(request.form)["until_on"]
        actions.end_sub_processor(sub_processor_id, until, actor=actor)
    except ValidationError as invalid:
        return _page({}, invalid.messages_dict), 422
    except EndsBeforeItBegins as refused:
        return _page({}, {"_until": str(refused)}), 422
    flash("Its last day is on the list.")
    return redirect(url_for("filings.page"))


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: each.strip() for name, each in request.form.items() if each.strip()}


def _page(values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    found = queries.filings(session, actor)
    keeps = Power.KEEP_RIGHTS in actor.powers and actor.on_behalf_of is None
    clients = hooks.organisations(session) if keeps else {}
    return render_template(
        "consent/licences/filings/page.html",
        filings=found,
        names=hooks.names(
            session, [each.filing.client_id for each in found if each.filing.client_id]
        ),
        sub_processors=queries.sub_processors(session),
        keeps=keeps,
        may_keep=keeps or policy.may_keep(actor, actor.on_behalf_of),
        clients=[(str(each), name) for each, name in clients.items()],
        kinds=_KINDS,
        values=values,
        errors=errors,
    )


def _show(filing_id: UUID, values: object, errors: object) -> str:
    session, actor = db.session(), current_actor()
    found = queries.filing(session, filing_id, actor)
    versions = queries.versions(session, filing_id)
    return render_template(
        "consent/licences/filings/filing.html",
        filing=found,
        versions=versions,
        names=hooks.names(session, [each.kept_by for each in versions]),
        may_keep=policy.may_keep(actor, found.client_id),
        values=values,
        errors=errors,
    )


def _back(filing_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("filings.show", filing_id=filing_id))
