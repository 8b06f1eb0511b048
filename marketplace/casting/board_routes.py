"""Pages for those who cast: the boards, an application, tapes side by side, offers."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from consent.keeping.readings import Shown, put_on_record
from foundation import hooks
from foundation.database import db, transaction
from foundation.errors import Conflict
from foundation.web import current_actor
from marketplace.budgets.errors import BudgetTooSmall
from marketplace.casting import (
    answering,
    board,
    board_pages,
    noting,
    offering,
    policy,
    reading,
    watching,
)
from marketplace.casting.errors import (
    ApplicationNotInThatState,
    BelowPosted,
    CannotBeOffered,
    ClientAddressMissing,
    GigIsOver,
    LicenceMissing,
    NothingToUndo,
    PartIsFilled,
    TapeNotFound,
)
from marketplace.casting.saying import SAID
from marketplace.casting.schemas import (
    MarkForm,
    NoteForm,
    OfferForm,
    ids_from,
    proposed_from,
    state_from,
)
from marketplace.casting.sending import send_tape
from marketplace.gigs.models import Gig

blueprint = Blueprint("casting", __name__, url_prefix="/casting")
_NO_OFFER = (
    ApplicationNotInThatState,
    BudgetTooSmall,
    CannotBeOffered,
    ClientAddressMissing,
    LicenceMissing,
    PartIsFilled,
)
_NO_TAPE = "None of these has a self-tape that can be played."


@blueprint.get("")
def page() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_list_boards(actor))
    rows = board.boards(db.session(), actor)
    return render_template("marketplace/casting/boards.html", rows=rows)


@blueprint.get("/late")
def late() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_see_late(actor))
    with transaction() as session:
        found = board.late(session)
        people = {application.performer_id for application, _ in found}
        put_on_record(session, actor, Shown.LIST, people)
        names = hooks.names(session, people | {gig.client_id for _, gig in found})
    return render_template("marketplace/casting/late.html", rows=found, names=names)


@blueprint.get("/<uuid:gig_id>")
def show(gig_id: UUID) -> ResponseReturnValue:
    return board_pages.board(gig_id, {})


@blueprint.post("/<uuid:gig_id>/move")
def move(gig_id: UUID) -> ResponseReturnValue:
    try:
        state = state_from(request.form.get("state", ""))
        chosen = ids_from(request.form.getlist("chosen"))
        number = answering.answer_applications(gig_id, chosen, state, actor=current_actor())
    except ValidationError as invalid:
        return board_pages.board(gig_id, invalid.messages_dict), 422
    except (ApplicationNotInThatState, GigIsOver) as refused:
        return board_pages.board(gig_id, {"chosen": str(refused)}), 409
    flash(f"{number} {SAID[state]}. They were told. You can undo this.")
    return redirect(url_for("casting.show", gig_id=gig_id), 303)


@blueprint.post("/<uuid:gig_id>/undo")
def undo(gig_id: UUID) -> ResponseReturnValue:
    try:
        number = answering.undo_move(gig_id, actor=current_actor())
        flash(f"{number} put back to where they were.")
    except (GigIsOver, NothingToUndo) as refused:
        flash(str(refused), "error")
    return redirect(url_for("casting.show", gig_id=gig_id), 303)


@blueprint.post("/<uuid:gig_id>/watch")
def watch(gig_id: UUID) -> ResponseReturnValue:
    try:
        chosen = ids_from(request.form.getlist("chosen"))
        opened = watching.open_tapes(gig_id, chosen, actor=current_actor())
    except ValidationError as invalid:
        return board_pages.board(gig_id, invalid.messages_dict), 422
    except TapeNotFound:
        return board_pages.board(gig_id, {"chosen": _NO_TAPE}), 422
    return redirect(url_for("casting.sitting", gig_id=gig_id, sitting_id=opened), 303)


@blueprint.get("/<uuid:gig_id>/sittings/<uuid:sitting_id>")
def sitting(gig_id: UUID, sitting_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = watching.sitting(session, gig_id, sitting_id, current_actor())
    return render_template(
        "marketplace/casting/sitting.html",
        gig=session.get_one(Gig, gig_id),
        opened=found,
        names=hooks.names(session, {each.application.performer_id for each in found}),
        ends_at=found[0].viewing.opened_at + watching.LASTS,
    )


@blueprint.get("/tapes/<uuid:viewing_id>")
def tape(viewing_id: UUID) -> ResponseReturnValue:
    return send_tape(watching.tape_for(db.session(), viewing_id, current_actor()))


@blueprint.get("/applications/<uuid:application_id>")
def application(application_id: UUID) -> ResponseReturnValue:
    return board_pages.application(application_id, {}, {})


@blueprint.post("/applications/<uuid:application_id>/mark")
def mark(application_id: UUID) -> ResponseReturnValue:
    try:
        form = MarkForm().load(request.form)
        noting.mark_application(application_id, **form, actor=current_actor())
    except ValidationError as invalid:
        return board_pages.application(application_id, request.form, invalid.messages_dict), 422
    flash("Kept. Only those who cast for this client see it.")
    return redirect(url_for("casting.application", application_id=application_id), 303)


@blueprint.post("/applications/<uuid:application_id>/notes")
def add_note(application_id: UUID) -> ResponseReturnValue:
    try:
        form = NoteForm().load(request.form)
        noting.add_note(application_id, form["text"], form["beside"], actor=current_actor())
    except ValidationError as invalid:
        return board_pages.application(application_id, request.form, invalid.messages_dict), 422
    flash("The note is kept. Only those who cast for this client see it.")
    return redirect(url_for("casting.application", application_id=application_id), 303)


@blueprint.get("/applications/<uuid:application_id>/offer")
def ask_to_offer(application_id: UUID) -> ResponseReturnValue:
    return board_pages.offer(application_id, None, {})


@blueprint.post("/applications/<uuid:application_id>/offer")
def offer(application_id: UUID) -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = reading.application_to_cast(session, application_id, actor)
    currency = session.get_one(Gig, found.gig_id).currency
    try:
        form = OfferForm().load(request.form)
        proposed, lasts = proposed_from(form, currency), timedelta(days=form["days"])
        offering.make_offer(application_id, proposed, actor=actor, lasts=lasts)
    except ValidationError as invalid:
        return board_pages.offer(application_id, request.form, invalid.messages_dict), 422
    except BelowPosted as refused:
        return board_pages.offer(application_id, request.form, refused.sentences), 422
    except _NO_OFFER as refused:
        return board_pages.offer(application_id, request.form, {"_form": str(refused)}), 409
    flash("The offer is made, and its money is set aside.")
    return redirect(url_for("casting.application", application_id=application_id), 303)


@blueprint.post("/offers/<uuid:offer_id>/withdraw")
def withdraw_offer(offer_id: UUID) -> ResponseReturnValue:
    application_id = reading.offer_to_cast(db.session(), offer_id, current_actor()).application_id
    return _answered(
        application_id, lambda: offering.withdraw_offer(offer_id, actor=current_actor())
    )


@blueprint.post("/offers/<uuid:offer_id>/decline")
def decline_counter(offer_id: UUID) -> ResponseReturnValue:
    application_id = reading.offer_to_cast(db.session(), offer_id, current_actor()).application_id
    return _answered(
        application_id, lambda: answering.decline_counter(offer_id, actor=current_actor())
    )


def _answered(application_id: UUID, act: Any) -> ResponseReturnValue:
    try:
        act()
        flash("Done. The performer was told.")
    except Conflict as refused:
        flash(str(refused), "error")
    return redirect(url_for("casting.application", application_id=application_id), 303)
