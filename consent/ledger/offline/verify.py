#!/usr/bin/env python3
"""Verifies an evidence bundle of the rights ledger without asking anybody.

    python verify.py bundle.zip [--policy FILE]

One file; needs Python 3.9 or newer and the package `cryptography`. Exit status 0: genuine. 1: something
is wrong, and one sentence says what. 2: it could not begin. 3: genuine, and it shows that something was done that was not
permitted. The format is described in docs/ledger.md; nothing here was taken from the application.
"""

from __future__ import annotations

import argparse
import base64
import datetime
import hashlib
import json
import re
import struct
import sys
import zlib
from collections.abc import Iterator, Sequence
from typing import Any, NoReturn, Optional

try:
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
except ModuleNotFoundError:
    print(
        "Nothing was checked: the package cryptography is missing. To install it:"
        " python -m pip install cryptography. Or open verify.html in a browser, which needs nothing.",
        file=sys.stderr,
    )
    sys.exit(2)

# RULES BEGIN (written by embedding.py from consent/ledger/explaining/)
RULES: dict[str, Any] = json.loads(
    r"""
{
 "decimals": {"BHD": 3, "BIF": 0, "CLF": 4, "CLP": 0, "DJF": 0, "GNF": 0, "IQD": 3, "ISK": 0, "JOD": 3, "JPY": 0, "KMF": 0, "KRW": 0, "KWD": 3, "LYD": 3, "OMR": 3, "PYG": 0, "RWF": 0, "TND": 3, "UGX": 0, "UYI": 0, "UYW": 4, "VND": 0, "VUV": 0, "XAF": 0, "XOF": 0, "XPF": 0},
 "dimensions": [["clients", "client", "in"], ["recipients", "recipient", "in if stated"], ["end_products", "end_product", "in"], ["models", "models", "all in"], ["model_classes", "model_class", "in"], ["territories", "territories", "all in"], ["processing_regions", "regions", "all in"], ["prohibited_subjects", "subjects", "none in"]],
 "faults": {"ahead": "Number {n} is dated after {on}.", "back": "Number {n} is dated before the entry that it follows.", "delivered": "Number {n} is a delivery that was not permitted: {why}.", "early": "Number {n} records an end before the last day that was agreed.", "recall": "Number {n} attests a recall that was not opened."},
 "identity": {"grant": ["person", "recording", "agreement"], "licence": ["licence"], "log": [], "work": ["person", "agreement"]},
 "kinds": ["grant", "work", "licence", "log"],
 "limits": [["starts_on", "From {}."], ["ends_on", "Until the end of {}."], ["clients", "Only for clients: {}."], ["recipients", "Only for recipients: {}."], ["end_products", "Only for end products: {}."], ["prohibited_subjects", "Not with subjects: {}."], ["models", "Only for models: {}."], ["model_classes", "Only for classes of model: {}."], ["territories", "Only in: {}."], ["media", "Only in media: {}."], ["storage_regions", "Stored only in: {}."], ["processing_regions", "Processed only in: {}."], ["identifiability", "The performer may be: {}."], ["exclusivity", "The right is: {}."], ["included_retakes", "Retakes included: {}."]],
 "months": ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
 "narrowing": [["ends_on", "earlier"], ["starts_on", "later"], ["clients", "fewer"], ["recipients", "fewer"], ["end_products", "fewer"], ["prohibited_subjects", "more"], ["models", "fewer"], ["model_classes", "fewer"], ["territories", "fewer"], ["media", "fewer"], ["storage_regions", "fewer"], ["processing_regions", "fewer"]],
 "needs": {"prices": "currency", "renewal_fee_minor": "currency"},
 "objects": {"Limits": {"clients?": "list:uuid", "end_products?": "list:code", "ends_on": "date", "exclusivity?": "one:Exclusivity", "identifiability?": "one:Identifiability", "included_retakes?": "number", "media?": "list:code", "model_classes?": "list:code", "models?": "list:text", "processing_regions?": "list:place", "prohibited_subjects?": "list:code", "recipients?": "list:uuid", "starts_on?": "date", "storage_regions?": "list:place", "territories?": "list:place"}},
 "patterns": {"code": "[a-z][a-z0-9_]{0,63}", "currency": "[A-Z]{3}", "date": "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])", "instant": "[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9]\\.[0-9]{6}Z", "locale": "[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", "place": "[A-Z][A-Z0-9-]{1,15}", "sha256": "sha256:[0-9a-f]{64}", "text": "[^\\u0000-\\u001f\\u007f\\u2028-\\u202e\\u2066-\\u2069\\ud800-\\udfff]{1,500}", "uuid": "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"},
 "reasons": {"ended": "consent had ended at the end of {date}", "limit": "it does not keep to the limit: {limit}", "started": "consent was to start on {date} only", "state": "consent was {state}", "suspended": "consent was suspended; cause: {cause}", "take": "the take was not accepted, so that only review was allowed", "use": "{use} was not allowed"},
 "refusals": {"corrects": "number {n} corrects an entry that does not come before it", "day": "number {n} is opened with an instant of a later day", "empty": "a thread has at least one entry", "gap": "number {expected} of the thread is missing: number {n} stands in its place", "identity": "number {n} is about another {field} than the thread", "kind": "number {n}, {type}, does not belong in this thread", "move": "number {n}, {type}, cannot come when consent is {state}", "opening": "number {n}: its opening: {why}", "prev": "number {n} does not continue the entry before it", "resumed": "number {n} resumes what was not suspended", "thread": "number {n} belongs to another thread", "widened": "number {n} says narrowed, but {field} allows more than before"},
 "said": {"audition_ended": "the audition ended", "client_breach": "breach by the client", "client_request": "the client's request", "continue_to_term": "uses continue until their end", "defective_terms": "defective terms", "engagement_ended": "end of the engagement", "executor_decides": "the executor decides", "fine_tuning": "fine-tuning", "licence_breach": "breach of the licence", "licence_ended": "end of the client's licence", "no_notice": "notice was not given", "non_generative_training": "non-generative training", "own_choice": "the performer's own choice", "pressure": "pressure", "real_time_generation": "real-time generation", "recording_and_pay": "recording and pay", "retention_ended": "the time for keeping it ended", "stop": "uses stop", "sub_licence": "sub-licence", "take_rejected": "the take was rejected", "under_age": "the performer was under age", "wrong_person": "the wrong person"},
 "standing": {"erased": "Private content of this thread was erased; its entries still prove their order.", "fault": "FAULT: {fault}", "holder_for": "{client} for {recipient}", "holders": "Copies were handed to: {holders}.", "minutes": "Minutes approved: {minutes}.", "paid": "Paid, less what came back: {amounts}.", "recalls": "Recalls not yet attested: {recalls}.", "suspended": "Suspended; cause: {cause}[; only for: {uses}][; only for clients: {clients}][; until the end of {until}].", "take": "The take was not accepted: only review was allowed.", "unknown": "What it allowed cannot be said: the entry is not opened here.", "unknown_cause": "not opened here"},
 "states": {"expired": "Consent had expired: nothing was allowed any more.", "given": "Consent was given and held.", "invalidated": "Consent never was valid: nothing was allowed.", "log": "This thread is about the log itself.", "refused": "Consent was refused: nothing was allowed.", "renewed": "Consent was renewed and held.", "requested": "Nothing had been allowed.", "suspended": "Consent was suspended: nothing was allowed for the time being.", "terminated": "Consent was terminated: nothing was allowed any more.", "withdrawn": "Consent was withdrawn: nothing was allowed any more.", "work": "This thread is about work and pay."},
 "uses": {"allowed": "Allowed: {}.", "constrained": "Allowed as far as the limits say: {}.", "not_allowed": "Not allowed: {}.", "rest": "Everything else is not allowed."},
 "words": {"Answer": ["allowed", "constrained", "not_allowed"], "Attestation": ["destroyed", "quarantined", "never_used", "partly_destroyed"], "Basis": ["consent", "contract", "legitimate_interest", "legal_duty"], "DestructionCause": ["withdrawn", "expired", "terminated", "invalidated", "take_rejected", "audition_ended", "retention_ended"], "Ending": ["client_breach", "client_request", "licence_ended", "engagement_ended", "legal_duty"], "Exclusivity": ["exclusive", "non_exclusive"], "Flaw": ["no_notice", "wrong_person", "under_age", "pressure", "defective_terms"], "Identifiability": ["identifiable", "character", "not_identifiable"], "Media": ["original", "derived", "backup"], "PostMortem": ["stop", "continue_to_term", "executor_decides"], "RecallCause": ["withdrawn", "narrowed", "expired", "terminated", "invalidated", "suspended", "licence_breach"], "Representation": ["none", "counsel", "union", "agent"], "Signature": ["recording_and_pay", "non_generative_training", "generative_training", "replica"], "SuspensionCause": ["strike", "own_choice", "client_breach", "dispute", "safety", "legal_claim"], "Use": ["review", "non_generative_training", "generative_training", "fine_tuning", "evaluation", "inference_input", "data_mining", "emotion_recognition", "voice_replica", "likeness_replica", "real_time_generation", "synthetic_derivation", "public_release", "marketing", "sub_licence", "resale"]},
 "types": {
  "agreement.signed": {"closed": "On {day}, an agreement was signed.", "kinds": ["work"], "opened": "On {at}, performer {person} signed agreement {agreement} for {signature}[ with client {client}][, engagement {engagement}], shown in {locale} since {shown_at}, accepted by {method}[; represented by: {representation}][; hash of the signed document: {document}].", "opening": {"agreement": "uuid", "at": "instant", "client?": "uuid", "document?": "sha256", "engagement?": "uuid", "locale": "locale", "method": "code", "person": "uuid", "representation?": "one:Representation", "shown_at": "instant", "signature": "one:Signature"}},
  "consent.expired": {"closed": "On {day}, it was recorded that consent had expired.", "from": ["given", "renewed"], "kinds": ["grant"], "opened": "On {at}, it was recorded that the consent of performer {person} for recording {recording} under agreement {agreement} had expired at the end of {ended_on}.", "opening": {"agreement": "uuid", "at": "instant", "ended_on": "date", "person": "uuid", "recording": "uuid"}, "to": "expired"},
  "consent.given": {"closed": "On {day}, consent was given.", "from": ["requested", "refused"], "kinds": ["grant"], "opened": "On {at}, performer {person} gave consent for recording {recording} under agreement {agreement}. {uses} {limits}[ Prices of optional uses, in minor units of {currency}: {prices}.][ Royalty, in hundredths of a percent: {royalty_basis_points}.][ Renewal costs {renewal_fee_minor} minor units of {currency}.][ Lawful basis: {lawful_basis}.][ After death: {post_mortem}.]", "opening": {"agreement": "uuid", "at": "instant", "currency?": "currency", "lawful_basis?": "map:Use:one:Basis", "limits": "object:Limits", "person": "uuid", "post_mortem?": "one:PostMortem", "prices?": "map:Use:number", "recording": "uuid", "renewal_fee_minor?": "number", "royalty_basis_points?": "number", "uses": "map:Use:one:Answer"}, "to": "given"},
  "consent.invalidated": {"closed": "On {day}, consent was found never to have been valid.", "from": ["requested", "refused", "given", "renewed", "expired", "withdrawn", "terminated"], "kinds": ["grant"], "opened": "On {at}, the consent of performer {person} for recording {recording} under agreement {agreement} was found never to have been valid; flaw: {flaw}: \"{reason}\".", "opening": {"agreement": "uuid", "at": "instant", "flaw": "one:Flaw", "person": "uuid", "reason": "text", "recording": "uuid"}, "to": "invalidated"},
  "consent.narrowed": {"closed": "On {day}, consent was narrowed.", "from": ["given", "renewed"], "kinds": ["grant"], "opened": "On {at}, performer {person} narrowed the consent for recording {recording} under agreement {agreement}. {uses} {limits}[ Prices of optional uses, in minor units of {currency}: {prices}.][ Royalty, in hundredths of a percent: {royalty_basis_points}.][ Renewal costs {renewal_fee_minor} minor units of {currency}.][ Lawful basis: {lawful_basis}.][ After death: {post_mortem}.]", "opening": {"agreement": "uuid", "at": "instant", "currency?": "currency", "lawful_basis?": "map:Use:one:Basis", "limits": "object:Limits", "person": "uuid", "post_mortem?": "one:PostMortem", "prices?": "map:Use:number", "recording": "uuid", "renewal_fee_minor?": "number", "royalty_basis_points?": "number", "uses": "map:Use:one:Answer"}, "to": ""},
  "consent.refused": {"closed": "On {day}, consent was refused.", "from": ["requested"], "kinds": ["grant"], "opened": "On {at}, performer {person} refused consent for recording {recording} under agreement {agreement}[, saying: \"{reason}\"].", "opening": {"agreement": "uuid", "at": "instant", "person": "uuid", "reason?": "text", "recording": "uuid"}, "to": "refused"},
  "consent.renewed": {"closed": "On {day}, consent was renewed.", "from": ["given", "renewed", "expired"], "kinds": ["grant"], "opened": "On {at}, performer {person} renewed the consent for recording {recording} under agreement {agreement}. {uses} {limits}[ Prices of optional uses, in minor units of {currency}: {prices}.][ Royalty, in hundredths of a percent: {royalty_basis_points}.][ Renewal costs {renewal_fee_minor} minor units of {currency}.][ Lawful basis: {lawful_basis}.][ After death: {post_mortem}.]", "opening": {"agreement": "uuid", "at": "instant", "currency?": "currency", "lawful_basis?": "map:Use:one:Basis", "limits": "object:Limits", "person": "uuid", "post_mortem?": "one:PostMortem", "prices?": "map:Use:number", "recording": "uuid", "renewal_fee_minor?": "number", "royalty_basis_points?": "number", "uses": "map:Use:one:Answer"}, "to": "renewed"},
  "consent.resumed": {"closed": "On {day}, a suspension was lifted.", "from": ["given", "renewed"], "kinds": ["grant"], "opened": "On {at}, the suspension of the consent of performer {person} for recording {recording} under agreement {agreement} was lifted; cause had been: {cause}.", "opening": {"agreement": "uuid", "at": "instant", "cause": "one:SuspensionCause", "person": "uuid", "recording": "uuid"}, "to": ""},
  "consent.suspended": {"closed": "On {day}, consent was suspended.", "from": ["given", "renewed"], "kinds": ["grant"], "opened": "On {at}, the consent of performer {person} for recording {recording} under agreement {agreement} was suspended; cause: {cause}[; only for: {uses}][; only for clients: {clients}][; until the end of {until}].", "opening": {"agreement": "uuid", "at": "instant", "cause": "one:SuspensionCause", "clients?": "list:uuid", "person": "uuid", "recording": "uuid", "until?": "date", "uses?": "list:one:Use"}, "to": ""},
  "consent.terminated": {"closed": "On {day}, consent was terminated.", "from": ["requested", "refused", "given", "renewed", "expired"], "kinds": ["grant", "licence"], "opened": "On {at}, consent was terminated[ for recording {recording}][ under agreement {agreement}][ of licence {licence}], by {person} or for this person; cause: {cause}[: \"{reason}\"].", "opening": {"agreement?": "uuid", "at": "instant", "cause": "one:Ending", "licence?": "uuid", "person": "uuid", "reason?": "text", "recording?": "uuid"}, "to": "terminated"},
  "consent.withdrawn": {"closed": "On {day}, consent was withdrawn.", "from": ["requested", "refused", "given", "renewed", "expired"], "kinds": ["grant"], "opened": "On {at}, performer {person} withdrew the consent for recording {recording} under agreement {agreement}[, saying: \"{reason}\"].", "opening": {"agreement": "uuid", "at": "instant", "person": "uuid", "reason?": "text", "recording": "uuid"}, "to": "withdrawn"},
  "correction": {"closed": "On {day}, an earlier entry was corrected.", "kinds": ["grant", "work", "licence", "log"], "opened": "On {at}, entry number {corrects} of this thread was corrected, about {person}: \"{reason}\".", "opening": {"at": "instant", "corrects": "number", "person": "uuid", "reason": "text"}},
  "delivery.made": {"closed": "On {day}, a copy was handed to a client.", "kinds": ["grant"], "opened": "On {at}, a copy of recording {recording} with performer {person} under agreement {agreement} was handed to client {client}[ for recipient {recipient}] in delivery {delivery}, to be used for: {uses}[; end product: {end_product}][; models: {models}][; class of model: {model_class}][; territories: {territories}][; processed in: {regions}][; subjects: {subjects}][; hash of the manifest: {manifest}].", "opening": {"agreement": "uuid", "at": "instant", "client": "uuid", "delivery": "uuid", "end_product?": "code", "manifest?": "sha256", "model_class?": "code", "models?": "list:text", "person": "uuid", "recipient?": "uuid", "recording": "uuid", "regions?": "list:place", "subjects?": "list:code", "territories?": "list:place", "uses": "list:one:Use"}},
  "earning.paid": {"closed": "On {day}, an earning was paid.", "kinds": ["work"], "opened": "On {at}, performer {person} was paid {amount} under agreement {agreement}, earning {earning}, payout {payout}[, for recording {recording}].", "opening": {"agreement": "uuid", "amount_minor": "number", "at": "instant", "currency": "currency", "earning": "uuid", "payout": "uuid", "person": "uuid", "recording?": "uuid"}},
  "earning.returned": {"closed": "On {day}, a payment came back.", "kinds": ["work"], "opened": "On {at}, the payment of {amount} to performer {person} under agreement {agreement}, earning {earning}, payout {payout}[, for recording {recording}], came back: \"{reason}\".", "opening": {"agreement": "uuid", "amount_minor": "number", "at": "instant", "currency": "currency", "earning": "uuid", "payout": "uuid", "person": "uuid", "reason": "text", "recording?": "uuid"}},
  "erasure.performed": {"closed": "On {day}, the private content of this thread was erased.", "kinds": ["grant", "work", "licence"]},
  "hours.approved": {"closed": "On {day}, hours of work were approved.", "kinds": ["work"], "opened": "On {at}, {minutes} minutes of performer {person} on {worked_on} under agreement {agreement} were approved, worth {amount}[; booking {booking}].", "opening": {"agreement": "uuid", "amount_minor": "number", "at": "instant", "booking?": "uuid", "currency": "currency", "minutes": "number", "person": "uuid", "worked_on": "date"}},
  "key.rotated": {"closed": "On {day}, the log began to sign with another key.", "kinds": ["log"]},
  "licence.extended": {"closed": "On {day}, a client's licence was extended.", "from": ["given", "renewed", "expired"], "kinds": ["licence"], "opened": "On {at}, {person} extended licence {licence} for client {client}[; hash of the signed document: {document}]. {uses} {limits}[ Prices of optional uses, in minor units of {currency}: {prices}.][ Royalty, in hundredths of a percent: {royalty_basis_points}.][ Renewal costs {renewal_fee_minor} minor units of {currency}.][ Lawful basis: {lawful_basis}.][ After death: {post_mortem}.]", "opening": {"at": "instant", "client": "uuid", "currency?": "currency", "document?": "sha256", "lawful_basis?": "map:Use:one:Basis", "licence": "uuid", "limits": "object:Limits", "person": "uuid", "post_mortem?": "one:PostMortem", "prices?": "map:Use:number", "renewal_fee_minor?": "number", "royalty_basis_points?": "number", "uses": "map:Use:one:Answer"}, "to": "renewed"},
  "licence.signed": {"closed": "On {day}, a client signed its licence.", "from": ["requested"], "kinds": ["licence"], "opened": "On {at}, {person} signed licence {licence} for client {client}[; hash of the signed document: {document}]. {uses} {limits}[ Prices of optional uses, in minor units of {currency}: {prices}.][ Royalty, in hundredths of a percent: {royalty_basis_points}.][ Renewal costs {renewal_fee_minor} minor units of {currency}.][ Lawful basis: {lawful_basis}.][ After death: {post_mortem}.]", "opening": {"at": "instant", "client": "uuid", "currency?": "currency", "document?": "sha256", "lawful_basis?": "map:Use:one:Basis", "licence": "uuid", "limits": "object:Limits", "person": "uuid", "post_mortem?": "one:PostMortem", "prices?": "map:Use:number", "renewal_fee_minor?": "number", "royalty_basis_points?": "number", "uses": "map:Use:one:Answer"}, "to": "given"},
  "media.destroyed": {"closed": "On {day}, media were destroyed.", "kinds": ["grant", "work"], "opened": "On {at}, media of recording {recording} of performer {person}[ under agreement {agreement}] were destroyed: {media}; cause: {cause}[; hashes of the files: {files}].", "opening": {"agreement?": "uuid", "at": "instant", "cause": "one:DestructionCause", "files?": "list:sha256", "media": "list:one:Media", "person": "uuid", "recording": "uuid"}},
  "recall.attested": {"closed": "On {day}, a holder attested what it did with its copy.", "kinds": ["grant"], "opened": "On {at}, client {client}[ for recipient {recipient}] attested to recall {recall} of recording {recording} of performer {person} under agreement {agreement}: {answer}[; hashes of the files: {files}].", "opening": {"agreement": "uuid", "answer": "one:Attestation", "at": "instant", "client": "uuid", "files?": "list:sha256", "person": "uuid", "recall": "uuid", "recipient?": "uuid", "recording": "uuid"}},
  "recall.opened": {"closed": "On {day}, a holder was told to stop using its copy.", "kinds": ["grant"], "opened": "On {at}, client {client}[ for recipient {recipient}] was told to stop using recording {recording} of performer {person} under agreement {agreement}, and to attest it by {due_on}; cause: {cause}; recall {recall}.", "opening": {"agreement": "uuid", "at": "instant", "cause": "one:RecallCause", "client": "uuid", "due_on": "date", "person": "uuid", "recall": "uuid", "recipient?": "uuid", "recording": "uuid"}},
  "recording.registered": {"closed": "On {day}, a recording was registered.", "kinds": ["grant"], "opened": "On {at}, a performance by {person} was registered for recording {recording} under agreement {agreement}[, of take {take}]; hash of the file: {sha256}.", "opening": {"agreement": "uuid", "at": "instant", "person": "uuid", "recording": "uuid", "sha256": "sha256", "take?": "uuid"}},
  "take.accepted": {"closed": "On {day}, a take was accepted.", "kinds": ["grant"], "opened": "On {at}, take {take} with performer {person} was accepted for recording {recording} under agreement {agreement}.", "opening": {"agreement": "uuid", "at": "instant", "person": "uuid", "recording": "uuid", "take": "uuid"}},
  "take.rejected": {"closed": "On {day}, a take was rejected.", "kinds": ["grant"], "opened": "On {at}, take {take} with performer {person} was rejected for recording {recording} under agreement {agreement}; cause: {cause}[: \"{reason}\"].", "opening": {"agreement": "uuid", "at": "instant", "cause": "code", "person": "uuid", "reason?": "text", "recording": "uuid", "take": "uuid"}},
  "use.reported": {"closed": "On {day}, a client reported its uses.", "kinds": ["grant", "licence"], "opened": "On {at}, client {client}[ for recipient {recipient}] reported, by {person} or about this person, from {from_on} to {to_on}: {uses}[; recording {recording}][; agreement {agreement}][; licence {licence}][; models: {models}][; trained on version {dataset_version} of dataset \"{dataset_name}\" ({dataset}) from delivery {delivery}, up to {cut_off}][; hash of the choice: {choice}][; hash of the signed report: {document}].", "opening": {"agreement?": "uuid", "at": "instant", "choice?": "sha256", "client": "uuid", "cut_off?": "date", "dataset?": "uuid", "dataset_name?": "text", "dataset_version?": "number", "delivery?": "uuid", "document?": "sha256", "from_on": "date", "licence?": "uuid", "models?": "list:text", "person": "uuid", "recipient?": "uuid", "recording?": "uuid", "to_on": "date", "uses": "list:one:Use"}}
 }
}
"""
)
# RULES END

FORMAT = "fairtake-evidence/1"
COMMIT_PREFIX = b"fairtake-ledger-commit/v1\0"
MOST_FILES, LARGEST_FILE, LARGEST_BUNDLE = 20_000, 64 * 2**20, 256 * 2**20
LARGEST_ENTRY, LARGEST_OPENING, LARGEST_NOTE = 4096, 65536, 1_000_000
MOST_SIGNATURES, LONGEST_PATH, DEEPEST = 64, 63, 32
LARGEST_NUMBER = 2**53 - 1
LATEST_SECOND = 253402300799
PRIME = 2**255 - 19
ORDER_8 = 2707385501144840649318225287225658788936804267575313519463743609750303402022
SMALL_ORDER = (0, 1, PRIME - 1, ORDER_8, PRIME - ORDER_8)
OWN_POLICY_MISSING = (
    "You trusted the bundle for whom to trust: only its own policy was used. Whoever made a false bundle"
    " would have put a false policy into it. Get the policy from somebody you trust, and use that."
)


class Wrong(Exception):
    """What is wrong, in one sentence."""


def wrong(sentence: str) -> NoReturn:
    raise Wrong(sentence)


# --- Bytes: zip, JSON, base64, numbers -----------------------------------------------------------


def unzip(data: bytes) -> dict[str, bytes]:
    """Strict: no comment, no gap before the list, no encryption, no Zip64, nothing twice."""
    if len(data) > LARGEST_BUNDLE:
        wrong("bundle: it is too large")
    end = len(data) - 22
    if end < 0 or data[end : end + 4] != b"PK\5\6":
        wrong("bundle: it is no zip file, or not a plain one")
    disk, start, here, count, size, offset, comment = struct.unpack("<4H2IH", data[end + 4 :])
    if disk or start or here != count or comment or offset + size != end or count == 0xFFFF:
        wrong("bundle: it is no zip file, or not a plain one")
    if count > MOST_FILES:
        wrong("bundle: it has too many files")
    places = []
    seen = set()
    at, total = offset, 0
    for _ in range(count):
        name, fields, at = listed(data, at, end)
        total += fields[4]
        if fields[4] > LARGEST_FILE or total > LARGEST_BUNDLE:
            wrong("bundle: " + name + " would be too large when unpacked")
        if name.lower() in seen:
            wrong("bundle: " + name + " stands in it twice")
        seen.add(name.lower())
        body, stop = packed_bytes(data, fields[5], fields[3], name, offset)
        places.append((fields[5], stop, name, body, fields))
    if at != end:
        wrong("bundle: its list of files is broken")
    places.sort()
    if any(first[1] > second[0] for first, second in zip(places, places[1:])):
        wrong("bundle: files lie over one another")
    files = {name: unpack(body, fields, name) for _, _, name, body, fields in places}
    return {name: body for name, body in files.items() if not name.endswith("/")}


def listed(data: bytes, at: int, end: int) -> tuple[str, tuple[int, ...], int]:
    """One line of the list of files: name; flags, method, checksum, sizes and place; where the next begins."""
    if at + 46 > end or data[at : at + 4] != b"PK\1\2":
        wrong("bundle: its list of files is broken")
    head = struct.unpack("<6H3I5H2I", data[at + 4 : at + 46])
    name = file_name(data[at + 46 : at + 46 + head[9]])
    fields = (head[2], head[3], head[6], head[7], head[8], head[15])
    return name, fields, at + 46 + head[9] + head[10] + head[11]


def file_name(raw: bytes) -> str:
    name = raw.decode("latin-1")
    if not re.fullmatch(r"[A-Za-z0-9_-][A-Za-z0-9._-]*(?:/[A-Za-z0-9_-][A-Za-z0-9._-]*)*/?", name):
        wrong("bundle: a file in it has a name that is not allowed")
    return name


def packed_bytes(data: bytes, local: int, packed: int, name: str, limit: int) -> tuple[bytes, int]:
    if local + 30 > limit or data[local : local + 4] != b"PK\3\4":
        wrong("bundle: " + name + " is not where the list of files says")
    n_name, n_extra = struct.unpack("<2H", data[local + 26 : local + 30])
    begin = local + 30 + n_name + n_extra
    if begin + packed > limit or data[local + 30 : local + 30 + n_name] != name.encode("latin-1"):
        wrong("bundle: " + name + " is not where the list of files says")
    return data[begin : begin + packed], begin + packed


def unpack(body: bytes, fields: tuple[int, ...], name: str) -> bytes:
    flags, method, checksum, _, size, _ = fields
    if flags & 1 or method not in (0, 8):
        wrong("bundle: " + name + " is packed in a way that is not allowed")
    if method == 8:
        try:
            inflater = zlib.decompressobj(-15)
            body = inflater.decompress(body, size + 1)
        except zlib.error:
            wrong("bundle: " + name + " is damaged")
        if len(body) <= size and (not inflater.eof or inflater.unused_data):
            wrong("bundle: " + name + " is damaged")
    if len(body) != size or (name.endswith("/") and size):
        wrong("bundle: " + name + " has another size than it says")
    if zlib.crc32(body) != checksum:
        wrong("bundle: " + name + " is damaged")
    return body


def read_json(data: bytes, what: str) -> Any:
    """Strict: UTF-8, no field twice, whole numbers only, no lone surrogates."""

    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) != len(pairs):
            twice = sorted(name for name in found if sum(pair[0] == name for pair in pairs) > 1)
            wrong(what + ": the field " + twice[0] + " stands there twice")
        return found

    def number(text: str) -> int:
        if text == "-0" or len(text) > 17 or abs(int(text)) > LARGEST_NUMBER:
            wrong(what + ": a number in it is not allowed")
        return int(text)

    def no_number(text: str) -> NoReturn:
        wrong(what + ": a number in it is not allowed")

    def no_constant(text: str) -> NoReturn:
        wrong(what + ": it is not JSON in UTF-8")

    try:
        text = data.decode("utf-8")
        found = json.loads(
            text,
            object_pairs_hook=once,
            parse_int=number,
            parse_float=no_number,
            parse_constant=no_constant,
        )
        canonical(found).encode("utf-8")
    except (UnicodeError, json.JSONDecodeError, RecursionError):
        wrong(what + ": it is not JSON in UTF-8")
    if depth(found) > DEEPEST:
        wrong(what + ": it is nested too deep")
    return found


def depth(value: Any) -> int:
    if isinstance(value, dict):
        return 1 + max([0, *map(depth, value.values())])
    return 1 + max([0, *map(depth, value)]) if isinstance(value, list) else 0


def canonical(value: Any) -> str:
    """RFC 8785, for the values that occur here: no number has a fraction."""
    if isinstance(value, dict):
        keys = sorted(value, key=lambda key: key.encode("utf-16-be", "surrogatepass"))
        return "{" + ",".join(canonical(key) + ":" + canonical(value[key]) for key in keys) + "}"
    if isinstance(value, list):
        return "[" + ",".join(map(canonical, value)) + "]"
    return json.dumps(value, ensure_ascii=False)


def has_fields(found: Any, names: Sequence[str], what: str) -> dict[str, Any]:
    if not isinstance(found, dict):
        wrong(what + ": it is not an object")
    for name in sorted(set(found) ^ set(names)):
        wrong(what + ": the field " + name + (" is missing" if name in names else " is not known"))
    return found


def from_base64(text: str, what: str) -> bytes:
    if re.fullmatch(r"(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?", text):
        data = base64.b64decode(text)
        if base64.b64encode(data).decode() == text:
            return data
    return wrong(what + ": its base64 is not in the one spelling")


def url64(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def from_salt(text: Any, what: str) -> bytes:
    if isinstance(text, str) and re.fullmatch(r"[A-Za-z0-9_-]{43}", text):
        data = base64.urlsafe_b64decode(text + "=")
        if url64(data) == text:
            return data
    return wrong(what + ": its salt is not 32 bytes in base64url")


def decimal(text: str, what: str) -> int:
    if not re.fullmatch(r"0|[1-9][0-9]{0,18}", text):
        wrong(what + ": a number in it is not a plain decimal")
    return int(text)


def is_date(text: Any) -> bool:
    if not isinstance(text, str) or not re.fullmatch(RULES["patterns"]["date"], text):
        return False
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return False
    return True


# --- Signatures: keys, notes, policies -----------------------------------------------------------


class Key:
    """`name+hash+base64`: one byte of kind (1 a log, 4 a witness) and an Ed25519 key."""

    def __init__(self, text: str, kind: int, what: str) -> None:
        parts = text.split("+", 2)
        if len(parts) != 3 or not re.fullmatch(r"[^\s+]+", parts[0]):
            wrong(what + ": a key in it is not in its form")
        data = from_base64(parts[2], what)
        self.name, self.text, self.kind, self.public = parts[0], text, kind, data[1:]
        if len(data) != 33 or data[0] != kind:
            wrong(
                what
                + ": "
                + self.name
                + " is not the key of a "
                + ("log" if kind == 1 else "witness")
            )
        self.id = hashlib.sha256(self.name.encode() + b"\n" + data).digest()[:4]
        if self.id.hex() != parts[1]:
            wrong(what + ": the hash of the key of " + self.name + " does not fit it")
        y = int.from_bytes(self.public, "little") & (2**255 - 1)
        if y >= PRIME or y in SMALL_ORDER:
            wrong(what + ": the key of " + self.name + " is weak: anybody could sign for it")

    def fits(self, signature: bytes, message: bytes) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signature, message)
        except (InvalidSignature, ValueError):
            return False
        return True


class Policy:
    """Whom one trusts: logs, witnesses by name, and how many of them must have seen a checkpoint."""

    def __init__(self, text: str) -> None:
        self.logs: list[Key] = []
        self.witnesses: dict[str, Key] = {}
        self.groups: dict[str, tuple[int, list[str]]] = {}
        self.grouped: set[str] = set()
        self.quorum: Optional[str] = None
        for number, line in enumerate(text.split("\n"), 1):
            words = re.findall(r"[^ \t]+", line)
            if words and not words[0].startswith("#"):
                self.read(words, "policy, line " + str(number))
        if not self.logs:
            wrong("policy: it names no log")
        if self.quorum is None:
            wrong("policy: it names no quorum")

    def read(self, words: list[str], what: str) -> None:
        if words[0] == "log" and len(words) >= 2:
            self.logs.append(self.once(Key(words[1], 1, what), self.logs, what))
        elif words[0] == "witness" and len(words) >= 3:
            self.new(words[1], what)
            witness = Key(words[2], 4, what)
            self.witnesses[words[1]] = self.once(witness, list(self.witnesses.values()), what)
        elif words[0] == "group" and len(words) >= 4:
            self.new(words[1], what)
            members = words[3:]
            for name in members:
                self.known(name, what)
                if name in self.grouped:
                    wrong(what + ": " + name + " is in a group already")
            self.grouped.update(members)
            needed = {"any": "1", "all": str(len(members))}.get(words[2], words[2])
            number = decimal(needed, what)
            if len(set(members)) != len(members) or not 1 <= number <= len(members):
                wrong(what + ": the group " + words[1] + " cannot be meant")
            self.groups[words[1]] = (number, members)
        elif words[0] == "quorum" and len(words) == 2 and self.quorum is None:
            if words[1] != "none":
                self.known(words[1], what)
            self.quorum = words[1]
        else:
            wrong(what + ": that is no line of a policy")

    def new(self, name: str, what: str) -> None:
        if name == "none" or name in self.witnesses or name in self.groups:
            wrong(what + ": the name " + name + " is taken")

    def once(self, key: Key, others: Sequence[Key], what: str) -> Key:
        """One key under two names would count twice."""
        if any(other.public == key.public for other in others):
            wrong(what + ": the key of " + key.name + " stands there already")
        return key

    def known(self, name: str, what: str) -> None:
        if name not in self.witnesses and name not in self.groups:
            wrong(what + ": " + name + " has not been named before")

    def met(self, name: Optional[str], signers: Sequence[str]) -> bool:
        if name is None or name == "none":
            return True
        if name in self.witnesses:
            return self.witnesses[name].text in signers
        needed, members = self.groups[name]
        return sum(self.met(member, signers) for member in members) >= needed


def open_note(data: bytes, keys: Sequence[Key], what: str) -> tuple[str, dict[str, Optional[int]]]:
    """The text, and who of the known signed it, witnesses with their time in seconds."""
    if len(data) > LARGEST_NOTE:
        wrong(what + ": it is too large")
    try:
        whole = data.decode("utf-8")
    except UnicodeError:
        wrong(what + ": it is not UTF-8")
    cut = whole.rfind("\n\n")
    text = whole[: cut + 1]
    if cut < 0 or not whole.endswith("\n") or re.search(r"[\x00-\x09\x0b-\x1f]", text):
        wrong(what + ": it is not a signed note")
    lines = whole[cut + 2 : -1].split("\n")
    if len(lines) > MOST_SIGNATURES:
        wrong(what + ": it has too many signatures")
    signers: dict[str, Optional[int]] = {}
    for line in lines:
        found = re.fullmatch(r"\u2014 ([^\s+]+) (\S+)", line)
        if not found:
            wrong(what + ": a line among its signatures is none")
        raw = from_base64(found[2], what)
        if len(raw) <= 4:
            wrong(what + ": a signature in it is too short")
        for key in keys:
            if key.name == found[1] and key.id == raw[:4]:
                signers[key.text] = signed_at(key, text, raw[4:], what)
    return text, signers


def signed_at(key: Key, text: str, signature: bytes, what: str) -> Optional[int]:
    if key.kind == 1:
        if not key.fits(signature, text.encode()):
            wrong(what + ": the signature of " + key.name + " does not fit it")
        return None
    seconds = int.from_bytes(signature[:8], "big")
    message = "cosignature/v1\ntime " + str(seconds) + "\n" + text
    if (
        len(signature) != 72
        or seconds > LATEST_SECOND
        or not key.fits(signature[8:], message.encode())
    ):
        wrong(what + ": the signature of witness " + key.name + " does not fit it")
    return seconds


# --- The log: checkpoint, proof, entry -----------------------------------------------------------


class Checkpoint:
    def __init__(self, note: bytes, policy: Policy, origin: str) -> None:
        logs = [key for key in policy.logs if key.name == origin]
        if not logs:
            wrong("policy: it does not name the log " + origin)
        keys = [*policy.logs, *policy.witnesses.values()]
        self.text, self.signers = open_note(note, keys, "checkpoint")
        lines = self.text[:-1].split("\n")
        if len(lines) < 3 or "" in lines:
            wrong("checkpoint: it is not an origin, a size and a root")
        if lines[0] != origin:
            wrong("checkpoint: it is one of " + lines[0] + ", not of " + origin)
        self.size = decimal(lines[1], "checkpoint")
        self.root = from_base64(lines[2], "checkpoint")
        if len(self.root) != 32:
            wrong("checkpoint: its root is not 32 bytes")
        if not any(key.text in self.signers for key in logs):
            wrong(
                "checkpoint: the log "
                + origin
                + " has not signed it with a key that the policy names"
            )
        if not policy.met(policy.quorum, list(self.signers)):
            wrong("checkpoint: too few of the witnesses that the policy names have signed it")
        self.seen = sorted(
            (seconds, key.name)
            for key in policy.witnesses.values()
            for seconds in [self.signers.get(key.text)]
            if seconds is not None
        )


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\0" + data).digest()


def check_inclusion(
    index: int, size: int, leaf: bytes, path: Sequence[bytes], root: bytes, what: str
) -> None:
    """RFC 9162, 2.1.3.2: the path must have exactly the right length."""
    if index >= size:
        wrong(what + ": its index is not below the size of the checkpoint")
    node, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            wrong(what + ": its proof is too long")
        if node & 1 or node == last:
            found = hashlib.sha256(b"\1" + sibling + found).digest()
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            found = hashlib.sha256(b"\1" + found + sibling).digest()
        node, last = node >> 1, last >> 1
    if last:
        wrong(what + ": its proof is too short")
    if found != root:
        wrong(what + ": it is not in the log: its proof leads to another root")


def read_proof(text: str, what: str) -> tuple[bytes, int, list[bytes], bytes]:
    head, blank, note = text.partition("\n\n")
    lines = head.split("\n")
    if not blank or len(lines) < 3 or lines[0] != "c2sp.org/tlog-proof@v1":
        wrong(what + ": its proof is not a tlog-proof")
    if not lines[1].startswith("extra ") or not lines[2].startswith("index "):
        wrong(what + ": its proof lacks a line")
    entry = from_base64(lines[1][6:], what)
    index = decimal(lines[2][6:], what)
    path = [from_base64(line, what) for line in lines[3:]]
    if len(path) > LONGEST_PATH or any(len(each) != 32 for each in path):
        wrong(what + ": a hash in its proof is not 32 bytes")
    return entry, index, path, note.encode()


ENTRY_FORMS = {
    "thread": r"[A-Za-z0-9_-]{21}[AQgw]",
    "id": r"[A-Za-z0-9_-]{21}[AQgw]",
    "prev": r"(?:[0-9a-f]{64})?",
    "actor": r"[a-z]+(?:_[a-z]+)*",
    "terms": r"(?:sha256:[0-9a-f]{64})?",
    "commit": r"(?:[A-Za-z0-9_-]{42}[AEIMQUYcgkosw048])?",
}


def read_entry(body: bytes, what: str) -> dict[str, Any]:
    if len(body) > LARGEST_ENTRY:
        wrong(what + ": it is larger than an entry may be")
    entry = has_fields(read_json(body, what), [*ENTRY_FORMS, "v", "type", "n", "time"], what)
    if canonical(entry).encode() != body:
        wrong(what + ": it is not in its canonical spelling")
    if type(entry["v"]) is not int or entry["v"] != 1:
        wrong(what + ": it is of a version that is not known here")
    for name, form in ENTRY_FORMS.items():
        if not isinstance(entry[name], str) or not re.fullmatch(form, entry[name]):
            wrong(what + ": the field " + name + " is not in its form")
    if not isinstance(entry["type"], str) or entry["type"] not in RULES["types"]:
        wrong(what + ": its type is not known")
    if not is_date(entry["time"]):
        wrong(what + ": the field time is not in its form")
    if not is_number(entry["n"]) or (entry["n"] == 0) != (entry["prev"] == ""):
        wrong(what + ": the field n is not in its form")
    return entry


def is_number(value: Any) -> bool:
    return type(value) is int and 0 <= value <= LARGEST_NUMBER


# --- What entries mean: openings, sentences, replay ----------------------------------------------


def check_opening(type_: str, payload: dict[str, Any]) -> str:
    """What is wrong with it, or nothing."""
    schema = RULES["types"][type_].get("opening")
    if schema is None:
        return type_ + " has no opening"
    why = check_fields(schema, payload, "")
    if why:
        return why
    limits = payload.get("limits")
    if limits:
        if "constrained" in payload["uses"].values() and not set(limits) - {"starts_on", "ends_on"}:
            return "uses: constrained, but no limit says how"
        if limits.get("starts_on", "") > limits["ends_on"]:
            return "limits.ends_on: it would end before it starts"
    if len(canonical(payload).encode()) > LARGEST_OPENING:
        return "an opening has at most " + str(LARGEST_OPENING) + " bytes"
    return ""


def check_fields(schema: dict[str, str], found: dict[str, Any], path: str) -> str:
    known = {(name[:-1] if name.endswith("?") else name): form for name, form in schema.items()}
    for name in sorted(found):
        if name not in known:
            return path + name + ": no such field"
    for name in sorted(known):
        if name in found:
            why = check_value(known[name], found[name], path + name)
            if why:
                return why
        elif name in schema:
            return path + name + ": is missing"
    for name in sorted(RULES["needs"]):
        if name in found and RULES["needs"][name] not in found:
            return path + str(RULES["needs"][name]) + ": is missing"
    return ""


def check_value(form: str, value: Any, path: str) -> str:
    if form.startswith("object:") and isinstance(value, dict):
        return check_fields(RULES["objects"][form[7:]], value, path + ".")
    return "" if is_spelled(form, value) else path + ": is not in its form, " + form


def is_spelled(form: str, value: Any) -> bool:
    kind, _, rest = form.partition(":")
    if kind == "number":
        return is_number(value)
    if kind == "one":
        return isinstance(value, str) and value in RULES["words"][rest]
    if kind == "list":
        return (
            isinstance(value, list)
            and 1 <= len(value) <= 1000
            and all(is_spelled(rest, each) for each in value)
            and len(set(value)) == len(value)
        )
    if kind == "map":
        words, _, each_form = rest.partition(":")
        return (
            isinstance(value, dict)
            and len(value) > 0
            and all(key in RULES["words"][words] for key in value)
            and all(is_spelled(each_form, each) for each in value.values())
        )
    if kind not in RULES["patterns"] or not isinstance(value, str):
        return False
    if not re.fullmatch(RULES["patterns"][kind], value):
        return False
    return is_date(value[:10]) if kind in ("date", "instant") else True


def said(word: str) -> str:
    return str(RULES["said"].get(word, word.replace("_", " ")))


def fill(template: str, values: dict[str, str]) -> str:
    slot = re.compile(r"\{([a-z0-9_]+)\}")

    def part(found: "re.Match[str]") -> str:
        return found[1] if all(name in values for name in slot.findall(found[1])) else ""

    return slot.sub(lambda found: values[found[1]], re.sub(r"\[([^\]]*)\]", part, template))


def say_date(text: str) -> str:
    return (
        str(int(text[8:]))
        + " "
        + str(RULES["months"][int(text[5:7]) - 1])
        + " "
        + str(int(text[:4]))
    )


def say_instant(text: str) -> str:
    return say_date(text[:10]) + " at " + text[11:19] + " UTC"


def say_amount(amount: int, currency: str) -> str:
    places = RULES["decimals"].get(currency, 2)
    digits = str(abs(amount)).rjust(places + 1, "0")
    whole = digits[: len(digits) - places] + (
        "." + digits[len(digits) - places :] if places else ""
    )
    return ("-" if amount < 0 else "") + whole + " " + currency


def say_uses(uses: dict[str, str]) -> list[str]:
    lines = []
    for answer in RULES["words"]["Answer"]:
        found = [said(use) for use in RULES["words"]["Use"] if uses.get(use) == answer]
        if found:
            lines.append(RULES["uses"][answer].replace("{}", ", ".join(found)))
    return lines + ([RULES["uses"]["rest"]] if len(uses) < len(RULES["words"]["Use"]) else [])


def say_limits(limits: dict[str, Any]) -> list[str]:
    schema = RULES["objects"]["Limits"]
    return [
        clause.replace("{}", say(schema.get(name) or schema[name + "?"], limits[name]))
        for name, clause in RULES["limits"]
        if name in limits
    ]


def say(form: str, value: Any) -> str:
    kind, _, rest = form.partition(":")
    if kind == "date":
        return say_date(value)
    if kind == "instant":
        return say_instant(value)
    if kind in ("one", "code"):
        return said(value)
    if kind == "list":
        return ", ".join(say(rest, each) for each in value)
    if kind == "object":
        return " ".join(say_limits(value))
    if rest == "Use:one:Answer":
        return " ".join(say_uses(value))
    if kind == "map":
        words, _, each = rest.partition(":")
        return ", ".join(
            said(key) + " " + say(each, value[key]) for key in RULES["words"][words] if key in value
        )
    return str(value)


def explain(entry: dict[str, Any], payload: Optional[dict[str, Any]]) -> str:
    rules = RULES["types"][entry["type"]]
    values = {"day": say_date(entry["time"])}
    if payload is None:
        return fill(rules["closed"], values)
    schema = rules["opening"]
    for name, value in payload.items():
        values[name] = say(schema.get(name) or schema[name + "?"], value)
    if "amount_minor" in payload:
        values["amount"] = say_amount(payload["amount_minor"], payload["currency"])
    return fill(rules["opened"], values)


PERMITTING = ("given", "renewed")


class Thread:
    """One thread, entry after entry. `wrong` names what cannot have been; faults what was not permitted."""

    def __init__(self, on: str) -> None:
        self.on, self.kind, self.moved, self.take = on, "", "requested", ""
        self.kinds = list(RULES["kinds"])
        self.uses: Optional[dict[str, str]] = None
        self.limits: Optional[dict[str, Any]] = None
        self.suspensions: list[dict[str, Any]] = []
        self.holders: list[tuple[str, str]] = []
        self.recalls: list[str] = []
        self.minutes, self.erased, self.entries = 0, False, 0
        self.paid: dict[str, int] = {}
        self.faults: list[str] = []
        self.name, self.day, self.prev = "", "", ""
        self.identity: dict[str, str] = {}

    def refuse(self, which: str, entry: dict[str, Any], **values: str) -> NoReturn:
        filled = {"n": str(entry["n"]), "type": entry["type"], **values}
        wrong(
            "thread "
            + (self.name or entry["thread"])
            + ": "
            + fill(RULES["refusals"][which], filled)
        )

    def fault(self, which: str, entry: dict[str, Any], **values: str) -> None:
        self.faults.append(fill(RULES["faults"][which], {"n": str(entry["n"]), **values}))

    def add(self, entry: dict[str, Any], body: bytes, payload: Optional[dict[str, Any]]) -> None:
        rules = RULES["types"][entry["type"]]
        if entry["n"] != self.entries:
            self.refuse("gap", entry, expected=str(self.entries))
        if entry["prev"] != self.prev:
            self.refuse("prev", entry)
        self.kinds = [kind for kind in self.kinds if kind in rules["kinds"]]
        if not self.kinds:
            self.refuse("kind", entry)
        self.kind = self.kinds[0]
        if payload is not None:
            self.check_opening(entry, payload)
        if "from" in rules and self.moved not in rules["from"]:
            self.refuse("move", entry, state=self.moved)
        if self.day and entry["time"] < self.day:
            self.fault("back", entry)
        if entry["time"] > self.on:
            self.fault("ahead", entry, on=say_date(self.on))
        self.have_effect(entry, payload)
        self.moved = rules.get("to") or self.moved
        self.name, self.day, self.prev = entry["thread"], entry["time"], leaf_hash(body).hex()
        self.entries += 1

    def check_opening(self, entry: dict[str, Any], payload: dict[str, Any]) -> None:
        why = check_opening(entry["type"], payload)
        if why:
            self.refuse("opening", entry, why=why)
        if payload["at"][:10] > entry["time"]:
            self.refuse("day", entry)
        for field in RULES["identity"][self.kind]:
            if (
                field in payload
                and self.identity.setdefault(field, payload[field]) != payload[field]
            ):
                self.refuse("identity", entry, field=field)

    def have_effect(self, entry: dict[str, Any], payload: Optional[dict[str, Any]]) -> None:
        type_, found = entry["type"], payload or {}
        if (
            type_ == "consent.narrowed"
            and payload
            and self.uses is not None
            and self.limits is not None
        ):
            field = widened(self.uses, self.limits, payload["uses"], payload["limits"])
            if field:
                self.refuse("widened", entry, field=said(field))
        if (
            "uses" in RULES["types"][type_].get("opening", {})
            and "limits" in RULES["types"][type_]["opening"]
        ):
            self.uses, self.limits = found.get("uses"), found.get("limits")
        elif type_ == "consent.suspended":
            self.suspensions.append(
                {name: found.get(name) for name in ("cause", "until", "uses", "clients")}
            )
        elif type_ == "consent.resumed":
            self.resume(entry, found.get("cause"))
        elif type_ == "consent.expired":
            if self.limits is not None and entry["time"] <= self.limits["ends_on"]:
                self.fault("early", entry)
        elif type_ in ("take.accepted", "take.rejected"):
            self.take = type_[5:]
        elif type_ == "hours.approved":
            self.minutes += found.get("minutes", 0)
        elif type_ in ("earning.paid", "earning.returned") and payload:
            sign = 1 if type_ == "earning.paid" else -1
            before = self.paid.get(payload["currency"], 0)
            self.paid[payload["currency"]] = before + sign * payload["amount_minor"]
        elif type_ == "delivery.made":
            self.deliver(entry, payload)
        elif type_ == "recall.opened":
            self.recalls.append(found.get("recall", ""))
        elif type_ == "recall.attested":
            self.attest(entry, payload)
        elif type_ == "erasure.performed":
            self.erased = True
        elif type_ == "correction" and payload and payload["corrects"] >= entry["n"]:
            self.refuse("corrects", entry)

    def resume(self, entry: dict[str, Any], cause: Optional[str]) -> None:
        for at in range(len(self.suspensions) - 1, -1, -1):
            if cause is None or self.suspensions[at]["cause"] in (None, cause):
                del self.suspensions[at]
                return
        self.refuse("resumed", entry)

    def attest(self, entry: dict[str, Any], payload: Optional[dict[str, Any]]) -> None:
        for which in (payload["recall"] if payload else "", ""):
            if which in self.recalls:
                self.recalls.remove(which)
                return
        if payload:
            self.fault("recall", entry)

    def deliver(self, entry: dict[str, Any], payload: Optional[dict[str, Any]]) -> None:
        for why in self.reasons(entry["time"], payload):
            self.fault("delivered", entry, why=why)
            break
        if payload:
            holder = (payload["client"], payload.get("recipient", ""))
            if holder not in self.holders:
                self.holders.append(holder)

    def reasons(self, day: str, delivery: Optional[dict[str, Any]]) -> Iterator[str]:
        """Why a delivery on this day was not permitted."""
        reasons = RULES["reasons"]
        if self.moved not in PERMITTING:
            yield fill(reasons["state"], {"state": self.moved})
        if self.limits is not None and day > self.limits["ends_on"]:
            yield fill(reasons["ended"], {"date": say_date(self.limits["ends_on"])})
        for each in self.suspensions:
            if (each["until"] is None or day <= each["until"]) and suspends(each, delivery):
                cause = said(each["cause"]) if each["cause"] else RULES["standing"]["unknown_cause"]
                yield fill(reasons["suspended"], {"cause": cause})
        if delivery is None or self.uses is None or self.limits is None:
            return
        if self.limits.get("starts_on", "") > day:
            yield fill(reasons["started"], {"date": say_date(self.limits["starts_on"])})
        for use in delivery["uses"]:
            if self.uses.get(use, "not_allowed") == "not_allowed":
                yield fill(reasons["use"], {"use": said(use)})
            elif self.take != "accepted" and use != "review":
                yield reasons["take"]
        for limit, stated, rule in RULES["dimensions"]:
            if limit in self.limits and not keeps(rule, self.limits[limit], delivery.get(stated)):
                yield fill(reasons["limit"], {"limit": said(limit)})

    @property
    def state(self) -> str:
        if self.kind not in ("grant", "licence"):
            return self.kind
        if self.moved not in PERMITTING:
            return self.moved
        if self.limits is not None and self.on > self.limits["ends_on"]:
            return "expired"
        whole = any(each["uses"] is None and each["clients"] is None for each in self.holding())
        return "suspended" if whole else self.moved

    def holding(self) -> list[dict[str, Any]]:
        return [
            each for each in self.suspensions if each["until"] is None or self.on <= each["until"]
        ]

    def allowed(self) -> list[str]:
        """The uses that are permitted on the day to somebody within the limits."""
        if self.state not in PERMITTING or self.uses is None or self.limits is None:
            return []
        if self.limits.get("starts_on", "") > self.on:
            return []
        every = RULES["words"]["Use"]
        stopped = [
            use
            for each in self.holding()
            if each["clients"] is None
            for use in each["uses"] or every
        ]
        return [
            use
            for use in every
            if self.uses.get(use, "not_allowed") != "not_allowed"
            and use not in stopped
            and (self.kind == "licence" or self.take == "accepted" or use == "review")
        ]

    def summary(self) -> list[str]:
        words = RULES["standing"]
        lines = [RULES["states"][self.state]]
        if self.state in PERMITTING:
            lines += self.permission(words)
        if self.holders:
            holders = [
                fill(words["holder_for"], {"client": client, "recipient": recipient})
                if recipient
                else client
                for client, recipient in self.holders
            ]
            lines.append(fill(words["holders"], {"holders": "; ".join(holders)}))
        if self.recalls:
            recalls = ", ".join(each or words["unknown_cause"] for each in self.recalls)
            lines.append(fill(words["recalls"], {"recalls": recalls}))
        if self.minutes:
            lines.append(fill(words["minutes"], {"minutes": str(self.minutes)}))
        if self.paid:
            amounts = ", ".join(say_amount(self.paid[each], each) for each in sorted(self.paid))
            lines.append(fill(words["paid"], {"amounts": amounts}))
        if self.erased:
            lines.append(words["erased"])
        return lines + [fill(words["fault"], {"fault": fault}) for fault in self.faults]

    def permission(self, words: dict[str, str]) -> list[str]:
        lines = []
        if self.uses is None or self.limits is None:
            lines.append(words["unknown"])
        else:
            lines += say_uses(self.uses) + say_limits(self.limits)
        if self.kind == "grant" and self.take != "accepted":
            lines.append(words["take"])
        for each in self.holding():
            values = {"cause": said(each["cause"]) if each["cause"] else words["unknown_cause"]}
            if each["uses"] is not None:
                values["uses"] = ", ".join(map(said, each["uses"]))
            if each["clients"] is not None:
                values["clients"] = ", ".join(each["clients"])
            if each["until"] is not None:
                values["until"] = say_date(each["until"])
            lines.append(fill(words["suspended"], values))
        return lines


def suspends(each: dict[str, Any], delivery: Optional[dict[str, Any]]) -> bool:
    if each["uses"] is None and each["clients"] is None:
        return True
    if delivery is None:
        return False
    client = each["clients"] is None or delivery["client"] in each["clients"]
    return client and (each["uses"] is None or any(use in each["uses"] for use in delivery["uses"]))


def keeps(rule: str, limit: list[str], found: Any) -> bool:
    if found is None:
        return rule == "in if stated"
    if rule == "all in":
        return all(each in limit for each in found)
    if rule == "none in":
        return not any(each in limit for each in found)
    return found in limit


def widened(
    uses: dict[str, str], limits: dict[str, Any], new_uses: dict[str, str], new: dict[str, Any]
) -> str:
    rank = {"not_allowed": 0, "constrained": 1, "allowed": 2}
    for use in RULES["words"]["Use"]:
        if rank[new_uses.get(use, "not_allowed")] > rank[uses.get(use, "not_allowed")]:
            return str(use)
    for name, direction in RULES["narrowing"]:
        if name in limits and not is_narrower(direction, limits[name], new.get(name)):
            return str(name)
    return ""


def is_narrower(direction: str, old: Any, new: Any) -> bool:
    if new is None:
        return False
    if direction in ("earlier", "later"):
        return bool(new <= old if direction == "earlier" else new >= old)
    return set(new) <= set(old) if direction == "fewer" else set(new) >= set(old)


# --- The bundle ----------------------------------------------------------------------------------


def verify(data: bytes, own_policy: Optional[bytes]) -> dict[str, Any]:
    files = unzip(data)
    for name in ("evidence.json", "policy.txt", "statement.note"):
        if name not in files:
            wrong("bundle: " + name + " is missing")
    evidence = read_evidence(files["evidence.json"])
    policy = Policy(read_text(files["policy.txt"] if own_policy is None else own_policy, "policy"))
    proofs = [read_item(item, files) for item in evidence["entries"]]
    check_files(files, [item["index"] for item in evidence["entries"]])
    checkpoint = Checkpoint(proofs[0][3], policy, evidence["origin"])
    as_of = evidence["as_of"]
    if as_of["size"] != checkpoint.size:
        wrong("evidence.json: as_of.size is not that of the checkpoint")
    if as_of["root"] != base64.b64encode(checkpoint.root).decode():
        wrong("evidence.json: as_of.root is not that of the checkpoint")
    on = as_of["signed_at"][:10]
    if checkpoint.seen:
        on = clock(checkpoint.seen[0][0])[:10]
    counts = read_statement(files["statement.note"], checkpoint, policy, evidence["origin"])
    threads: dict[str, Thread] = {}
    told: dict[str, list[tuple[int, int, str]]] = {}
    hashes: dict[str, int] = {}
    for item, (body, index, path, note) in zip(evidence["entries"], proofs):
        what = "entry " + str(index)
        if note != proofs[0][3]:
            wrong(what + ": its proof is for another checkpoint than the first one's")
        check_inclusion(index, checkpoint.size, leaf_hash(body), path, checkpoint.root, what)
        entry = read_entry(body, what)
        payload = read_opening(entry, item["opening"], what)
        thread = threads.setdefault(entry["thread"], Thread(on))
        thread.add(entry, body, payload)
        told.setdefault(entry["thread"], []).append((entry["n"], index, explain(entry, payload)))
        for found in re.findall(r"sha256:[0-9a-f]{64}", body.decode() + canonical(payload)):
            hashes.setdefault(found, index)
    check_counts(counts, threads)
    return {
        "evidence": evidence,
        "checkpoint": checkpoint,
        "threads": threads,
        "told": told,
        "documents": [
            (name, hashes.get("sha256:" + hashlib.sha256(body).hexdigest()))
            for name, body in sorted(files.items())
            if name.startswith("documents/")
        ],
        "own_policy": own_policy is not None,
    }


def read_text(data: bytes, what: str) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeError:
        return wrong(what + ": it is not UTF-8")


def read_evidence(data: bytes) -> dict[str, Any]:
    what = "evidence.json"
    found = has_fields(
        read_json(data, what), ["format", "origin", "made_at", "about", "as_of", "entries"], what
    )
    if found["format"] != FORMAT:
        wrong(what + ": its format is not " + FORMAT)
    if not isinstance(found["origin"], str) or not isinstance(found["about"], str):
        wrong(what + ": a field in it has another kind of value")
    as_of = has_fields(found["as_of"], ["size", "root", "signed_at"], what)
    if not is_spelled("instant", found["made_at"]) or not is_spelled("instant", as_of["signed_at"]):
        wrong(what + ": a time in it is not in its form")
    if not isinstance(found["entries"], list) or not found["entries"]:
        wrong(what + ": it has no entries")
    before = -1
    for item in found["entries"]:
        has_fields(item, ["index", "entry", "opening", "proof"], what)
        if (
            not is_number(item["index"])
            or not isinstance(item["entry"], str)
            or not isinstance(item["proof"], str)
        ):
            wrong(what + ": a field in it has another kind of value")
        if item["index"] <= before:
            wrong(what + ": its entries are not in the order of the log")
        before = item["index"]
    return found


def read_item(
    item: dict[str, Any], files: dict[str, bytes]
) -> tuple[bytes, int, list[bytes], bytes]:
    what = "entry " + str(item["index"])
    proof = read_proof(item["proof"], what)
    if proof[0] != item["entry"].encode():
        wrong(what + ": its proof is of another entry")
    if proof[1] != item["index"]:
        wrong(what + ": its proof is of another index")
    if files.get("proofs/" + str(item["index"]) + ".tlog-proof") != item["proof"].encode():
        wrong(what + ": its file in proofs/ is missing or another")
    return proof


def check_files(files: dict[str, bytes], indexes: list[int]) -> None:
    known = {
        "evidence.json",
        "policy.txt",
        "statement.note",
        "verify.html",
        "verify.py",
        "README.txt",
    }
    known |= {"proofs/" + str(index) + ".tlog-proof" for index in indexes}
    for name in sorted(files):
        if name not in known and not name.startswith("documents/"):
            wrong("bundle: " + name + " is no part of one")


def read_statement(
    note: bytes, checkpoint: Checkpoint, policy: Policy, origin: str
) -> dict[str, int]:
    what = "statement"
    text, signers = open_note(note, policy.logs, what)
    lines = text[:-1].split("\n")
    if lines[0] != origin + "/threads" or len(lines) < 4:
        wrong(what + ": it is not one about the threads of " + origin)
    if not any(key.text in signers for key in policy.logs if key.name == origin):
        wrong(what + ": the log " + origin + " has not signed it with a key that the policy names")
    if lines[1:3] != checkpoint.text.split("\n")[1:3]:
        wrong(what + ": it is about another checkpoint")
    counts: dict[str, int] = {}
    for line in lines[3:]:
        found = re.fullmatch(r"([A-Za-z0-9_-]{22}) (0|[1-9][0-9]{0,15})", line)
        if not found or found[1] in counts:
            wrong(what + ": a line in it is not a thread and its number of entries")
        counts[found[1]] = int(found[2])
    return counts


def check_counts(counts: dict[str, int], threads: dict[str, Thread]) -> None:
    for name in sorted(set(counts) | set(threads)):
        if name not in counts:
            wrong("statement: it does not speak of thread " + name)
        if name not in threads:
            wrong(
                "thread " + name + ": all of its entries were left out, though the log counts them"
            )
        if counts[name] != threads[name].entries:
            have, count = str(threads[name].entries), str(counts[name])
            wrong("thread " + name + ": the log counts " + count + " entries, and here are " + have)


def read_opening(entry: dict[str, Any], opening: Any, what: str) -> Optional[dict[str, Any]]:
    if opening is None:
        return None
    has_fields(opening, ["salt", "payload"], what + ": its opening")
    salt = from_salt(opening["salt"], what + ": its opening")
    payload = has_payload(opening["payload"], what)
    committed = COMMIT_PREFIX + salt + canonical(payload).encode()
    if url64(hashlib.sha256(committed).digest()) != entry["commit"]:
        wrong(what + ": its opening is not what the entry committed to")
    return payload


def has_payload(payload: Any, what: str) -> dict[str, Any]:
    if not isinstance(payload, dict):
        wrong(what + ": its opening: it is not an object")
    return payload


# --- Words ---------------------------------------------------------------------------------------


def clock(seconds: int) -> str:
    at = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return at.isoformat() + ".000000Z"


def report(found: dict[str, Any]) -> list[str]:
    """What a person reads, line by line; the page shows the same."""
    evidence, checkpoint = found["evidence"], found["checkpoint"]
    threads: dict[str, Thread] = found["threads"]
    faults = sum(len(thread.faults) for thread in threads.values())
    lines = ["GENUINE" + (", AND IT SHOWS A FAULT" if faults else "") + "."]
    lines.append(
        "Entries: "
        + str(len(evidence["entries"]))
        + ", in threads: "
        + str(len(threads))
        + ". Every one is in"
        " the log as it stands here, and the log has signed that these threads have no others."
    )
    number = "As of checkpoint " + str(checkpoint.size) + " of " + evidence["origin"]
    if checkpoint.seen:
        seen = ", ".join(name + " on " + say_instant(clock(at)) for at, name in checkpoint.seen)
        lines.append(number + ", signed by the log and seen by: " + seen + ".")
    else:
        lines.append(
            number
            + ", signed by the log alone. It claims that this was on "
            + say_instant(evidence["as_of"]["signed_at"])
            + "; no witness vouches for that time."
        )
    lines.append("What came later, this evidence cannot say.")
    if not found["own_policy"]:
        lines.append("WARNING: " + OWN_POLICY_MISSING)
    lines.append(
        "About, in the words of whoever made it, which nothing proves: " + evidence["about"]
    )
    for name in sorted(threads, key=lambda each: found["told"][each][0][1]):
        lines.append("Thread " + name + ":")
        lines += [
            str(n) + ". " + text + " (entry " + str(index) + ")"
            for n, index, text in found["told"][name]
        ]
        lines.append("Standing on " + say_date(threads[name].on) + ":")
        lines += ["- " + line for line in threads[name].summary()]
    for document, index in found["documents"]:
        known = (
            "its hash stands in entry " + str(index)
            if index is not None
            else "no entry speaks of it"
        )
        lines.append(document + ": " + known + ".")
    return [plain(line) for line in lines]


def plain(text: str) -> str:
    """Words that nobody has checked must not turn a terminal over."""
    return re.sub(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]", " ", text)


def main() -> int:
    parser = argparse.ArgumentParser(
        description="Verifies an evidence bundle of the rights ledger."
    )
    parser.add_argument("bundle", help="the zip file")
    parser.add_argument(
        "--policy", help="a policy file from somebody you trust, instead of the bundle's"
    )
    given = parser.parse_args()
    try:
        own = None
        if given.policy:
            with open(given.policy, "rb") as file:
                own = file.read()
        with open(given.bundle, "rb") as file:
            found = verify(file.read(LARGEST_BUNDLE + 1), own)
    except IsADirectoryError as why:
        print("WRONG. " + str(why.filename) + ": it is a folder; give the zip file as it came")
        return 1
    except OSError as why:
        print("WRONG. " + str(why.filename) + ": it cannot be read")
        return 1
    except Wrong as why:
        print("WRONG. " + plain(str(why)))
        return 1
    print("\n".join(report(found)))
    return 3 if any(thread.faults for thread in found["threads"].values()) else 0


if __name__ == "__main__":
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(encoding="utf-8")
    sys.exit(main())
