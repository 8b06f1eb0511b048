"""Pages on which performers read what they are asked, sign it or refuse it, and keep it."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import current_user
from marshmallow import ValidationError

from consent.signing import actions, choices, proofs, queries
from consent.signing.errors import AnswersMissing, NotSignableYet, PaperChanged
from consent.signing.kantara import kantara_receipt
from consent.signing.models import AgreementState
from consent.signing.offers import offer_of
from consent.signing.reading import read_signed
from consent.signing.receipts import receipt_of
from consent.signing.schemas import AnswerForm, answers_from
from consent.signing.viewing import answers_in_words, engagements, notice_in_words, paper_page
from foundation import typed
from foundation.database import db
from foundation.downloads import saved_as
from foundation.pdf import CannotBePrinted
from foundation.web import current_actor, settings

blueprint = Blueprint("signing", __name__, url_prefix="/sign")


@blueprint.get("")
def page() -> ResponseReturnValue:
    return render_template(
        "consent/signing/page.html",
        engagements=engagements(db.session(), current_actor().id),
    )


@blueprint.get("/<uuid:agreement_id>")
def paper(agreement_id: UUID) -> ResponseReturnValue:
    agreement = queries.own(db.session(), agreement_id, current_actor())
    if agreement.state is AgreementState.SIGNED:
        return redirect(url_for("signing.signed", agreement_id=agreement_id))
    return _paper(agreement_id, typed.waiting(_form(agreement_id)), {})


@blueprint.post("/<uuid:agreement_id>")
def sign(agreement_id: UUID) -> ResponseReturnValue:
    sent, actor = request.form.to_dict(), current_actor()
    queries.own(db.session(), agreement_id, actor)
    try:
        form = AnswerForm().load(sent)
        typed.keep_unless_fresh(current_user, _form(agreement_id), sent)
        actions.sign(
            agreement_id, form["seen"], answers_from(form), proven=current_user, actor=actor
        )
    except ValidationError as invalid:
        return _paper(agreement_id, sent, invalid.messages_dict), 422
    except AnswersMissing as refused:
        return _paper(agreement_id, sent, refused.sentences), 422
    except CannotBePrinted as refused:
        return _paper(agreement_id, sent, {"name": str(refused)}), 422
    except (NotSignableYet, PaperChanged) as refused:
        return _paper(agreement_id, sent, {"_form": str(refused)}), 409
    typed.waiting(_form(agreement_id))
    flash("You signed it. Your copy, the receipt and the proof are below.")
    return redirect(url_for("signing.signed", agreement_id=agreement_id), 303)


@blueprint.post("/<uuid:agreement_id>/refuse")
def refuse(agreement_id: UUID) -> ResponseReturnValue:
    actions.refuse(agreement_id, actor=current_actor())
    flash("You refused it. Nothing was allowed, and nothing else changes.")
    return redirect(url_for("signing.page"), 303)


@blueprint.get("/<uuid:agreement_id>/signed")
def signed(agreement_id: UUID) -> ResponseReturnValue:
    found = read_signed(agreement_id, actor=current_actor())
    return render_template(
        "consent/signing/signed.html",
        signed=found,
        own=found.kept.performer_id == current_actor().id,
        answers=answers_in_words(found),
        notice=notice_in_words(found.kept.notice_s),
    )


@blueprint.get("/<uuid:agreement_id>/document")
def document(agreement_id: UUID) -> ResponseReturnValue:
    found = read_signed(agreement_id, actor=current_actor())
    answer = Response(found.document, content_type="application/pdf")
    return saved_as(answer, f"agreement-{agreement_id}.pdf")


@blueprint.get("/<uuid:agreement_id>/receipt")
def receipt(agreement_id: UUID) -> ResponseReturnValue:
    found, given = read_signed(agreement_id, actor=current_actor()), settings()
    older = request.args.get("form") == "kantara"
    made = kantara_receipt(found, given) if older else receipt_of(found, given)
    answer = jsonify({**made, "proof": proofs.proof_of(db.session(), found.kept)})
    return saved_as(answer, f"receipt-{'kantara-' if older else ''}{agreement_id}.json")


def _paper(agreement_id: UUID, values: Mapping[str, Any], errors: Mapping[str, Any]) -> str:
    """Being shown is put on record, as long as it can be answered."""
    session, actor = db.session(), current_actor()
    offer = offer_of(session, queries.own(session, agreement_id, actor))
    text = offer.text(request.args.get("locale") or current_user.locale)
    seen = ""
    if paper_page(session, offer, text).may_answer:
        seen = actions.show(agreement_id, text.locale, actor=actor).shown_hash
        offer = offer_of(session, queries.own(session, agreement_id, actor))
    return render_template(
        "consent/signing/paper.html",
        page=paper_page(session, offer, offer.text(text.locale)),
        seen=seen,
        values=values,
        errors=errors,
        choices=choices,
    )


def _form(agreement_id: UUID) -> str:
    return f"sign {agreement_id}"
