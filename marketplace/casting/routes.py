"""Pages on which performers apply, follow their applications and answer offers."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db
from foundation.downloads import saved_as
from foundation.web import current_actor
from marketplace.casting import (
    applying,
    contracts,
    offering,
    policy,
    reading,
    showing,
    tapes,
    watching,
)
from marketplace.casting.applying import Written
from marketplace.casting.errors import (
    ApplicationIncomplete,
    ApplicationNotInThatState,
    AuditionsTaken,
    BelowPosted,
    CounteredOnce,
    GigNotFound,
    NoSuchPart,
    NotOpenToApplications,
    OfferIsOver,
)
from marketplace.casting.saying import REASONS
from marketplace.casting.schemas import (
    ApplyForm,
    DeclineForm,
    TermsForm,
    major,
    proposed_from,
    slots_from,
)
from marketplace.casting.sending import send_tape
from marketplace.gigs.models import Gig
from marketplace.requests.content import SceneContent

blueprint = Blueprint("applications", __name__)


@blueprint.get("/applications")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    return render_template(
        "marketplace/casting/page.html",
        applications=showing.listed_of(session, actor.id),
        invitations=showing.invitations_of(session, actor.id),
    )


@blueprint.get("/gigs/<uuid:gig_id>/apply")
def apply(gig_id: UUID) -> ResponseReturnValue:
    return _apply(gig_id, None, {})


@blueprint.post("/gigs/<uuid:gig_id>/apply")
def save(gig_id: UUID) -> ResponseReturnValue:
    sent, actor = request.form.to_dict(), current_actor()
    try:
        form = ApplyForm().load(sent)
        written = Written(form["part"], form["note"], slots_from(form, current_user.zone))
        application_id = applying.save_draft(gig_id, written, actor=actor)
        _take_tape(application_id, form["upload_id"])
        if form["act"] == "submit":
            applying.submit_application(application_id, actor=actor)
    except ValidationError as invalid:
        return _apply(gig_id, sent, invalid.messages_dict), 422
    except NoSuchPart as refused:
        return _apply(gig_id, sent, {"part": str(refused)}), 422
    except (*tapes.UNFIT, AuditionsTaken) as refused:
        return _apply(gig_id, sent, {"tape": str(refused)}), 422
    except ApplicationIncomplete as refused:
        return _apply(gig_id, sent, refused.sentences), 422
    except (NotOpenToApplications, ApplicationNotInThatState) as refused:
        return _apply(gig_id, sent, {"_form": str(refused)}), 409
    submitted = form["act"] == "submit"
    flash("Submitted. An answer is owed to you." if submitted else "Kept as a draft.")
    return redirect(url_for("applications.show", application_id=application_id), 303)


@blueprint.get("/applications/<uuid:application_id>")
def show(application_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = showing.shown(
        session, reading.own_application(session, application_id, current_actor())
    )
    clients = {each.on_behalf_of for each in found.viewings if each.on_behalf_of}
    named = clients | ({found.gig.client_id} if found.terms else set())
    return render_template(
        "marketplace/casting/show.html", shown=found, names=hooks.names(session, named)
    )


@blueprint.get("/applications/<uuid:application_id>/tape")
def own_tape(application_id: UUID) -> ResponseReturnValue:
    return send_tape(watching.own_tape(db.session(), application_id, current_actor()))


@blueprint.post("/applications/<uuid:application_id>/tape/remove")
def remove_tape(application_id: UUID) -> ResponseReturnValue:
    tapes.remove_tape(application_id, actor=current_actor())
    flash("The self-tape is removed, and destroyed.")
    return redirect(url_for("applications.show", application_id=application_id), 303)


@blueprint.get("/applications/<uuid:application_id>/withdraw")
def ask_to_withdraw(application_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = reading.own_application(session, application_id, current_actor())
    gig = session.get_one(Gig, found.gig_id)
    return render_template("marketplace/casting/withdraw.html", application=found, gig=gig)


@blueprint.post("/applications/<uuid:application_id>/withdraw")
def withdraw(application_id: UUID) -> ResponseReturnValue:
    applying.withdraw_application(application_id, actor=current_actor())
    flash("You took it back.")
    return redirect(url_for("applications.show", application_id=application_id), 303)


@blueprint.get("/offers/<uuid:offer_id>/decline")
def ask_to_decline(offer_id: UUID) -> ResponseReturnValue:
    return _decline(offer_id, {}, {})


@blueprint.post("/offers/<uuid:offer_id>/decline")
def decline(offer_id: UUID) -> ResponseReturnValue:
    offer = reading.own_offer(db.session(), offer_id, current_actor())
    application_id = offer.application_id
    try:
        form = DeclineForm().load(request.form)
        offering.decline_offer(offer_id, form["reason"], actor=current_actor())
    except ValidationError as invalid:
        return _decline(offer_id, request.form, invalid.messages_dict), 422
    flash("You declined the offer. The client was told.")
    return redirect(url_for("applications.show", application_id=application_id), 303)


@blueprint.get("/offers/<uuid:offer_id>/terms")
def other_terms(offer_id: UUID) -> ResponseReturnValue:
    return _terms(offer_id, None, {})


@blueprint.post("/offers/<uuid:offer_id>/terms")
def counter(offer_id: UUID) -> ResponseReturnValue:
    offer = reading.own_offer(db.session(), offer_id, current_actor())
    application_id = offer.application_id
    currency = SceneContent.read(offer.terms).pay.currency
    try:
        proposed = proposed_from(TermsForm().load(request.form), currency)
        offering.counter_offer(offer_id, proposed, actor=current_actor())
    except ValidationError as invalid:
        return _terms(offer_id, request.form, invalid.messages_dict), 422
    except BelowPosted as refused:
        return _terms(offer_id, request.form, refused.sentences), 422
    except (CounteredOnce, OfferIsOver) as refused:
        return _terms(offer_id, request.form, {"_form": str(refused)}), 409
    flash("Your terms are with the client. Nothing is agreed until you sign.")
    return redirect(url_for("applications.show", application_id=application_id), 303)


@blueprint.get("/engagements/<uuid:engagement_id>/contract")
def contract(engagement_id: UUID) -> ResponseReturnValue:
    reading.engagement_for(db.session(), engagement_id, current_actor())
    document = contracts.document(db.session(), engagement_id)
    answer = Response(document, content_type="application/pdf")
    return saved_as(answer, f"contract-{engagement_id}.pdf")


def _take_tape(application_id: UUID, upload_id: UUID | None) -> None:
    file, actor = request.files.get("tape"), current_actor()
    if upload_id is not None:
        new = tapes.keep_upload(upload_id, actor=actor)
    elif file is not None and file.filename:
        new = tapes.keep_file(file)
    else:
        return
    tapes.attach_tape(application_id, new, actor=actor)


def _apply(gig_id: UUID, values: Mapping[str, Any] | None, errors: Mapping[str, Any]) -> str:
    session, actor = db.session(), current_actor()
    gig = session.get(Gig, gig_id)
    if gig is None:
        raise GigNotFound
    if not policy.may_apply(actor):
        raise GigNotFound
    part = (values or {}).get("part") or request.args.get("part", "")
    found = showing.apply_page(session, gig, part, actor.id)
    return render_template(
        "marketplace/casting/apply.html",
        page=found,
        values=values if values is not None else _typed(found, part),
        errors=errors,
        zone=current_user.zone,
    )


def _typed(found: showing.ApplyPage, part: str) -> dict[str, Any]:
    """What was kept of it before."""
    draft = found.draft
    parts = found.content.brief.parts
    only = parts[0].key if len(parts) == 1 else part
    return {"part": draft.part_key, "note": draft.note} if draft else {"part": only}


def _decline(offer_id: UUID, values: Any, errors: Any) -> str:
    session = db.session()
    offer = reading.own_offer(session, offer_id, current_actor())
    return render_template(
        "marketplace/casting/decline.html",
        offer=offer,
        gig=session.get_one(Gig, offer.gig_id),
        reasons=[(each.value, said) for each, said in REASONS.items()],
        values=values,
        errors=errors,
    )


def _terms(offer_id: UUID, values: Any, errors: Any) -> str:
    session = db.session()
    offer = reading.own_offer(session, offer_id, current_actor())
    pay = SceneContent.read(offer.terms).pay
    offered = {
        "hourly": major(pay.hourly_minor, pay.currency),
        "take": major(pay.take_minor, pay.currency),
    }
    return render_template(
        "marketplace/casting/terms.html",
        offer=offer,
        pay=pay,
        gig=session.get_one(Gig, offer.gig_id),
        values=values if values is not None else offered,
        errors=errors,
    )
