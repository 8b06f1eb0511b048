"""A receipt by ISO/IEC TS 27560 for each thing that happened to consent: a view of the ledger's
openings, made when it is asked for and never kept."""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from consent.grants.models import Grant
from consent.keeping import openings
from consent.ledger.entries import EntryType
from consent.ledger.explaining.moves import MOVES, PERMITTING
from consent.ledger.explaining.words import Answer, Use
from consent.ledger.openings.lines import Line
from consent.recordings.models import Recording
from consent.rights import queries
from consent.rights.errors import NoReceipt
from consent.rights.terms import terms_in
from consent.signing.models import Showing, SignedAgreement
from consent.signing.proofs import proof_of_entry
from consent.signing.receipts import NOT_SAID, SCHEMA, Notice, parties_of, pii_of, processing_of
from foundation import hooks
from foundation.actors import Actor
from foundation.settings import Settings

RECEIPTED = frozenset(
    each
    for each in EntryType
    if each.value.startswith("consent.") and each is not EntryType.CONSENT_REFUSED
)
"""Of what there is a receipt: of consent that was given, not of what is done with a recording."""
_SUSPENDED = "suspended"
"""No word of the standard: whoever knows only its words must not take it for given."""


@dataclass(frozen=True, slots=True)
class _Event:
    """One thing that happened to a grant, with what holds since."""

    line: Line
    state: str
    terms: dict[str, Any] | None


def receipt(
    session: Session, recording_id: UUID, entry_id: str, settings: Settings, *, actor: Actor
) -> dict[str, Any]:
    """Of one's own consent alone. Its terms are those that held with the event."""
    recording = queries.recording_of(session, recording_id, actor)
    for grant in queries.own_grants_of(session, actor.id, [recording.id]):
        events = list(_events(openings.own_lines_of(session, actor, grant.thread)))
        for count, event in enumerate(events):
            if event.line.entry.event.id == entry_id and event.terms is not None:
                said = _receipt(session, grant, recording, events[: count + 1], settings)
                return {**said, "proof": proof_of_entry(session, entry_id)}
    raise NoReceipt(entry_id)


def _events(lines: Sequence[Line]) -> Iterator[_Event]:
    state, terms = "requested", None
    pauses: list[Mapping[str, Any]] = []
    for line in lines:
        event = line.entry.event
        if event.type in RECEIPTED and line.payload is not None:
            state = MOVES[event.type][1] or state
            if "limits" in line.payload:
                terms = terms_in(line.payload)
            _pause(pauses, event.type, line.payload)
            paused = state in PERMITTING and any(_stops(each, event.time) for each in pauses)
            yield _Event(line, _SUSPENDED if paused else state, terms)


def _pause(pauses: list[Mapping[str, Any]], type_: EntryType, said: Mapping[str, Any]) -> None:
    if type_ is EntryType.CONSENT_SUSPENDED:
        pauses.append(said)
    elif type_ is EntryType.CONSENT_RESUMED:
        of_cause = [each for each in pauses if each["cause"] == said["cause"]]
        pauses.remove(of_cause[-1])


def _stops(pause: Mapping[str, Any], on: date) -> bool:
    """Everything, for everybody, on that day: with less than that, consent goes on."""
    some = "uses" in pause or "clients" in pause
    return not some and pause.get("until", on.isoformat()) >= on.isoformat()


def _receipt(
    session: Session,
    grant: Grant,
    recording: Recording,
    events: Sequence[_Event],
    settings: Settings,
) -> dict[str, Any]:
    last, of = events[-1], recording.client_id
    client = hooks.names(session, [of]).get(of, "A client")
    notice = _notice(session, grant.agreement_id)
    terms, bases = last.terms or {}, (last.terms or {}).get("lawful_basis") or {}
    uses = [use for use, answer in terms["uses"].items() if answer is not Answer.NOT_ALLOWED]
    limits = terms["limits"]

    def processing(use: Use) -> dict[str, Any]:
        return processing_of(use, notice, bases.get(use), limits, of, settings)

    return {
        "schema_version": SCHEMA,
        "receipt_id": str(receipt_id_of(last.line.entry.event.id)),
        "created": _payload(last)["at"],
        "record": {
            "schema_version": SCHEMA,
            "record_id": str(grant.id),
            "pii_principal_id": str(grant.performer_id),
        },
        "recording": str(recording.id),
        "agreement": str(grant.agreement_id),
        "change": last.line.entry.event.type.value,
        "says": last.line.sentence,
        "processing": [processing(use) for use in uses],
        "pii": [pii_of(use) for use in uses],
        "parties": parties_of(of, client, settings),
        "events": [_event(grant, each) for each in events],
    }


def _event(grant: Grant, event: _Event) -> dict[str, str]:
    """Whoever else acts does so for the operator; who that was is the operator's to say."""
    own = event.line.entry.event.actor == "performer"
    ends_on = event.terms["limits"].ends_on if event.terms else None
    return {
        "event_time": _payload(event)["at"],
        "validity_duration": _duration(event, ends_on),
        "entity_id": str(grant.performer_id) if own else "operator",
        "event_type": "explicitly expressed" if own else "informed",
        "event_state": event.state,
        "change": event.line.entry.event.type.value,
        "says": event.line.sentence,
    }


def _duration(event: _Event, ends_on: date | None) -> str:
    """For how long it permits something from its day on; of what ended or is paused, no time."""
    if event.state not in PERMITTING or ends_on is None:
        return "P0D"
    return f"P{max(0, (ends_on - event.line.entry.event.time).days + 1)}D"


def _notice(session: Session, agreement_id: UUID) -> Notice:
    """What was shown when it was signed, where it was signed here."""
    shown = session.scalar(
        select(Showing)
        .join(SignedAgreement, SignedAgreement.showing_id == Showing.id)
        .where(SignedAgreement.agreement_id == agreement_id)
    )
    if shown is None:
        return Notice(f"agreement {agreement_id}", NOT_SAID, NOT_SAID)
    return Notice(shown.text_hash, shown.locale, NOT_SAID)


def receipt_id_of(entry_id: str) -> UUID:
    """Of the entry of the ledger that the receipt is about. Also without reading it: a delivery
    names the receipts of whom it has inside, and only they may read theirs."""
    return UUID(bytes=hashlib.sha256(f"receipt {entry_id}".encode()).digest()[:16], version=4)


def _payload(event: _Event) -> Any:
    return event.line.payload
