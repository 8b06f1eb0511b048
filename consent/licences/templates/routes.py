"""Pages on which compliance writes what clients are asked to sign."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import EXCLUDE, Schema, ValidationError, fields, validate

from consent.agreements import choices
from consent.agreements.comparing import differences
from consent.agreements.planned import Planned
from consent.licences.templates import actions, form, queries
from consent.licences.templates.errors import NameIsTaken, NoSuchLanguage, NotFitToPublish
from consent.licences.templates.models import LicenceVersion
from consent.licences.templates.planned import PlannedLicence
from consent.licences.templates.saying import MODELS, summary
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("licence_templates", __name__, url_prefix="/licences/templates")
_MODELS = [(each.value, sentence) for each, sentence in MODELS.items()]


class NameForm(Schema):
    class Meta:
        unknown = EXCLUDE

    name = fields.String(
        required=True,
        validate=validate.Length(1, 100, error="Give it a name of at most 100 characters."),
    )


class SeenForm(Schema):
    class Meta:
        unknown = EXCLUDE

    seen = fields.Integer(required=True)


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_AGREEMENTS)
    return _page({}, {})


@blueprint.post("")
def begin_template() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_AGREEMENTS)
    try:
        name = NameForm().load(request.form)["name"].strip()
        empty = PlannedLicence(rights=Planned(uses={}))
        draft = actions.begin_template(name, empty, actor=actor)
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NameIsTaken as refused:
        return _page(request.form, {"name": str(refused)}), 409
    return redirect(url_for("licence_templates.edit", version_id=draft))


@blueprint.get("/<uuid:template_id>")
def template(template_id: UUID) -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_AGREEMENTS)
    session = db.session()
    return render_template(
        "consent/licences/templates/template.html",
        template=queries.template(session, template_id),
        versions=queries.versions(session, template_id),
    )


@blueprint.post("/<uuid:template_id>/versions")
def begin_version(template_id: UUID) -> ResponseReturnValue:
    draft = actions.begin_version(template_id, actor=current_actor())
    return _back(draft, "The draft begins as the newest version was.")


@blueprint.get("/versions/<uuid:version_id>")
def version(version_id: UUID) -> ResponseReturnValue:
    return _version(version_id)


@blueprint.get("/versions/<uuid:version_id>/edit")
def edit(version_id: UUID) -> ResponseReturnValue:
    found = _draft(version_id)
    return _edit(found, form.values(found), {})


@blueprint.post("/versions/<uuid:version_id>/edit")
def change_version(version_id: UUID) -> ResponseReturnValue:
    found = _draft(version_id)
    try:
        said = form.LicenceForm().load(_filled())
        actions.change_version(
            version_id,
            said["seen"],
            form.licence_from(said),
            form.text_from(said),
            actor=current_actor(),
        )
    except ValidationError as invalid:
        return _edit(found, request.form, invalid.messages_dict), 422
    except NoSuchLanguage as refused:
        return _edit(found, request.form, {"locale": str(refused)}), 422
    return _back(version_id, "The draft is saved.")


@blueprint.post("/versions/<uuid:version_id>/propose")
def propose_version(version_id: UUID) -> ResponseReturnValue:
    seen = SeenForm().load(request.form)["seen"]
    try:
        actions.propose_version(version_id, seen, actor=current_actor())
    except NotFitToPublish:
        db.session.rollback()
        return _version(version_id), 422
    return _back(version_id, "It is proposed. Somebody else looks at it and publishes it.")


@blueprint.post("/versions/<uuid:version_id>/publish")
def publish_version(version_id: UUID) -> ResponseReturnValue:
    actions.publish_version(version_id, actor=current_actor())
    return _back(version_id, "It is published. From now on this version can be offered.")


@blueprint.post("/versions/<uuid:version_id>/return")
def return_version(version_id: UUID) -> ResponseReturnValue:
    actions.return_version(version_id, actor=current_actor())
    return _back(version_id, "It is a draft again.")


@blueprint.post("/versions/<uuid:version_id>/discard")
def discard_version(version_id: UUID) -> ResponseReturnValue:
    actions.discard_version(version_id, actor=current_actor())
    return _back(version_id, "The draft is discarded.")


def _draft(version_id: UUID) -> LicenceVersion:
    current_actor().require_power(Power.KEEP_AGREEMENTS)
    found = queries.version(db.session(), version_id)
    found.refuse_unless_draft()
    return found


def _filled() -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: value for name, value in request.form.items() if value.strip()}


def _page(values: object, errors: object) -> str:
    return render_template(
        "consent/licences/templates/page.html",
        templates=queries.templates(db.session()),
        values=values,
        errors=errors,
    )


def _version(version_id: UUID) -> str:
    actor, session = current_actor(), db.session()
    actor.require_power(Power.KEEP_AGREEMENTS)
    found = queries.version(session, version_id)
    before, planned = queries.published_before(session, found), queries.planned(found)
    old = queries.planned(before).rights if before else None
    return render_template(
        "consent/licences/templates/version.html",
        template=queries.template(session, found.template_id),
        version=found,
        text_hash=queries.text_hash(found),
        summary=summary(planned),
        against=queries.against(found),
        before=before,
        differences=differences(old, planned.rights) if old else (),
        may_publish=actor.id != found.proposed_by,
    )


def _edit(found: LicenceVersion, values: object, errors: object) -> str:
    return render_template(
        "consent/licences/templates/edit.html",
        template=queries.template(db.session(), found.template_id),
        version=found,
        choices=choices,
        models=_MODELS,
        values=values,
        errors=errors,
    )


def _back(version_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("licence_templates.version", version_id=version_id))
