"""Pages on which a client answers recalls, and on which a performer sees what became of theirs."""

import json
from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError
from sqlalchemy.orm import Session

from consent.ledger.explaining.words import Attestation, said
from consent.reading.titles import record_titles
from consent.recalls import answering, certificates, certifying, policy, queries
from consent.recalls.errors import AllFiles, NotAllFiles, NotEnough, NotItsFiles
from consent.recalls.having import deliveries_of, had_by, known_as
from consent.recalls.models import Recall
from consent.recalls.schemas import AnswerForm
from consent.recordings.naming import title_of
from foundation import hooks
from foundation.database import db, transaction
from foundation.downloads import saved_as
from foundation.web import current_actor, settings

blueprint = Blueprint("recalls", __name__)
_OFFERED = {
    Attestation.DESTROYED: "Destroyed: no copy is left, nor any backup",
    Attestation.PARTLY_DESTROYED: "Destroyed in part: the ticked files are gone, the others follow",
    Attestation.NEVER_USED: "Never used, and destroyed",
    Attestation.QUARANTINED: "Set aside: nobody can reach it",
}


@blueprint.get("/recalls")
def mine() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    found = queries.mine(session, actor)
    shown = (*found.waiting, *found.answered)
    holders = {each.client_id for each in shown}
    deliveries = deliveries_of(session, shown)
    return render_template(
        "consent/recalls/mine.html",
        found=found,
        said=said,
        everybodys=policy.may_list_all(actor),
        names=hooks.names(session, holders),
        known_as=known_as(session, shown),
        deliveries=deliveries,
        references=_references(session, deliveries),
    )


@blueprint.get("/recalls/<uuid:recall_id>")
def page(recall_id: UUID) -> ResponseReturnValue:
    return _page(recall_id, {}, {})


@blueprint.post("/recalls/<uuid:recall_id>/stop")
def stop(recall_id: UUID) -> ResponseReturnValue:
    answering.confirm_stop(recall_id, actor=current_actor())
    flash("Thank you. What became of the files can be answered later.")
    return redirect(url_for("recalls.page", recall_id=recall_id))


@blueprint.post("/recalls/<uuid:recall_id>/answer")
def answer(recall_id: UUID) -> ResponseReturnValue:
    queries.recall(db.session(), recall_id, current_actor())
    try:
        form = AnswerForm().load(_sent())
        rest = answering.attest_recall(recall_id, **form, actor=current_actor())
    except ValidationError as invalid:
        return _page(recall_id, _sent(), invalid.messages_dict), 422
    except NotEnough as refused:
        return _page(recall_id, _sent(), {"answer": str(refused)}), 422
    except (NotItsFiles, NotAllFiles, AllFiles) as refused:
        return _page(recall_id, _sent(), {"files": str(refused)}), 422
    flash("Your answer is kept. Its proof follows within seconds.")
    return redirect(url_for("recalls.page", recall_id=rest or recall_id))


@blueprint.get("/recordings/<uuid:recording_id>/certificate")
def certificate(recording_id: UUID) -> ResponseReturnValue:
    session = db.session()
    found = certifying.standing(session, recording_id, current_actor())
    return render_template(
        "consent/recalls/certificate.html",
        recording_id=recording_id,
        title=title_of(session, recording_id),
        titles=record_titles(session, found.threads),
        found=found,
        said=said,
    )


@blueprint.get("/recordings/<uuid:recording_id>/certificate.json")
def certificate_file(recording_id: UUID) -> ResponseReturnValue:
    found = certificates.for_programs(db.session(), recording_id, settings(), actor=current_actor())
    answer = Response(json.dumps(found, ensure_ascii=False, indent=2), mimetype="application/json")
    return saved_as(answer, f"certificate-{recording_id}.json")


@blueprint.get("/recordings/<uuid:recording_id>/certificate.pdf")
def certificate_document(recording_id: UUID) -> ResponseReturnValue:
    made = certificates.document(db.session(), recording_id, settings(), actor=current_actor())
    answer = Response(made, content_type="application/pdf")
    return saved_as(answer, f"certificate-{recording_id}.pdf")


def _page(recall_id: UUID, values: Any, errors: Any) -> str:
    actor = current_actor()
    with transaction() as session:
        recall = queries.recall_as(session, recall_id, actor)
        attestation = queries.attestation(session, recall_id)
        rest = queries.rest_of(session, recall_id)
        had = had_by(session, recall)
        deliveries = deliveries_of(session, [recall])
        references = _references(session, deliveries)
        title = known_as(session, [recall])[recall_id]
        holder = recall.recipient_id or recall.client_id
        name = hooks.names(session, [holder]).get(holder, str(holder))
    return render_template(
        "consent/recalls/page.html",
        recall=recall,
        holder=name,
        because=said(recall.cause),
        attestation=attestation,
        said=said,
        rest=rest,
        had=had,
        title=title,
        deliveries=deliveries[recall_id],
        references=references,
        may_answer=policy.may_answer(actor, recall),
        may_list_all=policy.may_list_all(actor),
        answers=_answers(recall),
        values=values,
        errors=errors,
    )


def _references(
    session: Session, deliveries: Mapping[UUID, Collection[UUID]]
) -> Mapping[UUID, str]:
    """What people call the deliveries that files came with."""
    return hooks.references(session, {each for some in deliveries.values() for each in some})


def _answers(recall: Recall) -> list[tuple[str, str]]:
    """Setting aside is offered only where it will do."""
    enough = recall.cause in answering.SETTING_ASIDE_WILL_DO
    several = len(recall.files) > 1
    left_out = {Attestation.QUARANTINED: not enough, Attestation.PARTLY_DESTROYED: not several}
    return [(each.value, label) for each, label in _OFFERED.items() if not left_out.get(each)]


def _sent() -> dict[str, Any]:
    return {"answer": request.form.get("answer", ""), "files": request.form.getlist("files")}
