"""Disputes: a client's bank takes a charge back, and a fee with it, until it is decided."""

from payouts.sandbox.call import Call, metadata
from payouts.sandbox.clock import DAY_S
from payouts.sandbox.events import tell
from payouts.sandbox.listing import page
from payouts.sandbox.objects.balances import move
from payouts.sandbox.objects.charges import DISPUTE
from payouts.sandbox.records import PLATFORM, Record
from payouts.sandbox.refusals import Document, invalid
from payouts.sandbox.state import State

FEE = 1500
_OPEN = ("needs_response", "under_review")
_DECIDES = {"winning_evidence": "won", "losing_evidence": "lost"}


def raise_dispute(
    state: State, charge: Record, *, reason: str = "fraudulent", amount: int | None = None
) -> Record:
    if charge["status"] != "succeeded" or charge["disputed"]:
        raise invalid(f"Charge {charge.id} cannot be disputed.")
    taken = amount or charge["amount"] - charge["amount_refunded"]
    dispute = state.records.add(
        "dispute",
        "du",
        {
            "amount": taken,
            "charge": charge.id,
            "currency": charge["currency"],
            "is_charge_refundable": False,
            "payment_intent": charge["payment_intent"],
            "reason": reason,
            "status": "needs_response",
        },
    )
    dispute["evidence_details"].update(
        due_by=state.clock.seconds() + 9 * DAY_S,
        submission_count=0,
        submission_method="not_submitted",
    )
    state.records.save(charge, disputed=True)
    tell(state, "charge.dispute.created", dispute.document)
    _book(state, dispute, -taken, FEE, "dispute")
    tell(state, "charge.dispute.funds_withdrawn", dispute.document)
    return dispute


def decide(state: State, dispute: Record, *, won: bool) -> None:
    """Won: the amount comes back. The fee does not."""
    if dispute["status"] not in _OPEN:
        raise invalid(f"Dispute {dispute.id} has been closed: {dispute['status']}.")
    state.records.save(dispute, status="won" if won else "lost")
    if won:
        _book(state, dispute, dispute["amount"], 0, "dispute_reversal")
        tell(state, "charge.dispute.funds_reinstated", dispute.document)
    tell(state, "charge.dispute.closed", dispute.document)


def _book(state: State, dispute: Record, amount: int, fee: int, category: str) -> None:
    movement = move(
        state,
        PLATFORM,
        "adjustment",
        amount,
        dispute["currency"],
        source=dispute.id,
        fee=fee,
        fee_for="Dispute fee",
        category=category,
        description=f"Chargeback {'withdrawal' if amount < 0 else 'reversal'}",
    )
    dispute["balance_transactions"].append(movement.document)
    state.records.save(dispute)


def _happen(state: State, name: str) -> None:
    charge = state.records.get("charge", name)
    if not charge["disputed"] and not charge["refunded"]:
        raise_dispute(state, charge)


def _update(call: Call) -> Document:
    state, dispute = call.state, call.named("dispute")
    if dispute["status"] not in _OPEN:
        raise invalid(f"Dispute {dispute.id} has been closed: {dispute['status']}.")
    evidence = call.params.get("evidence") or {}
    dispute["evidence"].update({k: v for k, v in evidence.items() if isinstance(v, str)})
    details = dispute["evidence_details"]
    details["has_evidence"] = details["has_evidence"] or bool(evidence)
    dispute.document["metadata"] = metadata(call.params.get("metadata"), dispute["metadata"])
    if call.params.get("submit", True) and evidence:
        details.update(submission_count=1, submission_method="manual")
        dispute.document["status"] = "under_review"
    state.records.save(dispute)
    tell(state, "charge.dispute.updated", dispute.document)
    decided = _DECIDES.get(evidence.get("uncategorized_text", ""))
    if decided and dispute["status"] == "under_review":
        decide(state, dispute, won=decided == "won")
    return dispute.document


def _close(call: Call) -> Document:
    dispute = call.named("dispute")
    decide(call.state, dispute, won=False)
    return dispute.document


def _retrieve(call: Call) -> Document:
    return call.named("dispute").document


def _list(call: Call) -> Document:
    return page(call, "dispute", "/v1/disputes", filters=("charge", "payment_intent"))


OPERATIONS = {
    "get /v1/disputes": _list,
    "get /v1/disputes/{dispute}": _retrieve,
    "post /v1/disputes/{dispute}": _update,
    "post /v1/disputes/{dispute}/close": _close,
}
HAPPENINGS = {DISPUTE: _happen}
