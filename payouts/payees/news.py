"""What performers are told about the account they are paid into."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from foundation import hooks, mail, notices
from foundation.clock import now
from marketplace.accounts.mail_change.models import TAKE_BACK_WITHIN, MailChange
from marketplace.accounts.roles import Role
from payouts.payees import wording
from payouts.payees.models import Payee, Standing

_PAID = frozenset((Role.PERFORMER,))


def _kind(name: str, label: str, sentence: str) -> notices.Kind:
    return notices.Kind(
        f"payee.{name}", label, "Money", may_turn_off=False, sentence=sentence, roles=_PAID
    )


READY = _kind("ready", "You can be paid", "Stripe has all it needs: you can be paid.")
RESTRICTED = _kind(
    "restricted",
    "Payments to you are stopped",
    "Stripe has stopped payments to you"
    "{% if what %}. It needs of you: {{ what }}{% else %} until it has what it needs{% endif %}."
    " What you earned stays owed to you.",
)
GONE = _kind(
    "gone",
    "Your account at Stripe cannot be paid into any more",
    "Your account at Stripe is closed or no longer connected with us. What you earned stays owed"
    " to you: open a new one, or tell us if this was not you.",
)
METHOD = _kind(
    "method_changed",
    "Where your pay goes was changed",
    "Where your pay goes was changed. New payouts wait until {{ until|when }}. It was not you?"
    " Open a case at once, and nothing is sent.",
)
NEEDS = _kind(
    "needs",
    "Stripe needs something of you",
    "You can be paid. To keep it so, Stripe needs of you: {{ what }}"
    "{% if due_at %}, until {{ due_at|when }}{% endif %}.",
)
KINDS = (READY, NEEDS, RESTRICTED, GONE, METHOD)
_OF = {
    Standing.READY: READY,
    Standing.RESTRICTED: RESTRICTED,
    Standing.DEAUTHORISED: GONE,
    Standing.CLOSED: GONE,
}


def tell_standing(session: Session, payee: Payee, was: Standing, *, sent_back: bool) -> None:
    """Where a bank sent a payment back, the mail about that says what to do."""
    only_its_bank = wording.in_words(payee.needs) == [wording.DESTINATION]
    if payee.standing is Standing.RESTRICTED and sent_back and only_its_bank:
        return
    kind = _OF.get(payee.standing)
    if kind and _OF.get(was) is not kind:
        _tell(session, payee, kind, what=_needs(payee))


def tell_needs(session: Session, payee: Payee) -> None:
    _tell(session, payee, NEEDS, what=_needs(payee), due_at=payee.due_at)


def tell_method_changed(session: Session, payee: Payee) -> None:
    """Also at the address of a few days ago: whoever takes over an account changes that first."""
    _tell(session, payee, METHOD, until=payee.paused_until)
    name = hooks.names(session, [payee.performer_id]).get(payee.performer_id, "")
    for address in earlier_addresses(session, payee.performer_id, now()):
        mail.post(
            session,
            to=address,
            template="payout_method_changed",
            person=name,
            until=payee.paused_until,
        )


def earlier_addresses(session: Session, person_id: UUID, at: datetime) -> list[str]:
    of = MailChange
    wanted = select(of.old_email).where(
        of.account_id == person_id,
        of.done_at > at - TAKE_BACK_WITHIN,
        of.cancelled_at.is_(None),
    )
    return sorted(set(session.scalars(wanted)))


def _needs(payee: Payee) -> str:
    """Within a sentence; empty where Stripe wants nothing of the performer."""
    what = "; ".join(wording.in_words(payee.needs))
    return what[:1].lower() + what[1:]


def _tell(session: Session, payee: Payee, kind: notices.Kind, **values: object) -> None:
    notices.tell(
        session,
        kind=kind.name,
        to=[payee.performer_id],
        subject_id=payee.performer_id,
        url="/payouts/account",
        **values,
    )
