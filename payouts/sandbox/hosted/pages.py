"""Which address is which page."""

from payouts.sandbox.agenda import work_off
from payouts.sandbox.doing import HAPPENINGS
from payouts.sandbox.hosted import onboarding, overview, paying, trying
from payouts.sandbox.hosted.page import HERE, Form, Page, said
from payouts.sandbox.refusals import Refused
from payouts.sandbox.state import State

_STYLE = (HERE / "stand-in.css").read_text()
_READ = {
    "account": overview.account,
    "checkout": paying.checkout_page,
    "invoice": paying.invoice_page,
    "onboarding": onboarding.page,
}
_SENT = {
    "checkout": paying.pay_checkout,
    "clock": trying.let_time_pass,
    "invoice": paying.pay_invoice,
    "onboarding": onboarding.submit,
    "payout": trying.end_payout,
}


class Pages:
    def __init__(self, state: State) -> None:
        self._state = state

    def answer(self, method: str, path: str, form: Form) -> Page:
        if path == "/stand-in.css":
            return Page(200, _STYLE, "text/css; charset=utf-8")
        kind, _, name = path.strip("/").partition("/")
        with self._state.turn():
            work_off(self._state, HAPPENINGS)
            try:
                if method == "GET" and path == "/":
                    return overview.front(self._state)
                if method == "GET" and kind in _READ:
                    return _READ[kind](self._state, name)
                if method == "POST" and kind in _SENT:
                    return _SENT[kind](self._state, name, form)
            except Refused as why:
                return said("That did not work", why.sentence, 422)
        return said("Nothing here", "The stand-in for Stripe has no page at this address.")
