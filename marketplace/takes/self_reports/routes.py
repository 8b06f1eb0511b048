"""A performer's own page about a booking, and what compliance reads of such pages."""

from collections.abc import Mapping
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from foundation import hooks
from foundation.database import db
from foundation.web import current_actor
from marketplace.bookings.reading import put_on_record
from marketplace.profiles.words import Emotion
from marketplace.takes.reviewing.typed import EMOTIONS
from marketplace.takes.self_reports import actions, policy, queries
from marketplace.takes.self_reports.models import Partner, Safety

blueprint = Blueprint("self_reports", __name__)
LONGEST = 4000
PAGE = 50
SAFETY = [
    ("safe", "Yes"),
    ("uneasy", "Not always", "Something made me uneasy."),
    ("unsafe", "No", "Compliance looks at it within a working day."),
]
PARTNER = [
    ("respectful", "With respect"),
    ("mixed", "Not always well"),
    ("crossed_limits", "They went over my limits", "Compliance looks at it within a working day."),
    ("alone", "I played alone"),
]
_OWN = "/bookings/<uuid:booking_id>/self-report"


@blueprint.get(_OWN)
def page(booking_id: UUID) -> ResponseReturnValue:
    return _page(booking_id, {}, {})


@blueprint.post(_OWN)
def make_report(booking_id: UUID) -> ResponseReturnValue:
    form, errors = request.form, {}
    if form.get("safety") not in set(Safety):
        errors["safety"] = "Choose one."
    if form.get("partner") not in set(Partner):
        errors["partner"] = "Choose one."
    if len(form.get("text", "")) > LONGEST:
        errors["text"] = f"Write at most {LONGEST} characters."
    if errors:
        return _page(booking_id, form, errors), 422
    said = Safety(form["safety"]), Partner(form["partner"]), form.get("text", "")
    actions.make_report(booking_id, *said, actor=current_actor())
    return _back(booking_id, "Thank you. Compliance can read it, and nobody else.")


@blueprint.post(f"{_OWN}/withdraw")
def withdraw_report(booking_id: UUID) -> ResponseReturnValue:
    actions.withdraw_report(booking_id, actor=current_actor())
    return _back(booking_id, "Your report is deleted.")


@blueprint.post(f"{_OWN}/opt-in")
def opt_in(booking_id: UUID) -> ResponseReturnValue:
    actions.opt_in(booking_id, actor=current_actor())
    return _back(booking_id, "You can say what you felt, and take that back at any time.")


@blueprint.post(f"{_OWN}/opt-out")
def opt_out(booking_id: UUID) -> ResponseReturnValue:
    queries.may_report(db.session(), booking_id, current_actor())
    actions.opt_out(actor=current_actor())
    return _back(booking_id, "All that you said you felt, in any booking, is deleted.")


@blueprint.post(f"{_OWN}/felt")
def say_felt(booking_id: UUID) -> ResponseReturnValue:
    known = {each.value for each in Emotion}
    beats = len(queries.asked(db.session(), booking_id, current_actor()).beats)
    said = {number: request.form.get(f"felt_{number}", "") for number in range(1, beats + 1)}
    felt = {number: Emotion(word) for number, word in said.items() if word in known}
    actions.say_felt(booking_id, felt, actor=current_actor())
    return _back(booking_id, "It is kept beside what was portrayed and perceived.")


@blueprint.get("/self-reports")
def reports() -> ResponseReturnValue:
    actor = current_actor()
    actor.require(policy.may_read_reports(actor))
    after = request.args.get("after") or None
    found = queries.page_of_reports(db.session(), actor, after=after, limit=PAGE)
    performers = {each.performer_id for each in found.items}
    put_on_record(performers, actor=actor)
    found = queries.page_of_reports(db.session(), actor, after=after, limit=PAGE)
    return render_template(
        "marketplace/takes/self_reports/reports.html",
        rows=found.items,
        bookings=queries.bookings_of(db.session(), [each.booking_id for each in found.items]),
        older=found.next or "",
        names=hooks.names(db.session(), list(performers)),
        said=_SAID,
    )


@blueprint.get("/self-reports/<uuid:report_id>")
def show(report_id: UUID) -> ResponseReturnValue:
    actor = current_actor()
    put_on_record([queries.readable(db.session(), report_id, actor).performer_id], actor=actor)
    found = queries.readable(db.session(), report_id, actor)
    return render_template(
        "marketplace/takes/self_reports/report.html",
        row=found,
        bookings=queries.bookings_of(db.session(), [found.booking_id]),
        names=hooks.names(db.session(), [found.performer_id]),
        said=_SAID,
    )


_SAID = {each[0]: each[1] for each in (*SAFETY, *PARTNER)}


def _page(booking_id: UUID, values: Mapping[str, str], errors: Mapping[str, str]) -> str:
    found = queries.asked(db.session(), booking_id, current_actor())
    kept = found.report
    said = {"safety": kept.safety, "partner": kept.partner, "text": kept.text} if kept else {}
    felt = {f"felt_{number}": each.felt.value for number, each in found.felt.items()}
    return render_template(
        "marketplace/takes/self_reports/page.html",
        page=found,
        values=values or said,
        felt=felt,
        errors=errors,
        safety=SAFETY,
        partner=PARTNER,
        emotions=EMOTIONS,
        longest=LONGEST,
    )


def _back(booking_id: UUID, said: str) -> ResponseReturnValue:
    flash(said)
    return redirect(url_for("self_reports.page", booking_id=booking_id))
