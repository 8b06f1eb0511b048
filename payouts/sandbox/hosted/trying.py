"""Buttons for people who try things out: time passes, a bank does what banks do."""

from payouts.sandbox.agenda import work_off
from payouts.sandbox.clock import DAY_S
from payouts.sandbox.doing import HAPPENINGS
from payouts.sandbox.hosted.page import Form, Page, away, said
from payouts.sandbox.objects import payouts
from payouts.sandbox.state import State

_DAYS = ("1", "7")


def let_time_pass(state: State, _: str, form: Form) -> Page:
    if form.get("days") not in _DAYS:
        return said("How long?", "A day or a week can pass.", 422)
    state.clock.advance(int(form["days"]) * DAY_S)
    state.keep("ahead_s", state.clock.ahead_s)
    work_off(state, HAPPENINGS)
    return away("/")


def end_payout(state: State, name: str, form: Form) -> Page:
    payout = state.records.get("payout", name)
    if form.get("ends") == "pay":
        payouts.pay(state, payout)
    elif form.get("ends") == "fail":
        payouts.fail(state, payout, code="no_account")
    else:
        return said("What should happen?", "It can arrive, or fail.", 422)
    return away(f"/account/{payout.account}")
