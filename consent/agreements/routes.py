"""Pages on which compliance writes what performers are asked to sign."""

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.agreements import actions, choices, publishing, queries
from consent.agreements.comparing import differences
from consent.agreements.errors import NameIsTaken, NoSuchLanguage, NotFitToPublish
from consent.agreements.models import AgreementVersion
from consent.agreements.planned import Planned
from consent.agreements.saying import summary
from consent.agreements.schemas import BeginForm, RemoveForm, SeenForm, TermsForm, TextForm
from consent.agreements.terms_form import planned_from, values_of
from foundation.actors import Power
from foundation.database import db
from foundation.web import current_actor

blueprint = Blueprint("agreements", __name__, url_prefix="/agreements")


@blueprint.get("")
def page() -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_AGREEMENTS)
    return _page({}, {})


@blueprint.post("")
def begin() -> ResponseReturnValue:
    actor = current_actor()
    actor.require_power(Power.KEEP_AGREEMENTS)
    try:
        form = BeginForm().load(request.form)
        draft = actions.begin_agreement(
            form["name"].strip(), form["signature"], Planned(uses={}), actor=actor
        )
    except ValidationError as invalid:
        return _page(request.form, invalid.messages_dict), 422
    except NameIsTaken as refused:
        return _page(request.form, {"name": str(refused)}), 409
    return redirect(url_for("agreements.terms", version_id=draft))


@blueprint.get("/<uuid:template_id>")
def template(template_id: UUID) -> ResponseReturnValue:
    current_actor().require_power(Power.KEEP_AGREEMENTS)
    session = db.session()
    return render_template(
        "consent/agreements/template.html",
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


@blueprint.get("/versions/<uuid:version_id>/terms")
def terms(version_id: UUID) -> ResponseReturnValue:
    found = _draft(version_id)
    return _terms(found, {**values_of(queries.planned(found)), "seen": found.version}, {})


@blueprint.post("/versions/<uuid:version_id>/terms")
def change_terms(version_id: UUID) -> ResponseReturnValue:
    found = _draft(version_id)
    try:
        form = TermsForm().load(_filled(request.form))
    except ValidationError as invalid:
        return _terms(found, request.form, invalid.messages_dict), 422
    actions.change_terms(version_id, form["seen"], planned_from(form), actor=current_actor())
    return _back(version_id, "The terms are saved.")


@blueprint.get("/versions/<uuid:version_id>/text")
def text(version_id: UUID) -> ResponseReturnValue:
    found = _draft(version_id)
    locale = request.args.get("locale", "")
    written = next((t for t in queries.texts(db.session(), found.id) if t.locale == locale), None)
    values = {"title": written.title, "body": written.body} if written else {}
    return _text(found, {**values, "locale": locale, "seen": found.version}, {})


@blueprint.post("/versions/<uuid:version_id>/text")
def write_text(version_id: UUID) -> ResponseReturnValue:
    found = _draft(version_id)
    try:
        form = TextForm().load(request.form)
        actions.write_text(
            version_id,
            form["seen"],
            form["locale"].strip(),
            title=form["title"].strip(),
            body=form["body"].replace("\r\n", "\n").strip(),
            actor=current_actor(),
        )
    except ValidationError as invalid:
        return _text(found, request.form, invalid.messages_dict), 422
    except NoSuchLanguage as refused:
        return _text(found, request.form, {"locale": str(refused)}), 422
    return _back(version_id, "The text is saved.")


@blueprint.post("/versions/<uuid:version_id>/text/remove")
def remove_text(version_id: UUID) -> ResponseReturnValue:
    form = RemoveForm().load(request.form)
    actions.remove_text(version_id, form["seen"], form["locale"], actor=current_actor())
    return _back(version_id, "The text in this language is removed.")


@blueprint.post("/versions/<uuid:version_id>/propose")
def propose(version_id: UUID) -> ResponseReturnValue:
    form = SeenForm().load(request.form)
    try:
        publishing.propose_version(version_id, form["seen"], actor=current_actor())
    except NotFitToPublish:
        db.session.rollback()
        return _version(version_id), 422
    return _back(version_id, "It is proposed. Somebody else looks at it and publishes it.")


@blueprint.post("/versions/<uuid:version_id>/publish")
def publish(version_id: UUID) -> ResponseReturnValue:
    publishing.publish_version(version_id, actor=current_actor())
    return _back(version_id, "It is published. From now on this version is offered.")


@blueprint.post("/versions/<uuid:version_id>/return")
def give_back(version_id: UUID) -> ResponseReturnValue:
    publishing.return_version(version_id, actor=current_actor())
    return _back(version_id, "It is a draft again.")


@blueprint.post("/versions/<uuid:version_id>/discard")
def discard(version_id: UUID) -> ResponseReturnValue:
    publishing.discard_version(version_id, actor=current_actor())
    return _back(version_id, "The draft is discarded.")


def _draft(version_id: UUID) -> AgreementVersion:
    current_actor().require_power(Power.KEEP_AGREEMENTS)
    found = queries.version(db.session(), version_id)
    found.refuse_unless_draft()
    return found


def _filled(form: Any) -> dict[str, Any]:
    """A field that was left empty says nothing."""
    return {name: value for name, value in form.items() if value.strip()}


def _page(values: object, errors: object) -> str:
    return render_template(
        "consent/agreements/page.html",
        agreements=queries.agreements(db.session()),
        signatures=choices.SIGNATURES,
        values=values,
        errors=errors,
    )


def _version(version_id: UUID) -> str:
    actor, session = current_actor(), db.session()
    actor.require_power(Power.KEEP_AGREEMENTS)
    found = queries.version(session, version_id)
    before, planned = queries.published_before(session, found), queries.planned(found)
    return render_template(
        "consent/agreements/version.html",
        template=queries.template(session, found.template_id),
        version=found,
        summary=summary(planned),
        texts=[(each, queries.findings(each)) for each in queries.texts(session, found.id)],
        against=queries.against(session, found),
        before=before,
        differences=differences(queries.planned(before), planned) if before else (),
        may_publish=actor.id != found.proposed_by,
    )


def _terms(found: AgreementVersion, values: object, errors: object) -> str:
    return render_template(
        "consent/agreements/terms.html",
        template=queries.template(db.session(), found.template_id),
        version=found,
        values=values,
        errors=errors,
        choices=choices,
    )


def _text(found: AgreementVersion, values: object, errors: object) -> str:
    return render_template(
        "consent/agreements/text.html",
        template=queries.template(db.session(), found.template_id),
        version=found,
        values=values,
        errors=errors,
    )


def _back(version_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("agreements.version", version_id=version_id))
