"""Finance's pages on what clients' banks dispute."""

from contextlib import closing
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from marshmallow import ValidationError

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from payouts.disputes import actions, asking, files, policy, queries, saying
from payouts.disputes.actions import Words
from payouts.disputes.errors import AnswerChanged, NotAFileForBanks, TooLarge
from payouts.disputes.files import Given
from payouts.disputes.models import Shows
from payouts.disputes.queries import Disputed
from payouts.disputes.schemas import AcceptForm, AnswerForm, FileForm, SendForm
from payouts.funding.news import name_of

blueprint = Blueprint("disputes", __name__, url_prefix="/finance/disputes")
_FOLDER = "payouts/disputes"
_ONE = "/<uuid:dispute_id>"


@blueprint.get("")
def page() -> ResponseReturnValue:
    session, actor = db.session(), current_actor()
    actor.require(policy.may_answer(actor))
    after = request.args.get("after") or None
    waiting, found = queries.waiting(session), queries.listed(session, after=after)
    clients = {each.funding.client_id for each in (*waiting, *found.items)}
    return render_template(
        f"{_FOLDER}/page.html",
        waiting=waiting if after is None else [],
        found=found,
        is_first=after is None,
        names=hooks.names(session, clients),
        saying=saying,
    )


@blueprint.get(_ONE)
def show(dispute_id: UUID) -> ResponseReturnValue:
    return _show(dispute_id, {}, {})


@blueprint.post(f"{_ONE}/answer")
def write_answer(dispute_id: UUID) -> ResponseReturnValue:
    try:
        sent = {name: value for name, value in request.form.items() if value.strip()}
        form = AnswerForm().load(sent)
    except ValidationError as invalid:
        return _show(dispute_id, request.form, invalid.messages_dict), 422
    words = Words(
        form["product"].strip(),
        form["happened"].strip(),
        form["policy"].strip(),
        form["service_on"],
    )
    actions.write_answer(dispute_id, words, actor=current_actor())
    return _done(dispute_id, "Kept. Read it below, and send it when it says what it should.")


@blueprint.post(f"{_ONE}/answer/sending")
def send_answer(dispute_id: UUID) -> ResponseReturnValue:
    try:
        version = SendForm().load(request.form)["version"]
        asking.send_answer(dispute_id, version, actor=current_actor())
    except ValidationError as invalid:
        return _show(dispute_id, {}, {"_send": invalid.messages_dict["version"]}), 422
    except AnswerChanged as refused:
        return _show(dispute_id, {}, {"_send": str(refused)}), 409
    return _done(
        dispute_id, "Sent to the bank. It decides within two to three months, and we write to you."
    )


@blueprint.post(f"{_ONE}/files")
def add_file(dispute_id: UUID) -> ResponseReturnValue:
    try:
        shows = FileForm().load(request.form)["shows"]
        files.add_file(dispute_id, _given(shows), actor=current_actor())
    except ValidationError as invalid:
        return _show(dispute_id, {}, invalid.messages_dict), 422
    except (NotAFileForBanks, TooLarge) as refused:
        return _show(dispute_id, {}, {"file": str(refused)}), 422
    return _done(dispute_id, "Added. It goes to the bank with the answer.")


@blueprint.post(f"{_ONE}/files/removal")
def take_away_file(dispute_id: UUID) -> ResponseReturnValue:
    try:
        shows = FileForm().load(request.form)["shows"]
        files.take_away_file(dispute_id, shows, actor=current_actor())
    except ValidationError as invalid:
        return _show(dispute_id, {}, invalid.messages_dict), 422
    return _done(dispute_id, "Taken out of the answer.")


@blueprint.get(f"{_ONE}/acceptance")
def ask_to_accept(dispute_id: UUID) -> ResponseReturnValue:
    return _ask(dispute_id, {}, {})


@blueprint.post(f"{_ONE}/acceptance")
def accept(dispute_id: UUID) -> ResponseReturnValue:
    try:
        because = AcceptForm().load(request.form)["because"].strip()
    except ValidationError as invalid:
        return _ask(dispute_id, request.form, invalid.messages_dict), 422
    asking.accept(dispute_id, because, actor=current_actor())
    return _done(dispute_id, "Accepted. The client owes us what its bank took.")


def _done(dispute_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("disputes.show", dispute_id=dispute_id))


def _given(shows: Shows) -> Given:
    sent = request.files.get("file")
    if sent is None:
        return Given(shows, "", b"")
    with closing(sent):
        return Given(shows, sent.filename or "", sent.stream.read(files.LARGEST + 1))


def _show(dispute_id: UUID, values: Any, errors: Any) -> str:
    session = db.session()
    found = queries.visible(session, dispute_id, current_actor())
    what = name_of(session, found.funding)
    people = {found.funding.client_id}
    if found.answer is not None:
        people |= {each for each in (found.answer.written_by, found.answer.sent_by) if each}
    return render_template(
        f"{_FOLDER}/show.html",
        found=found,
        dispute=found.dispute,
        answer=found.answer,
        files=queries.files_of(session, dispute_id),
        what="their balance" if found.funding.order_id is None else what,
        names=hooks.names(session, people),
        saying=saying,
        values=values or _first(found, what if found.funding.order_id else ""),
        errors=errors,
    )


def _first(found: Disputed, number: str) -> dict[str, Any]:
    """What was written, or what may be said first."""
    answer = found.answer
    if answer is not None and answer.product:
        return {
            "product": answer.product,
            "happened": answer.happened,
            "policy": answer.policy,
            "service_on": answer.service_on or "",
        }
    done = queries.work_done(db.session(), found.funding.order_id)
    return {
        "product": saying.product(number, done),
        "policy": saying.POLICY,
        "service_on": done.last or "",
    }


def _ask(dispute_id: UUID, values: Any, errors: Any) -> str:
    session = db.session()
    found = queries.visible(session, dispute_id, current_actor())
    return render_template(
        f"{_FOLDER}/accept.html",
        found=found,
        dispute=found.dispute,
        names=hooks.names(session, {found.funding.client_id}),
        values=values,
        errors=errors,
    )
