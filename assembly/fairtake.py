"""Fairtake's API, version v1, as one file for Python 3.11 or newer that needs nothing else.

    from fairtake import Fairtake

    fairtake = Fairtake(token)
    for each in fairtake.list_deliveries():
        print(each["reference"], each["state"])

A method for each operation, called by the words of its path: POST /takes/{take_id}/stop is
`post_take_stop`. What stands in a path is given by place, everything else by name. Answers are what
the API says, as plain dictionaries with types; lists are iterators over all their pages. Every POST
carries an Idempotency-Key, so that what broke is tried again and still done once; give your own to
go on after your program was ended. A refusal is a `Problem`, no answer is `Unreachable`. Keep the
token in a file or in the environment, never on a command line.

Written from the API's own document by Fairtake, and not changed by hand.
"""
# fmt: off
# ruff: noqa

from __future__ import annotations

import base64
import contextlib
import hashlib
import http.client
import io
import json
import random
import re
import ssl
import time
import urllib.error
import urllib.parse
import urllib.request
import uuid
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from typing import Any, BinaryIO

Id = str | uuid.UUID
Day = str | date
Moment = str | datetime

_PIECE = 8 << 20
_LARGEST = 512 << 20
_LONGEST_WAIT_S = 60.0
_NOT_DONE = (425, 429)
_NOT_NOW = (408, 425, 429, 502, 503, 504)
_NOT_HERE_YET = (409, 423, 460)
"""Of a piece: another was expected, one is still on its way, or its bytes changed on theirs."""
_BREAKS = (http.client.HTTPException, ConnectionError, TimeoutError, ssl.SSLError)


class Unsaid(Enum):
    """Not sent at all, which may mean something else than None."""

    UNSAID = "unsaid"


UNSAID = Unsaid.UNSAID


class Problem(Exception):
    """The API refused, and said why. `detail` is a sentence for people, `errors` names fields."""

    def __init__(self, status: int, said: Mapping[str, Any], wait_s: float = 0.0) -> None:
        self.status = status
        self.type = str(said.get("type", "about:blank"))
        self.title = str(said.get("title", ""))
        self.detail = str(said.get("detail") or f"The server answered {status}.")
        self.instance = str(said.get("instance", ""))
        self.errors: dict[str, Any] = dict(said.get("errors") or {})
        self.wait_s = wait_s
        """How long we are asked to wait, where we are."""
        self.said = dict(said)
        super().__init__(f"{self.detail} {json.dumps(self.errors)}" if self.errors else self.detail)


class Unreachable(Exception):
    """No answer came, or half of one."""


class _NoRedirect(urllib.request.HTTPRedirectHandler):
    """Followed, a redirect would carry the token to whomever it names."""

    def redirect_request(self, *_given: Any, **_named: Any) -> None:
        return None


class Connection:
    """Tries again what may go well and cannot happen twice."""

    def __init__(self, token: str, *, server: str, timeout_s: float = 30.0, tries: int = 5) -> None:
        parts = urllib.parse.urlsplit(server)
        local = parts.hostname in ("localhost", "127.0.0.1", "::1")
        if parts.scheme != "https" and not (parts.scheme == "http" and local):
            raise ValueError("The server's address begins with https://")
        if not token:
            raise ValueError("A token is needed: make one on the page “API tokens”.")
        self.server = server.rstrip("/")
        self._token = token
        self._timeout_s = timeout_s
        self._tries = tries
        self._opener = urllib.request.build_opener(_NoRedirect)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} at {self.server}>"  # Never with the token.

    def upload(self, source: Path | bytes, media_type: str, name: str = "") -> str:
        """Sends a file by tus and goes on where it broke. Operations take what comes back."""
        length = len(source) if isinstance(source, bytes) else source.stat().st_size
        told = {"filetype": media_type, **({"filename": name} if name else {})}
        metadata = ",".join(
            f"{key} {base64.b64encode(each.encode()).decode()}" for key, each in told.items()
        )
        begun = {"Upload-Length": str(length), "Upload-Metadata": metadata}
        _, headers = self._tus("POST", "/api/v1/uploads", begun)
        upload_id = str(headers["Location"]).rpartition("/")[2]
        with io.BytesIO(source) if isinstance(source, bytes) else source.open("rb") as file:
            self._send(f"/api/v1/uploads/{upload_id}", file, length)
        return upload_id

    def _send(self, path: str, file: BinaryIO, length: int) -> None:
        offset, failed = 0, 0
        while offset < length:
            file.seek(offset)
            piece = file.read(_PIECE)
            if not piece:
                raise ValueError("The file became shorter while it was sent.")
            checksum = base64.b64encode(hashlib.sha256(piece).digest()).decode()
            told = {"Upload-Offset": str(offset), "Upload-Checksum": f"sha256 {checksum}"}
            try:
                _, headers = self._tus("PATCH", path, told, piece)
                offset, failed = int(headers["Upload-Offset"]), 0
            except (Problem, Unreachable) as error:
                failed += 1
                if failed >= self._tries or not _may_go_on(error):
                    raise
                _, headers = self._tus("HEAD", path, {})
                offset = int(headers["Upload-Offset"])

    def _tus(
        self, method: str, path: str, told: Mapping[str, str], body: bytes | None = None
    ) -> tuple[bytes, Mapping[str, str]]:
        headers = {"Tus-Resumable": "1.0.0", **told}
        if body is not None:
            headers["Content-Type"] = "application/offset+octet-stream"
        # To begin twice makes an upload that nobody finishes, and is forgotten. A piece sent twice
        # would be refused by its offset, so that is asked for first.
        return self._asked(method, path, headers, body, again=method != "PATCH")

    def _json(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = UNSAID,
        key: str | None = None,
    ) -> Any:
        found = self._bytes(method, path, query, body, key)
        try:
            return json.loads(found) if found else None
        except ValueError:
            raise Unreachable("The answer cannot be read: is the server's address right?") from None

    def _bytes(
        self,
        method: str,
        path: str,
        query: Mapping[str, Any] | None = None,
        body: Any = UNSAID,
        key: str | None = None,
    ) -> bytes:
        headers = {"Accept": "*/*"}
        if key is not None:
            headers["Idempotency-Key"] = key or uuid.uuid4().hex
        data = None
        if not isinstance(body, Unsaid):
            headers["Content-Type"] = "application/json"
            data = json.dumps(body, default=_plain).encode()
        # With its key a POST does its work once, however often it is sent.
        again = method in ("GET", "POST")
        return self._asked(method, path + _query(query or {}), headers, data, again=again)[0]

    def _pages(self, path: str, query: Mapping[str, Any]) -> Iterator[Any]:
        after: str | None = None
        while True:
            page = self._json("GET", path, {**query, "after": after})
            yield from page["items"]
            after = page["next"]
            if after is None:
                return

    def _asked(
        self,
        method: str,
        path: str,
        headers: Mapping[str, str],
        data: bytes | None,
        *,
        again: bool,
    ) -> tuple[bytes, Mapping[str, str]]:
        sent = {"Authorization": f"Bearer {self._token}", **headers}
        address = self.server + path  # https, or this machine: see __init__.
        request = urllib.request.Request(address, data, sent, method=method)  # noqa: S310
        for left in range(self._tries - 1, -1, -1):
            apart = random.uniform(0.5, 1)  # noqa: S311 - so that many do not come back at once.
            wait_s = 0.5 * 2 ** (self._tries - 1 - left) * apart
            try:
                return self._once(request)
            except Problem as problem:
                if not left or problem.status not in (_NOT_NOW if again else _NOT_DONE):
                    raise
                wait_s = problem.wait_s or wait_s
            except Unreachable:
                if not again or not left:
                    raise
            time.sleep(min(wait_s, _LONGEST_WAIT_S))
        raise ValueError("At least one try is needed.")

    def _once(self, request: urllib.request.Request) -> tuple[bytes, Mapping[str, str]]:
        try:
            with self._opener.open(request, timeout=self._timeout_s) as answer:
                body = answer.read(_LARGEST + 1)
                if request.get_method() != "HEAD" and not _whole(body, answer.headers):
                    raise Unreachable("The answer was cut off.")
                return body, answer.headers
        except urllib.error.HTTPError as error:
            with error:
                raise _problem(error) from None
        except urllib.error.URLError as error:
            raise Unreachable(f"The server cannot be reached: {error.reason}") from None
        except _BREAKS as error:
            raise Unreachable(f"The connection broke: {error or type(error).__name__}") from None


def _may_go_on(error: Problem | Unreachable) -> bool:
    return isinstance(error, Unreachable) or error.status in (*_NOT_NOW, *_NOT_HERE_YET)


def _whole(body: bytes, headers: Mapping[str, str]) -> bool:
    return len(body) == int(headers.get("Content-Length") or len(body))


def _problem(error: urllib.error.HTTPError) -> Problem:
    said: Any = None
    # What is not from the application itself has no words: the status says what there is to say.
    with contextlib.suppress(ValueError, OSError, http.client.HTTPException):
        said = json.loads(error.read(1 << 20))
    asked = error.headers.get("Retry-After", "")
    wait_s = float(asked) if re.fullmatch(r"[0-9]{1,6}", asked) else 0.0
    return Problem(error.code, said if isinstance(said, dict) else {}, wait_s)


def _query(said: Mapping[str, Any]) -> str:
    given = {name: _word(each) for name, each in said.items() if each is not None}
    return f"?{urllib.parse.urlencode(given, doseq=True)}" if given else ""


def _word(value: Any) -> Any:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (list, tuple)):
        return [_word(each) for each in value]
    return value if isinstance(value, str) else _plain(value)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)


def _part(value: object) -> str:
    """One step of a path, whatever is in it."""
    return urllib.parse.quote(str(value), safe="")


def _said(**body: Any) -> dict[str, Any]:
    return {name: each for name, each in body.items() if not isinstance(each, Unsaid)}

from collections.abc import Sequence
from typing import Literal, NotRequired, TypedDict, cast

SERVER = ""

About = Literal["signing", "term", "renewal", "recall", "withdrawal", "destruction", "hold", "licence", "use_report", "breach", "document", "opened", "review"]
Because = Literal["not_accepted", "request", "medium", "language", "begins", "ends", "style", "speakers", "length", "overall", "recorded", "incomplete", "destroyed", "copy_missing", "overdue", "refused", "ends_too_soon"]
Cause = Literal["withdrawn", "narrowed", "expired", "terminated", "invalidated", "suspended", "licence_breach"]
Code = Literal["ar", "bg", "bn", "ca", "cs", "cy", "da", "de", "el", "en", "es", "et", "fa", "fi", "fr", "ga", "he", "hi", "hr", "hu", "id", "is", "it", "ja", "ko", "lt", "lv", "ms", "nl", "no", "pl", "pt", "ro", "ru", "sk", "sl", "sr", "sv", "sw", "ta", "th", "tr", "uk", "ur", "vi", "zh"]
Currency = Literal["AUD", "BRL", "CAD", "EUR", "GBP", "INR", "MXN", "USD"]
HeldBecause = Literal["identity", "payee_details", "tax_form", "possible_error", "possible_fraud", "legal_order", "asked_by_performer"]
HeldMoneyKind = Literal["stripe_pending", "stripe_available", "connected", "receivable_client", "receivable_performer", "client_balance", "order_funds", "performer_payable", "performer_held", "payout_in_flight", "tax_withheld", "tax_passed_on", "platform_fee", "stripe_fees", "disputes", "remedies", "rounding", "capital"]
Kind = Literal["hours", "take", "retake", "audition", "tech_check", "briefing", "waiting", "de_role", "minimum_call", "late_change", "stop", "bonus", "continuity", "optional_use", "royalty", "renewal", "remedy", "correction"]
Labels = Literal["beats", "portrayed", "perceived", "felt", "rubric", "turns", "transcripts", "agreement"]
Lines = Literal["call", "break", "unpaid_break", "waiting", "tech_check", "briefing", "de_role", "continuity"]
ListComplianceGrantsState = Literal["", "running", "in_review", "suspended", "ended", "requested", "refused", "withdrawn", "terminated", "invalidated"]
ListGigsCurrency = Literal["", "AUD", "BRL", "CAD", "EUR", "GBP", "INR", "MXN", "USD"]
NewProfileEquipment = Literal["quiet_room", "treated_room", "studio_microphone", "headset", "camera", "lights", "wired_network"]
NewTaxPaymentPeriod = Literal["year", "q1", "q2", "q3", "q4", "m01", "m02", "m03", "m04", "m05", "m06", "m07", "m08", "m09", "m10", "m11", "m12"]
OfferState = Literal["open", "countered", "accepted", "declined", "withdrawn", "expired", "filled"]
OnePayoutState = Literal["planned", "approved", "sending", "sent", "paid", "returned", "void"]
OwnTopUpState = Literal["proposed", "asked", "pending", "succeeded", "failed", "canceled", "reversed", "refused", "dropped"]
PayoutAccountState = Literal["none", "started", "needs", "ready", "restricted", "paused", "deauthorised", "closed"]
Perceived = Literal["admiration", "affection", "amusement", "anger", "anxiety", "awe", "boredom", "calm", "confusion", "contempt", "determination", "disappointment", "disgust", "embarrassment", "envy", "excitement", "fear", "gratitude", "grief", "guilt", "hope", "irritation", "joy", "loneliness", "neutral", "nostalgia", "pride", "relief", "sadness", "shame", "surprise", "sympathy", "tenderness"]
Reason = Literal["pay", "time", "content", "uses", "client", "other_work", "not_said"]
State = Literal["draft", "submitted", "withdrawn", "shortlisted", "offered", "engaged", "declined", "kept", "lapsed"]
StatementWaitReason = Literal["held", "no_account", "not_ready", "paused", "restricted", "below_minimum", "currency", "mismatch"]
TakeOpinionCode = Literal["technical", "off_brief", "wrong_language", "other_person", "real_names", "platform_fault", "safety_stop", "fraud"]
TakeState = Literal["coming_in", "to_judge", "retake", "accepted", "rejected", "appealed", "stopped", "called_off"]
Themes = Literal["abuse", "addiction", "bereavement", "bullying", "conflict", "crime", "disaster", "discrimination", "eating", "illness", "intimacy", "mental_health", "politics", "religion", "self_harm", "sexual_content", "strong_language", "violence", "war"]
TrackMissCode = Literal["unreadable", "truncated", "damaged", "no_sound", "no_picture", "picture_unasked", "too_short", "too_long", "sample_rate", "channels", "height", "frame_rate", "silent", "too_quiet", "too_loud", "clipped", "noisy", "drifted"]
Type = Literal["agreement.signed", "consent.given", "consent.refused", "consent.narrowed", "consent.renewed", "consent.suspended", "consent.resumed", "consent.withdrawn", "consent.expired", "consent.terminated", "consent.invalidated", "recording.registered", "take.accepted", "take.rejected", "hours.approved", "earning.paid", "earning.returned", "delivery.made", "recall.opened", "recall.attested", "licence.signed", "licence.extended", "use.reported", "media.destroyed", "erasure.performed", "key.rotated", "correction"]
Uses = Literal["review", "non_generative_training", "generative_training", "fine_tuning", "evaluation", "inference_input", "data_mining", "emotion_recognition", "voice_replica", "likeness_replica", "real_time_generation", "synthetic_derivation", "public_release", "marketing", "sub_licence", "resale"]
What = Literal["paid_in", "from_balance", "settled", "overpaid", "earned", "fee", "stripe_fees", "given_back", "taken_back", "other"]


class AddedEndpoint(TypedDict):
    id: str
    url: str
    note: str
    status: Literal["active", "paused", "disabled", "removed"]
    created_at: str
    last_delivered_at: str | None
    # Signs what is sent. Shown this once.
    secret: str


class AddressBody(TypedDict):
    # Street, postal code, town and country, line by line.
    address: str


class AgentApplication(TypedDict):
    id: str
    gig_id: str
    part: str
    state: State
    submitted_at: str
    answer_due_at: str | None


class AgentBooking(TypedDict):
    id: str
    gig_id: str
    title: str
    starts_at: str
    ends_at: str
    zone: str
    state: Literal["proposed", "confirmed", "cancelled", "over"]
    answer_by: str | None
    # The performer's.
    answer: Literal["asked", "accepted", "declined", "swapped", "checked_in", "no_show"]


class AgentOffer(TypedDict):
    id: str
    application_id: str
    state: str
    terms_hash: str
    expires_at: str


class AllEarningTotals(TypedDict):
    items: list[EarningTotals]


class Applicant(TypedDict):
    id: str
    gig_id: str
    part: str
    performer_id: str
    state: State
    note: str
    starts: list[str]
    has_tape: bool
    made_at: str
    submitted_at: str | None
    # By when whoever has it owes an answer.
    answer_due_at: str | None
    name: str
    stars: int
    tags: list[str]


class Application(TypedDict):
    id: str
    gig_id: str
    part: str
    performer_id: str
    state: State
    note: str
    starts: list[str]
    has_tape: bool
    made_at: str
    submitted_at: str | None
    # By when whoever has it owes an answer.
    answer_due_at: str | None


class ApplicationMark(TypedDict):
    stars: int
    tags: NotRequired[list[str]]


class ApplicationsMove(TypedDict):
    application_ids: list[str]
    state: Literal["shortlisted", "kept", "declined"]


class ApplicationsMoved(TypedDict):
    changed: int


class AuditSample(TypedDict):
    id: str
    purpose: str
    wanted: int
    asked_at: str
    after_checkpoint: int
    checkpoint: int | None
    seed: str | None


class Availability(TypedDict):
    # Of all these clocks.
    zone: str
    # Who said no week is free on every other day.
    said: bool
    week: FreeWeek
    # From today on; each holds instead of its week.
    days: list[ExceptedDay]


class Balance(TypedDict):
    amount_minor: int
    currency: str


class Balances(TypedDict):
    items: list[Balance]


class BeatOpinion(TypedDict):
    perceived: Perceived
    reached: int
    in_character: int
    same_character: int
    listening: int


class Block(TypedDict):
    id: str
    name: str


class BlockBody(TypedDict):
    name: str


class BookedPlace(TypedDict):
    engagement_id: str
    performer_id: str
    name: str
    part: str
    state: Literal["asked", "accepted", "declined", "swapped", "checked_in", "no_show"]


class Booking(TypedDict):
    id: str
    gig_id: str
    title: str
    starts_at: str
    ends_at: str
    zone: str
    room: str
    state: Literal["proposed", "confirmed", "cancelled", "over"]
    answer_by: str | None


class BookingAcceptance(TypedDict):
    seen: str


class BookingBody(TypedDict):
    gig_id: str
    engagement_ids: list[str]
    starts_at: str
    minutes: int
    zone: str
    room: NotRequired[str]


class BookingLog(TypedDict):
    events: list[LogEvent]
    may_press: bool


class BookingRefusal(TypedDict):
    why: Literal["not_free", "ill", "terms", "safety", "other"]


class Breach(TypedDict):
    id: str
    client_id: str
    state: Literal["recorded", "notified", "closed"]
    learned_at: str
    notify_by: str
    recorded_at: str
    notified_at: str | None
    closed_at: str | None
    outcome: Literal["remedied", "licence_terminated", "no_breach"] | None


class BriefTyped(TypedDict):
    title: NotRequired[str]
    scenario: NotRequired[str]
    language: NotRequired[str]
    improvisation: NotRequired[str]
    styles: NotRequired[list[Literal["improv", "sketch", "voice", "physical"]]]
    takes: NotRequired[int]
    take_least: NotRequired[int]
    take_most: NotRequired[int]


class CalendarAddress(TypedDict):
    address: str


class CallSheet(TypedDict):
    title: str
    state: str
    facts: list[list[str]]
    # Name, part, and the call by their own clock.
    people: list[list[str]]
    parts: list[list[str]]
    scenario: str
    beats: list[str]
    improvisation: str
    tech: list[str]


class Campaign(TypedDict):
    gig_id: str
    title: str
    state: str
    opened_at: str


class CampaignFill(TypedDict):
    gig_id: str
    cells: list[Cell]
    pilot_minutes: int
    pilot_approved: bool
    forecast: str | None


class CampaignTyped(TypedDict):
    quotas: NotRequired[list[RequestQuota]]
    prompts: NotRequired[list[str] | str]
    pilot_minutes: NotRequired[int]
    most_minutes_each: NotRequired[int]


class CancellationBody(TypedDict):
    because: Literal["not_needed", "nobody_free", "ill", "technical"]
    # As the booking says it now: where it changed, nothing is done.
    price_minor: int


class Case(TypedDict):
    id: str
    # What people quote.
    number: str
    kind: Literal["question", "complaint", "incident", "dispute"]
    subject: str
    about: str
    state: Literal["open", "answered", "waiting_for_person", "closed", "reopened"]
    opened_at: str
    # When our answer is due.
    due_at: str | None
    outcome: Literal["resolved", "explained", "declined", "duplicate"] | None


class CaseWithMessages(TypedDict):
    id: str
    # What people quote.
    number: str
    kind: Literal["question", "complaint", "incident", "dispute"]
    subject: str
    about: str
    state: Literal["open", "answered", "waiting_for_person", "closed", "reopened"]
    opened_at: str
    # When our answer is due.
    due_at: str | None
    outcome: Literal["resolved", "explained", "declined", "duplicate"] | None
    messages: list[Message]


class CastingInvitation(TypedDict):
    id: str
    gig_id: str
    part: str
    performer_id: str
    state: Literal["open", "applied", "declined", "expired"]
    invited_at: str
    answered_at: str | None


class CastingNote(TypedDict):
    id: str
    text: str
    beside_id: str | None
    at: str


class CastingNoteBody(TypedDict):
    text: str
    # Another application of the gig: it is about the two together.
    beside_id: NotRequired[str | None]


class Cell(TypedDict):
    key: str
    label: str
    wanted: int
    recorded: int
    booked: int
    lacking: int


class Certificate(TypedDict):
    certificate: str
    recording: str
    performer: str
    written_at: str
    # The hash of the certificate as a PDF.
    document: str
    ours: list[dict[str, Any]]
    holders: list[dict[str, Any]]
    entries: list[dict[str, Any]]


class ChangedField(TypedDict):
    field: str
    before: Any
    after: Any


class CheckedTrack(TypedDict):
    id: str
    state: Literal["awaited", "checking", "fit", "missed"]
    progress: int
    seconds: float | None
    loudness_lufs: float | None
    signal_to_noise_db: float | None
    missed: list[TrackMiss]
    turns: list[TrackSpan]
    withheld: list[TrackMark]


class Checkpoint(TypedDict):
    # The ledger's name.
    origin: str
    # How many entries it covers.
    size: int
    # The tree's root, in base64.
    root: str
    signed_at: str
    # The signed note, with its witnesses' lines.
    note: str


class ChoiceCounts(TypedDict):
    takes: int
    length_ms: int
    # By the performers, with these takes so far.
    earned: list[EarnedByTakes]
    # Each take is counted once, by the first reason that holds.
    left_out: list[LeftOut]


class ChoosablePaper(TypedDict):
    version_id: str
    name: str
    signature: Literal["recording_and_pay", "non_generative_training", "generative_training", "replica"]
    # The terms in plain words.
    says: list[str]
    options: list[PaperOption]


class ClientMoved(TypedDict):
    what: What
    # Above zero: it came to your side. Below: it left it.
    amount_minor: int


class ClientSpend(TypedDict):
    # None: your balance, or what you owe beside all orders.
    order_id: str | None
    # What you owe beside all orders, and paid of it.
    of_debt: bool
    number: str
    currency: str
    before_minor: int
    moved: list[ClientMoved]
    after_minor: int


class ClientStatement(TypedDict):
    client_id: str
    first: str
    last: str
    totals: list[ClientTotal]
    spends: list[ClientSpend]
    payments: list[StatedPayment]
    # By order as of now: promised against paid.
    now: list[OrderStanding]
    # Orders that nothing was ever paid or promised for: not listed.
    unmoved_orders: int


class ClientTotal(TypedDict):
    currency: str
    before_minor: int
    moved: list[ClientMoved]
    # What is set aside and your balance, less owed.
    after_minor: int
    set_aside_minor: int
    balance_minor: int
    owed_minor: int
    going_back_minor: int


class CommonTime(TypedDict):
    starts_at: str
    # By your own clock.
    said: str
    by_their_clocks: str


class ComplianceCheck(TypedDict):
    name: str
    # What must be so.
    holds: str
    owner: str
    asked_at: str | None
    found: int | None
    failed: str


class ComplianceFinding(TypedDict):
    about: str
    sentence: str
    recording_id: str | None
    first_seen_at: str
    last_seen_at: str
    case_id: str | None


class ContentTyped(TypedDict):
    intensity: NotRequired[Literal["calm", "moderate", "strong", "extreme"]]
    themes: NotRequired[list[Themes]]
    limits: NotRequired[list[str] | str]
    stop_word: NotRequired[str]
    de_role_minutes: NotRequired[int]


class Conversation(TypedDict):
    about: Literal["application", "engagement", "booking"]
    about_id: str
    title: str
    unread: int
    last_at: str


class ConversationMessage(TypedDict):
    id: str
    position: int
    at: str
    # As you may know them.
    author: str
    side: Literal["performer", "agent", "client", "casting"]
    # Null: erased.
    text: str | None
    sha256: str
    brief_version_id: str


class ConversationWithMessages(TypedDict):
    title: str
    messages: list[ConversationMessage]


class Dataset(TypedDict):
    id: str
    client_id: str
    name: str
    created_at: str
    # Of the newest version.
    number: int
    takes: int
    length_ms: int
    hash: str


class DatasetChoice(TypedDict):
    uses: list[Uses]
    end_product: NotRequired[str | None]
    territories: NotRequired[list[str]]
    models: NotRequired[list[str]]
    model_class: NotRequired[str | None]
    regions: NotRequired[list[str]]
    # None, where you do not say. An empty list: none at all.
    subjects: NotRequired[list[str] | None]
    recipient: NotRequired[str | None]
    # Every consent must hold to the end of this day.
    until: NotRequired[str | None]
    requests: NotRequired[list[str]]
    languages: NotRequired[list[str]]
    begins: NotRequired[Perceived | None]
    ends: NotRequired[Perceived | None]
    styles: NotRequired[list[Literal["improv", "sketch", "voice", "physical"]]]
    least_speakers: NotRequired[int | None]
    most_speakers: NotRequired[int | None]
    least_seconds: NotRequired[int | None]
    most_seconds: NotRequired[int | None]
    medium: NotRequired[Literal["audio", "video"] | None]
    least_overall: NotRequired[int | None]
    recorded_from: NotRequired[str | None]
    # The last day, in UTC.
    recorded_to: NotRequired[str | None]


class DatasetDelivery(TypedDict):
    id: str
    reference: str
    state: Literal["asked", "building", "built", "delivered", "failed", "called_off"]
    dataset: str
    version: int
    version_id: str
    recipient_id: str | None
    follows_id: str | None
    asked_at: str
    delivered_at: str | None
    # Takes that are made.
    done: int
    # Takes in it.
    total: int
    # Empty where there is none.
    problem: str
    # The hash of its list of files.
    manifest: str | None


class DatasetDifference(TypedDict):
    added_takes: int
    removed_takes: int
    # The first 10000 of them.
    added: list[str]
    # The first 10000 of them.
    removed: list[RemovedTake]
    changed: list[ChangedField]


class DatasetForm(TypedDict):
    layout: NotRequired[Literal["folders", "webdataset"]]
    audio: NotRequired[Literal["delivered", "normalised"]]
    tracks: NotRequired[bool]
    mixed: NotRequired[bool]
    labels: NotRequired[list[Labels]]
    train: NotRequired[int]
    validation: NotRequired[int]
    test: NotRequired[int]
    seed: NotRequired[int]
    shard_mebibytes: NotRequired[int]


class DatasetTake(TypedDict):
    id: str
    booking_id: str
    number: int
    begun_at: str
    accepted_ms: int | None
    speakers: int | None
    recordings: list[str]


class DatasetVersion(TypedDict):
    # As a delivery is asked for by.
    id: str
    number: int
    # Of the choice.
    hash: str
    # How many it held when it was saved.
    takes: int
    length_ms: int
    note: str
    made_by: str
    made_at: str


class Deactivate(TypedDict):
    account_id: str
    reason: Literal["harassment", "under_age", "misuse", "false_identity", "pay_fraud", "broken_promises"]
    evidence: str
    # Of notice. 0, which is at once, only where others are harmed.
    days: int


class Deactivation(TypedDict):
    id: str
    account_id: str
    reason: Literal["harassment", "under_age", "misuse", "false_identity", "pay_fraud", "broken_promises"]
    decided_at: str
    takes_effect_at: str
    # Of the appeal, if there is one.
    case_id: str | None
    appeal_due_at: str | None
    upheld_at: str | None
    ended_at: str | None
    ending: Literal["overturned", "taken_back", "appeal_late"] | None


class DeactivationAppeal(TypedDict):
    text: str


class DeactivationDecision(TypedDict):
    overturn: bool
    answer: str


class Deadline(TypedDict):
    about: About
    due_at: str
    what: str
    # Whose turn it is: a part of the platform, or a client's id.
    owner: str
    # The page that opens it.
    url: str
    recording_id: str | None
    agreement_id: str | None


class Delegation(TypedDict):
    id: str
    observing: str
    # As you typed it.
    email: str | None
    clients: list[str]
    opened_at: str
    until: str
    ended_at: str | None
    live: bool


class DeliveredFile(TypedDict):
    id: str
    path: str
    kind: str
    sha256: str
    bytes: int
    media_type: str
    available: bool
    why_not: str | None


class DeliveryStanding(TypedDict):
    id: str
    reference: str
    state: str
    # The hash of manifest.json as it was handed over.
    manifest: str | None
    delivered_at: str | None
    # The delivery that this one takes the place of.
    follows_id: str | None
    # A delta that takes its place, there or on its way.
    followed_by_id: str | None
    files: int
    bytes: int
    # Files that may not be fetched any more.
    unavailable: int
    # Recordings in it whose consent has ended or is paused.
    ended: int
    # Other recordings in it of which a part is withheld since.
    withheld: int


class DescriptionBody(TypedDict):
    group: str
    # That it is kept, unreadable, for this campaign alone.
    agreed: Literal[True]


class Difference(TypedDict):
    id: str
    kind: Literal["missing_at_stripe", "unknown_to_us", "other_amount", "other_state", "balance_differs", "availability_differs"]
    # Empty for our balance, or the performer whose account it is.
    place: str
    subject: str
    currency: str
    ours_minor: int
    theirs_minor: int
    # What a posting would add to our books there.
    off_minor: int
    says: str
    about_at: str
    first_seen_at: str
    last_seen_at: str
    owner_id: str | None
    ended_at: str | None
    ending: Literal["posted", "gone"] | None
    because: str


class Dispute(TypedDict):
    id: str
    funding_id: str
    client_id: str
    # None: paid into the balance.
    order_id: str | None
    # Stripe's word.
    status: str
    # Stripe's word.
    reason: str
    amount_minor: int
    currency: str
    answer_by: str | None
    opened_at: str
    is_over: bool
    waits_for_us: bool


class DisputeAcceptance(TypedDict):
    because: str


class DisputeAnswer(TypedDict):
    way: Literal["evidence", "acceptance"]
    state: Literal["written", "asked", "sent", "refused"]
    # Another with each change, its files too.
    version: int
    product: str
    happened: str
    policy: str
    service_on: str | None
    because: str
    written_by: str
    written_at: str
    sent_by: str | None
    sent_at: str | None


class DisputeFile(TypedDict):
    shows: Literal["service_documentation", "customer_communication", "receipt", "uncategorized_file"]
    name: str
    size: int
    sha256: str
    added_by: str
    added_at: str


class DisputeSending(TypedDict):
    version: int


class EarnedByTakes(TypedDict):
    amount_minor: int
    currency: str


class Earning(TypedDict):
    # Of the earning.
    id: str | None
    fact_id: str
    label: str
    amount_minor: int
    # By reductions, after notice and appeal.
    taken_minor: int
    currency: str
    state: Literal["payable", "held", "on_its_way", "paid", "nothing_left"]
    held_because: HeldBecause | None
    held_until: str | None
    worked_on: str
    pay_by: str


class EarningTotals(TypedDict):
    currency: str
    earned_minor: int
    taken_minor: int
    payable_minor: int
    held_minor: int
    on_its_way_minor: int
    paid_minor: int


class EmptySplit(TypedDict):
    split: Literal["train", "validation", "test"]
    because: str


class EndingConsent(TypedDict):
    # What asking for it takes.
    key: str
    performer_id: str
    agreement_id: str
    paper: str
    recordings: int
    ends_on: str
    renewed_until: str
    # For the performer, as it was agreed when it was signed.
    fee: RenewalMoney | None
    # For the client: the platform's fee is in it.
    price: RenewalMoney | None
    # Your licence covers a use of it when the renewal begins. Else asking is refused.
    covered: bool
    # The last day of your licence, where that is before the renewal's: you use it no longer than that unless the licence is extended.
    licensed_until: str | None


class EndingConsents(TypedDict):
    items: list[EndingConsent]


class Endpoint(TypedDict):
    id: str
    url: str
    note: str
    status: Literal["active", "paused", "disabled", "removed"]
    created_at: str
    last_delivered_at: str | None


class Engagement(TypedDict):
    id: str
    gig_id: str
    request_id: str
    part: str
    performer_id: str
    client_id: str
    terms_hash: str
    accepted_at: str
    state: Literal["engaged", "ended", "cancelled"]
    ended_at: str | None


class Equipment(TypedDict):
    # Null before the first check.
    checked_at: str | None
    found: EquipmentFound | None
    # Short of what gigs ask for.
    to_mend: list[str]


class EquipmentFound(TypedDict):
    sample_rate_hz: int
    noise_db: int
    level_db: int
    width: int | None
    height: int | None
    frame_rate: int | None
    headphones: bool


class EvidenceBundle(TypedDict):
    id: str
    scope: Literal["recording", "person", "client", "period"]
    state: Literal["asked", "made", "failed", "gone"]
    # Why it could not be made, or not yet.
    said: str
    threads: int
    entries: int
    # Of these, while it is being made; null before that.
    packed: int | None
    size_bytes: int
    # Empty until it is made.
    sha256: str
    asked_at: str
    made_at: str | None


class ExceptedDay(TypedDict):
    day: str
    free: bool
    # None is the whole day.
    spans: NotRequired[list[Span]]
    id: str


class Fact(TypedDict):
    id: str
    kind: Kind
    # Of one kind, each cause counts once.
    cause_id: str
    label: str
    client_id: str
    engagement_id: str | None
    recording_id: str | None
    quantity: int
    unit: str
    # Of minutes: an hour's.
    rate_minor: int
    amount_minor: int
    currency: str
    # The term that priced it.
    rule: str
    decided_by: str
    worked_on: str
    completed_on: str
    pay_by: str
    published_at: str


class FileLink(TypedDict):
    # Answers ranges; give it no token. A path is one of this site.
    url: str
    expires_at: str


class Filing(TypedDict):
    id: str
    kind: Literal["impact_assessment", "transfer", "other"]
    title: str
    # None: the platform's own.
    client_id: str | None
    versions: list[Version]


class FreeDay(TypedDict):
    day: str
    free: bool
    # None is the whole day.
    spans: NotRequired[list[Span]]


class FreeWeek(TypedDict):
    monday: NotRequired[list[Span]]
    tuesday: NotRequired[list[Span]]
    wednesday: NotRequired[list[Span]]
    thursday: NotRequired[list[Span]]
    friday: NotRequired[list[Span]]
    saturday: NotRequired[list[Span]]
    sunday: NotRequired[list[Span]]


class Funding(TypedDict):
    id: str
    client_id: str
    # None: into the balance.
    order_id: str | None
    means: Literal["checkout", "invoice", "balance"]
    state: Literal["asked", "open", "processing", "paid", "failed"]
    amount_minor: int
    # It pays what your organisation owes us.
    settles: bool
    refunded_minor: int
    currency: str
    purchase_order: str
    invoice_number: str
    disputed: bool
    asked_at: str
    paid_at: str | None
    # Our page on which a person goes on to pay.
    pay_at: str


class Gig(TypedDict):
    id: str
    title: str
    # Its name; empty where it is sealed.
    client: str
    # Of a sealed client.
    sector: str
    end_product: str
    uses: list[str]
    months: int
    earns_again: bool
    language: str
    medium: str
    intensity: str
    currency: str
    hourly_minor: int
    unpaid_minutes: int
    # With the unpaid time counted.
    effective_hourly_minor: int
    union_agreement: bool
    first_day: str
    last_day: str
    apply_by: str
    state: Literal["open", "paused", "closed", "cancelled"]
    opened_at: str


class GigExtension(TypedDict):
    apply_by: str


class GigPart(TypedDict):
    # As one applies for it by.
    key: str
    name: str
    # Who this is.
    sheet: str
    seats: int


class GigReason(TypedDict):
    reason: str


class Grant(TypedDict):
    id: str
    recording_id: str
    performer_id: str
    agreement_id: str
    # How it stands today.
    stands: str
    # The last day.
    ends_on: str
    made_at: str


class HeldMoney(TypedDict):
    amount_minor: int
    currency: str
    kind: HeldMoneyKind
    # What such accounts are for.
    says: str


class HoursAnswer(TypedDict):
    # No: compliance decides.
    agreed: bool


class HoursApproval(TypedDict):
    # Empty: all that nothing waits about.
    lines: NotRequired[list[Lines]]


class HoursCorrection(TypedDict):
    seconds: int
    because: Literal["not_pressed", "pressed_late", "technical", "other"]


class HoursDispute(TypedDict):
    text: str


class Identity(TypedDict):
    # Empty where you can be booked.
    missing: list[str]
    proof: Literal["by_hand", "provider"] | None
    checked_on: str | None
    expires_on: str | None
    # Compliance writes to you.
    asked: bool


class IdentityAsked(TypedDict):
    # Empty where you can be booked.
    missing: list[str]
    proof: Literal["by_hand", "provider"] | None
    checked_on: str | None
    expires_on: str | None
    # Compliance writes to you.
    asked: bool
    # The page of a provider, on which you show who you are yourself. Null where compliance writes to you instead.
    go_on_at: str | None


class Invitable(TypedDict):
    performer_id: str
    name: str
    because: list[str]


class Invite(TypedDict):
    part: str
    performer_ids: list[str]


class JudgedTrack(TypedDict):
    id: str
    performer_id: str
    recording_id: str | None
    part: str


class JudgingAgreement(TypedDict):
    reviewer_id: str
    twice: int
    reached: float | None
    in_character: float | None
    same_character: float | None
    listening: float | None
    perceived: float | None
    overall: float | None
    verdict: float | None
    appeals: int
    overturned: int


class JudgingAgreements(TypedDict):
    items: list[JudgingAgreement]


class Language(TypedDict):
    code: Code
    level: Literal["native", "fluent", "good", "basic"]
    accents: NotRequired[list[str]]


class LedgerEntry(TypedDict):
    id: str
    # Its place in the ledger.
    position: int
    type: Type
    thread: str
    # Its number in its thread.
    n: int
    # Leaf hash of the entry before, in hexadecimal.
    prev: str
    time: str
    actor: str
    terms: str
    # Commitment to what is kept private.
    commit: str
    # The entry's own bytes, which are hashed.
    body: str
    # Its leaf hash, in hexadecimal.
    leaf: str
    # Hashes up to the checkpoint's root, nearest first, in base64.
    path: list[str]
    checkpoint: Checkpoint


class LeftOut(TypedDict):
    because: Because
    sentence: str
    takes: int


class LeftOutOfDelivery(TypedDict):
    because: str
    takes: int


class Licence(TypedDict):
    id: str
    client_id: str
    state: Literal["offered", "signed", "refused", "taken_back", "expired", "terminated"]
    made_at: str
    ended_at: str | None


class LogEvent(TypedDict):
    phase: Literal["tech_check", "briefing", "work", "break", "waiting", "end"]
    at: str
    zone: str
    by: str


class LogTap(TypedDict):
    phase: Literal["tech_check", "briefing", "work", "break", "waiting", "end"]


class LongerPayHold(TypedDict):
    until_on: str
    text: str


class Mandate(TypedDict):
    id: str
    performer_id: str
    performer: str
    # To whom it was offered.
    email: str
    agent_id: str | None
    scopes: list[Literal["see", "apply", "negotiate"]]
    commission_basis_points: int
    until: str
    given_at: str
    accepted_at: str | None
    ended_at: str | None


class Me(TypedDict):
    id: str
    name: str
    role: str
    on_behalf_of: str | None
    scopes: list[str]


class Message(TypedDict):
    at: str
    from_us: bool
    text: str


class Minimums(TypedDict):
    uses: NotRequired[dict[str, Literal["never", "priced", "fine"]]]
    # The lowest, of uses that are priced.
    prices: NotRequired[dict[str, int]]
    currency: NotRequired[str | None]
    prohibited_subjects: NotRequired[list[str]]
    most_intense: NotRequired[Literal["calm", "moderate", "strong", "extreme"] | None]
    longest_months: NotRequired[int | None]
    territories: NotRequired[list[str]]
    # Clients by name. Whether they are here is never said.
    avoided: NotRequired[list[str]]
    # For an hour of work.
    lowest_rates: NotRequired[dict[str, int]]


class Missing(TypedDict):
    what: str
    why: str


class MoneyOverview(TypedDict):
    owed: list[HeldMoney]
    at_stripe: list[HeldMoney]
    receivable: list[HeldMoney]
    on_their_way: list[PayoutsOnTheirWay]
    # Nobody knows yet, waits for more than a day, or refused in the last thirty; the newest 50.
    wrong: list[WrongPayout]


class MoveBody(TypedDict):
    starts_at: str
    zone: str
    # As the booking says it now: where it changed, nothing is done.
    price_minor: int


class NewApplication(TypedDict):
    gig_id: str
    part: str
    note: NotRequired[str]
    # When you could begin.
    starts: NotRequired[list[str]]


class NewBreach(TypedDict):
    # By compliance; a client tells of itself.
    client_id: NotRequired[str | None]
    learned_at: str
    what: str
    # Empty: about all that the client holds.
    recordings: NotRequired[list[str]]


class NewBundle(TypedDict):
    scope: Literal["recording", "person", "client", "period"]
    # Of the recording, the person or the client.
    subject_id: NotRequired[str | None]
    # For a period.
    from_on: NotRequired[str | None]
    # Its last day.
    to_on: NotRequired[str | None]
    # With what is private; whoever is in it is shown that.
    opened: NotRequired[bool]


class NewCase(TypedDict):
    kind: Literal["question", "complaint", "incident", "dispute"]
    subject: str
    text: str
    # The path of the page it is about.
    about: NotRequired[str]


class NewConversationMessage(TypedDict):
    text: str


class NewDataset(TypedDict):
    choice: DatasetChoice
    form: NotRequired[DatasetForm]
    note: NotRequired[str]
    name: str


class NewDatasetDelivery(TypedDict):
    # Of a dataset.
    version_id: str
    # An end recipient; without one, as the version was chosen for.
    recipient_id: NotRequired[str | None]
    # Without one, as it was saved with the version.
    form: NotRequired[DatasetForm | None]


class NewDelegation(TypedDict):
    email: str
    observing: Literal["agent", "union", "lawyer", "other"]
    # The last day.
    until: str
    # Only about their recordings; null for everything.
    clients: NotRequired[list[str] | None]


class NewDisputeAnswer(TypedDict):
    product: str
    happened: str
    policy: NotRequired[str]
    service_on: NotRequired[str | None]


class NewEndpoint(TypedDict):
    # https, on the public internet.
    url: str
    note: NotRequired[str]


class NewFiling(TypedDict):
    kind: Literal["impact_assessment", "transfer", "other"]
    title: str
    text: str


class NewFunding(TypedDict):
    # A scene request or another order. None: into the balance.
    order_id: str | None
    means: Literal["checkout", "invoice", "balance"]
    amount_minor: int
    currency: str
    purchase_order: NotRequired[str]
    # Pay what your organisation owes us; then without an order.
    settles: NotRequired[bool]


class NewMandate(TypedDict):
    email: str
    may_apply: NotRequired[bool]
    may_negotiate: NotRequired[bool]
    # Between the two of you; we only show it. 1000 is ten percent.
    commission_basis_points: int
    # The last day.
    until: str


class NewMessage(TypedDict):
    text: str


class NewMinimums(TypedDict):
    uses: NotRequired[dict[str, Literal["never", "priced", "fine"]]]
    # The lowest, of uses that are priced.
    prices: NotRequired[dict[str, int]]
    currency: NotRequired[str | None]
    prohibited_subjects: NotRequired[list[str]]
    most_intense: NotRequired[Literal["calm", "moderate", "strong", "extreme"] | None]
    longest_months: NotRequired[int | None]
    territories: NotRequired[list[str]]
    # Clients by name. Whether they are here is never said.
    avoided: NotRequired[list[str]]
    # For an hour of work.
    lowest_rates: NotRequired[dict[str, int]]
    # The version that this takes the place of; 0 for the first.
    seen: int


class NewOffer(TypedDict):
    hourly_minor: int
    take_minor: int
    application_id: str
    days: NotRequired[int]


class NewOwnTopUp(TypedDict):
    amount_minor: int
    currency: str
    because: str


class NewPayHold(TypedDict):
    reason: HeldBecause
    until_on: str
    text: str


class NewProfile(TypedDict):
    stage_name: str
    visibility: Literal["nobody", "applied", "verified"]
    invitations: NotRequired[bool]
    about: NotRequired[str]
    training: NotRequired[str]
    languages: NotRequired[list[Language]]
    youngest: NotRequired[int | None]
    oldest: NotRequired[int | None]
    emotions: NotRequired[list[Perceived]]
    styles: NotRequired[list[Literal["improv", "sketch", "voice", "physical"]]]
    equipment: NotRequired[list[NewProfileEquipment]]
    only_under_union: NotRequired[bool]
    works_from: NotRequired[str]
    # The version that this takes the place of; 0 for the first.
    seen: int


class NewRecipient(TypedDict):
    name: str
    country: str
    purpose: str


class NewReduction(TypedDict):
    amount_minor: int
    reason: Literal["arithmetic", "fraud"]
    evidence: str


class NewReel(TypedDict):
    title: str
    upload_id: str


class NewReport(TypedDict):
    # Of the first period due.
    from_on: str
    # Empty where nothing was used.
    uses: list[Uses]
    # Used in another way than by training them.
    models: NotRequired[list[str]]
    # Needed where some kind of training is among the uses.
    trained: NotRequired[list[NewTraining]]
    # Empty: about all that is held.
    recordings: NotRequired[list[str]]
    name: str


class NewRequest(TypedDict):
    kind: NotRequired[Literal["scenes", "campaign"]]
    # Begins as this one is now, without its days.
    copied_from: NotRequired[str | None]


class NewSample(TypedDict):
    purpose: str
    wanted: int


class NewSearch(TypedDict):
    pace: Literal["at_once", "daily", "never"]
    name: str
    # As the search form asks: q, language, medium, feelings, most_intense, uses, without, union, least, currency, from_on, until_on, sort.
    asked: dict[str, Any]


class NewTaxPayment(TypedDict):
    amount_minor: int
    period: NewTaxPaymentPeriod
    paid_on: str
    # The tax office's; never a number of a person.
    reference: str


class NewTraining(TypedDict):
    model: str
    # The id of the delivery that it was trained on.
    delivery: str
    # The last day from which data went in.
    cut_off: str


class NewVersion(TypedDict):
    choice: DatasetChoice
    form: NotRequired[DatasetForm]
    note: NotRequired[str]
    # The newest version that you know: another one is refused.
    seen: int


class NewViewing(TypedDict):
    reason: Literal["own", "judge", "second", "quality", "case", "check"]


class Notice(TypedDict):
    id: str
    kind: str
    text: str
    # The page it is about.
    url: str
    told_at: str
    read_at: str | None


class Objection(TypedDict):
    case_id: str


class Offer(TypedDict):
    id: str
    application_id: str
    gig_id: str
    part: str
    performer_id: str
    client_id: str
    by_performer: bool
    currency: str
    hourly_minor: int
    take_minor: int
    terms_hash: str
    state: OfferState
    made_at: str
    expires_at: str
    counters: str | None
    reason: str | None
    # Accepting is signing, and a person signs: the page on which the performer does. Empty where there is nothing to sign.
    sign_at: str


class OfferDecline(TypedDict):
    # Of a performer; a client that declines other terms says none.
    reason: NotRequired[Reason]


class OfferTerms(TypedDict):
    hourly_minor: int
    take_minor: int


class OneDispute(TypedDict):
    id: str
    funding_id: str
    client_id: str
    # None: paid into the balance.
    order_id: str | None
    # Stripe's word.
    status: str
    # Stripe's word.
    reason: str
    amount_minor: int
    currency: str
    answer_by: str | None
    opened_at: str
    is_over: bool
    waits_for_us: bool
    answer: DisputeAnswer | None
    # Added and taken away on the dispute's page.
    files: list[DisputeFile]


class OnePayRun(TypedDict):
    id: str
    number: str
    kind: Literal["scheduled", "on_demand", "late"]
    state: Literal["planning", "planned", "approved", "rejected"]
    starts_at: str
    # The cut-off: what was approved before it.
    ends_at: str
    zone: str
    pay_on: str
    planned_at: str
    decided_at: str | None
    fingerprint: str
    people_needed: int
    approved_by: list[str]
    totals: list[PayRunSum]
    # How many earnings, by reason.
    skipped: dict[str, int]


class OnePayout(TypedDict):
    id: str
    run_id: str
    performer_id: str
    # What is sent.
    amount_minor: int
    # Kept back by law for the tax office; not in the amount. Of what is void, nothing is.
    withheld_minor: int
    # In a sentence, which form is missing and where it is given.
    withheld_because: str
    currency: str
    state: OnePayoutState
    planned_at: str
    changed_at: str
    # Left over from earlier payouts: the currency could not send it.
    carried_in_minor: int
    carried_out_minor: int
    lines: list[PayoutLine]


class OneReconciliation(TypedDict):
    id: str
    state: Literal["wanted", "running", "complete", "incomplete"]
    night: str | None
    asked_at: str
    ended_at: str | None
    since: str | None
    until: str | None
    unread: str
    new: int
    gone: int
    still_open: int
    totals: list[ReconciledTotal]


class OneStatement(TypedDict):
    id: str
    number: str
    pay_on: str
    planned_at: str
    payouts: list[StatementPayout]
    waits: list[StatementWait]
    # Was too much, and is still to be taken from later earnings.
    later: list[StatementSum]


class OpenRights(TypedDict):
    id: str
    # Null where compliance opened it.
    performer_id: str | None
    observing: str
    until: str


class Option(TypedDict):
    use: str
    price_minor: int


class OrderStanding(TypedDict):
    order_id: str
    number: str
    currency: str
    committed_minor: int
    funded_minor: int
    spent_minor: int
    left_minor: int
    free_minor: int
    missing_minor: int


class Overturns(TypedDict):
    decided: int
    overturned: int
    # Null as long as none is.
    hundredths: int | None


class OwnDeactivation(TypedDict):
    standing: WholeDeactivation | None


class OwnProfile(TypedDict):
    stage_name: str
    visibility: Literal["nobody", "applied", "verified"]
    invitations: NotRequired[bool]
    about: NotRequired[str]
    training: NotRequired[str]
    languages: NotRequired[list[Language]]
    youngest: NotRequired[int | None]
    oldest: NotRequired[int | None]
    emotions: NotRequired[list[Perceived]]
    styles: NotRequired[list[Literal["improv", "sketch", "voice", "physical"]]]
    equipment: NotRequired[list[NewProfileEquipment]]
    only_under_union: NotRequired[bool]
    works_from: NotRequired[str]
    # 0 before the first.
    version: int
    missing: list[Missing]
    # Empty where you can be.
    cannot_be_booked_because: list[str]


class OwnTaxes(TypedDict):
    # Their word; none: not said.
    country: str | None
    us_person: bool | None
    form: Literal["w9", "w8ben"] | None
    # Of the newest form. The form itself is with Stripe.
    form_state: Literal["asked", "received", "missing"] | None
    # Stripe has the form that their word asks for.
    has_form: bool
    years: list[TaxYearOfOne]


class OwnTopUp(TypedDict):
    id: str
    state: OwnTopUpState
    amount_minor: int
    currency: str
    because: str
    asked_by: str
    needs_second: bool
    approved_by: str | None
    # Stripe's word; empty: none.
    failure: str
    asked_at: str
    expected_at: str | None
    changed_at: str


class OwnVerification(TypedDict):
    organisation: str
    # Whether scenes can be posted today.
    verified: bool
    expires_on: str | None
    waits_since: str | None
    # What compliance wrote, where something is.
    missing: str


class Paper(TypedDict):
    id: str
    engagement_id: str | None
    # Null while who it is was not told to you.
    client_id: str | None
    signature: Literal["recording_and_pay", "non_generative_training", "generative_training", "replica"]
    # Whether refusing it changes nothing else.
    optional: bool
    first_day: str
    call_at: str | None
    requested_at: str
    state: Literal["requested", "signed", "refused", "lapsed"]
    answered_at: str | None
    # The terms in plain words.
    says: list[str]
    options: list[Option]
    currency: str | None
    locales: list[str]


class PaperOption(TypedDict):
    use: Uses
    # What stands in the agreement, as a request may price it anew.
    price: str


class PartsTyped(TypedDict):
    parts: NotRequired[list[RequestPart]]
    beats: NotRequired[list[RequestBeat]]


class PayHold(TypedDict):
    id: str
    earning_id: str
    performer_id: str
    reason: HeldBecause
    amount_minor: int
    currency: str
    until_on: str
    placed_by: str
    placed_at: str
    case_id: str | None
    ended_at: str | None


class PayRun(TypedDict):
    id: str
    number: str
    kind: Literal["scheduled", "on_demand", "late"]
    state: Literal["planning", "planned", "approved", "rejected"]
    starts_at: str
    # The cut-off: what was approved before it.
    ends_at: str
    zone: str
    pay_on: str
    planned_at: str
    decided_at: str | None


class PayRunApproval(TypedDict):
    # Of the plan as you read it: another is not approved.
    fingerprint: str


class PayRunRejection(TypedDict):
    because: str


class PayRunSum(TypedDict):
    currency: str
    payouts: int
    # What is sent.
    amount_minor: int
    # Kept back by law for the tax office; not in the amount. Of what is void, nothing is.
    withheld_minor: int


class PayTyped(TypedDict):
    currency: NotRequired[Currency]
    hourly: NotRequired[float]
    take: NotRequired[float]
    minimum_call_minutes: NotRequired[int]
    included_retakes: NotRequired[int]
    retake: NotRequired[float]
    audition: NotRequired[float]
    most_auditions: NotRequired[int]
    tech_check: NotRequired[float]
    briefing: NotRequired[float]
    waiting_hourly: NotRequired[float]
    bonus: NotRequired[float]
    bonus_for: NotRequired[str]
    unpaid_minutes: NotRequired[int]
    late_change_hours: NotRequired[int]
    late_change: NotRequired[float]
    paid_within_days: NotRequired[int]


class PayWords(TypedDict):
    text: str


class PayeeTaxYear(TypedDict):
    # Their word; none: not said.
    country: str | None
    us_person: bool | None
    form: Literal["w9", "w8ben"] | None
    # Of the newest form. The form itself is with Stripe.
    form_state: Literal["asked", "received", "missing"] | None
    # Stripe has the form that their word asks for.
    has_form: bool
    performer_id: str
    totals: list[TaxTotal]
    # Of what the year's sum must be reported; of US persons only.
    reported: list[Literal["services", "royalties", "other"]]


class PayeeTaxes(TypedDict):
    # Their word; none: not said.
    country: str | None
    us_person: bool | None
    form: Literal["w9", "w8ben"] | None
    # Of the newest form. The form itself is with Stripe.
    form_state: Literal["asked", "received", "missing"] | None
    # Stripe has the form that their word asks for.
    has_form: bool
    years: list[TaxYearOfOne]
    performer_id: str


class Payout(TypedDict):
    id: str
    run_id: str
    performer_id: str
    # What is sent.
    amount_minor: int
    # Kept back by law for the tax office; not in the amount. Of what is void, nothing is.
    withheld_minor: int
    # In a sentence, which form is missing and where it is given.
    withheld_because: str
    currency: str
    state: OnePayoutState
    planned_at: str
    changed_at: str


class PayoutAccount(TypedDict):
    state: PayoutAccountState
    sentence: str
    needs: list[str]
    due_at: str | None
    paused_until: str | None
    currencies: list[str]


class PayoutLine(TypedDict):
    earning_id: str
    fact_id: str
    label: str
    amount_minor: int
    worked_on: str
    quantity: int
    unit: str
    rate_minor: int
    rule: str
    decided_by: str


class PayoutsOnTheirWay(TypedDict):
    amount_minor: int
    currency: str
    state: OnePayoutState
    payouts: int


class Performer(TypedDict):
    performer_id: str
    stage_name: str
    about: str
    training: str
    languages: list[Language]
    youngest: int | None
    oldest: int | None
    emotions: list[Perceived]
    styles: list[Literal["improv", "sketch", "voice", "physical"]]
    equipment: list[NewProfileEquipment]
    only_under_union: bool
    # Whether they may be asked to apply.
    invitations: bool


class Period(TypedDict):
    from_on: str
    to_on: str
    due_on: str


class PlayedBeat(TypedDict):
    # As the brief counts them.
    number: int
    accepted: int
    # Of 5, on average over what was scored.
    reached: float | None


class PortrayedBeat(TypedDict):
    feeling: Perceived
    turns_to: Perceived | None
    what: str


class PostalAddress(TypedDict):
    # Empty where none was said yet.
    address: str


class Recall(TypedDict):
    id: str
    recording_id: str
    # Your end recipient, where that holds the copy.
    recipient_id: str | None
    cause: Cause
    # Hashes of whole files, and of members of shards.
    files: list[str]
    # What they came with.
    deliveries: list[str]
    # Which of the files came with which delivery.
    copies: list[RecallCopy]
    opened_at: str
    # From then on you use and offer it no more, as your licence says.
    use_ends_at: str
    # By then you say that it is so.
    stop_due_at: str
    attest_due_at: str
    stopped_at: str | None
    attested_at: str | None
    # The recall whose partial answer left this rest.
    follows_id: str | None


class RecallAnswer(TypedDict):
    answer: Literal["destroyed", "quarantined", "never_used", "partly_destroyed"]
    # Every hash of the recall; of a partial answer what is gone.
    files: list[str]
    # Those whose copies you looked through: a file of which another has a copy too is refused. Without it you answer for all.
    deliveries: NotRequired[list[str] | None]


class RecallCopy(TypedDict):
    delivery_id: str
    files: list[str]


class Receipt(TypedDict):
    schema_version: str
    receipt_id: str
    created: str
    record: dict[str, Any]
    processing: list[dict[str, Any]]
    pii: list[dict[str, Any]]
    parties: list[dict[str, Any]]
    events: list[dict[str, Any]]
    proof: dict[str, Any]


class Recipient(TypedDict):
    id: str
    name: str
    country: str
    purpose: str
    # The first day on which it may receive anything.
    effective_on: str
    ended_at: str | None


class ReconciledTotal(TypedDict):
    place: Literal["ours", "performers"]
    currency: str
    ours_minor: int
    theirs_minor: int


class Reconciliation(TypedDict):
    id: str
    state: Literal["wanted", "running", "complete", "incomplete"]
    night: str | None
    asked_at: str
    ended_at: str | None
    since: str | None
    until: str | None
    unread: str
    new: int
    gone: int
    still_open: int


class RecordingStory(TypedDict):
    recording_id: str
    on: str
    known_at: str
    grants: list[Standing]
    entries: list[Told]
    deliveries: list[Stated]


class RecordingTyped(TypedDict):
    medium: NotRequired[Literal["audio", "video"]]
    sample_rate_hz: NotRequired[int]
    channels: NotRequired[int]
    least_height: NotRequired[int | None]
    least_frame_rate: NotRequired[int | None]
    note: NotRequired[str]


class Reduction(TypedDict):
    id: str
    earning_id: str
    performer_id: str
    amount_minor: int
    currency: str
    reason: Literal["arithmetic", "fraud"]
    evidence: str
    state: Literal["proposed", "appealed", "overturned", "taken_back", "applied"]
    answer_by: str
    later_minor: int


class ReductionDecision(TypedDict):
    upheld: bool
    text: str


class Reel(TypedDict):
    id: str
    title: str
    media_type: str
    size_bytes: int
    sha256: str
    added_at: str
    # To be decoded, by us.
    waits: bool
    # To those who may see your profile.
    shown: bool
    why_not: str
    # 0 before it was decoded.
    seconds: int


class ReelBody(TypedDict):
    title: str


class RemovedTake(TypedDict):
    id: str
    because: Because | None
    sentence: str


class RenewalBody(TypedDict):
    keys: list[str]


class RenewalLine(TypedDict):
    id: str
    performer_id: str
    agreement_id: str
    paper: str
    recordings: int
    ends_on: str
    renewed_until: str
    price: RenewalMoney
    state: Literal["unfunded", "asked", "renewed", "declined", "lapsed"]


class RenewalMoney(TypedDict):
    amount_minor: int
    currency: str


class RenewalOrder(TypedDict):
    id: str
    number: str
    currency: str
    asked_at: str


class RenewalOrders(TypedDict):
    orders: list[str]


class Report(TypedDict):
    id: str
    from_on: str
    to_on: str
    due_on: str
    reported_at: str
    uses: list[Uses]
    models: list[str]
    trained: list[Training]
    about_all: bool
    signed_by: str | None
    signed_as: str | None
    method: str | None
    # As it was signed; older reports have none.
    document: str | None
    document_hash: str | None


class Request(TypedDict):
    id: str
    # What people quote.
    number: str
    client_id: str
    kind: Literal["scenes", "campaign"]
    state: Literal["draft", "submitted", "returned", "approved", "withdrawn"]
    made_at: str


class RequestBeat(TypedDict):
    feeling: Perceived
    turns_to: NotRequired[Perceived | None]
    what: NotRequired[str]


class RequestBudget(TypedDict):
    currency: str
    wanted_minor: int
    confirmed_minor: int
    committed_minor: int
    free_minor: int


class RequestCost(TypedDict):
    currency: str
    lines: list[RequestCostLine]
    pay_minor: int
    fee_minor: int
    total_minor: int


class RequestCostLine(TypedDict):
    label: str
    amount_minor: int


class RequestDraft(TypedDict):
    sections: dict[str, Any]
    marks: dict[str, str]
    # What keeps it from being submitted, by section and field.
    findings: dict[str, str]
    cost: RequestCost | None


class RequestDraftBody(TypedDict):
    # Those that are sent are replaced whole; others stay.
    sections: RequestSections
    # `marks` as you read them: what changed since is refused.
    seen: NotRequired[dict[str, str]]


class RequestPaper(TypedDict):
    version_id: NotRequired[str]
    prices: NotRequired[dict[str, float]]
    description: NotRequired[str]


class RequestPart(TypedDict):
    key: NotRequired[str]
    name: NotRequired[str]
    sheet: NotRequired[str]
    seats: NotRequired[int]
    age_from: NotRequired[int | None]
    age_to: NotRequired[int | None]
    accents: NotRequired[list[str] | str]
    continuity: NotRequired[float]


class RequestQuota(TypedDict):
    language: str
    begins: Perceived
    ends: Perceived
    minutes: int
    group: NotRequired[str]


class RequestReviewBody(TypedDict):
    version_id: str
    verdict: Literal["approved", "returned"]
    # By section and field, such as `pay.bonus_for`; to return it.
    notes: NotRequired[dict[str, str]]


class RequestSections(TypedDict):
    brief: NotRequired[BriefTyped]
    parts: NotRequired[PartsTyped]
    campaign: NotRequired[CampaignTyped]
    recording: NotRequired[RecordingTyped]
    content: NotRequired[ContentTyped]
    window: NotRequired[WindowTyped]
    pay: NotRequired[PayTyped]
    usage: NotRequired[UsageTyped]


class RequestVersion(TypedDict):
    id: str
    number: int
    hash: str
    dated_at: str
    verdict: Literal["approved", "returned"] | None
    notes: dict[str, str]


class ReuseBody(TypedDict):
    # Of the work, as it stands on the gig's page.
    number: str
    # Of the agreement that performers would sign.
    version_id: str
    # What for: it stands on each performer's paper.
    purpose: str
    # Offered for each recording, where that is more than is due.
    each_minor: NotRequired[int]


class ReuseLine(TypedDict):
    id: str
    recordings: int
    cost: ReuseMoney
    state: Literal["unfunded", "asked", "allowed", "refused", "lapsed"]
    answer_by: str | None


class ReuseMoney(TypedDict):
    amount_minor: int
    currency: str


class ReuseOrder(TypedDict):
    id: str
    number: str
    request_id: str
    version_id: str
    purpose: str
    currency: str
    asked_at: str


class Right(TypedDict):
    recording_id: str
    title: str
    client_id: str
    state: str
    agreements: list[RightPaper]
    copies: list[RightCopy]
    # Models that clients reported to have trained on it.
    trained: list[RightTrained]


class RightAllowed(TypedDict):
    # By you. Using it takes everybody's consent.
    allowed: bool
    reasons: list[str]


class RightCopy(TypedDict):
    who: str
    since: str


class RightNarrowing(TypedDict):
    stop: NotRequired[list[Uses]]
    ends_on: NotRequired[str | None]
    excluded: NotRequired[list[str]]


class RightPaper(TypedDict):
    agreement_id: str
    called: str
    state: str
    uses: list[Uses]
    ends_on: str
    limits: list[str]
    thread: str


class RightReceipt(TypedDict):
    schema_version: str
    receipt_id: str
    created: str
    record: dict[str, Any]
    processing: list[dict[str, Any]]
    pii: list[dict[str, Any]]
    parties: list[dict[str, Any]]
    events: list[dict[str, Any]]
    proof: dict[str, Any]
    recording: str
    agreement: str
    change: str
    says: str


class RightResumption(TypedDict):
    # Your pauses of exactly these; without them, all your pauses.
    uses: NotRequired[list[Uses] | None]


class RightSuspension(TypedDict):
    until: NotRequired[str | None]
    uses: NotRequired[list[Uses] | None]


class RightTrained(TypedDict):
    model: str
    client: str
    # Who trained it: the client, or one it supplies.
    who: str
    delivery: str
    dataset: str
    # Of the dataset.
    version: int
    # The last day from which data went in.
    cut_off: str
    uses: list[Uses]
    from_on: str
    to_on: str
    reported_at: str


class RightWithdrawal(TypedDict):
    reason: NotRequired[str | None]
    agreement_id: NotRequired[str | None]


class SaidMinimums(TypedDict):
    # 0 while you have not said anything.
    version: int
    set_at: str | None
    hash: str | None
    minimums: Minimums


class SavedSearch(TypedDict):
    id: str
    name: str
    asked: dict[str, Any]
    pace: Literal["at_once", "daily", "never"]
    made_at: str


class SearchPace(TypedDict):
    pace: Literal["at_once", "daily", "never"]


class SecondOpinion(TypedDict):
    verdict: Literal["accept", "retake", "reject"]
    overall: int
    beats: list[BeatOpinion]


class SignIn(TypedDict):
    id: str
    device: str
    address: str
    started_at: str
    seen_at: str
    second_factor: bool


class Slot(TypedDict):
    id: str
    cell: str
    label: str
    starts_at: str
    ends_at: str
    seats: int
    free: int
    prompt: str
    taken_by: list[str]
    own: bool
    booking_id: str | None


class SlotTaken(TypedDict):
    booking_id: str


class SlotTaking(TypedDict):
    seen: str


class SlotsBody(TypedDict):
    cell: str
    starts_at: str
    zone: str
    seats: NotRequired[int]
    count: NotRequired[int]
    room: NotRequired[str]


class SlotsMade(TypedDict):
    ids: list[str]


class Span(TypedDict):
    begins: str
    ends: str


class Standing(TypedDict):
    performer_id: str
    agreement_id: str
    thread: str
    # Empty where it was not known yet.
    state: str
    terms: list[str]


class Stated(TypedDict):
    delivery_id: str
    client_id: str
    recipient_id: str | None
    at: str
    purpose: list[str]
    licence_signed_at: str | None


class StatedPayment(TypedDict):
    id: str
    order_id: str | None
    means: Literal["checkout", "invoice", "balance"]
    state: Literal["asked", "open", "processing", "paid", "failed"]
    amount_minor: int
    refunded_minor: int
    currency: str
    # Our number; empty: none.
    invoice: str
    purchase_order: str
    asked_at: str
    paid_at: str | None


class Statement(TypedDict):
    # The pay run's.
    id: str
    number: str
    pay_on: str
    planned_at: str
    # Paid or on its way.
    paid: list[StatementSum]
    # Of what is paid or on its way, kept back for taxes; not in it.
    withheld: list[StatementSum]
    # Planned, and not sent or come back: owed as before.
    not_paid: list[StatementSum]
    waits: list[StatementSum]


class StatementPayout(TypedDict):
    id: str
    state: OnePayoutState
    amount_minor: int
    currency: str
    carried_in_minor: int
    carried_out_minor: int
    # For taxes, by law; not in the amount. Of what is void, nothing.
    withheld_minor: int
    # In a sentence, which form is missing and where it is given.
    withheld_because: str
    expected_on: str | None
    paid_at: str | None
    returned_at: str | None
    lines: list[PayoutLine]


class StatementSum(TypedDict):
    amount_minor: int
    currency: str


class StatementWait(TypedDict):
    earning_id: str
    fact_id: str
    label: str
    amount_minor: int
    worked_on: str
    quantity: int
    unit: str
    rate_minor: int
    rule: str
    decided_by: str
    currency: str
    reason: StatementWaitReason
    # In a sentence.
    why: str
    # Where it ends by itself.
    until: str | None


class SwapBody(TypedDict):
    out: str
    instead: NotRequired[str | None]
    # As the booking says it now: where it changed, nothing is done.
    price_minor: int


class Take(TypedDict):
    id: str
    booking_id: str
    number: int
    title: str
    state: TakeState
    begun_at: str
    complete_at: str | None
    # Then it is accepted by itself.
    judge_by: str | None
    appeal_by: str | None
    tracks: list[Track]


class TakeAppeal(TypedDict):
    made_at: str
    # Then it is granted.
    due_at: str
    outcome: Literal["overturned", "upheld", "unanswered"] | None
    decided_at: str | None


class TakeAppealAnswer(TypedDict):
    outcome: Literal["overturned", "upheld"]
    note: str


class TakeAppealBody(TypedDict):
    note: str


class TakeBody(TypedDict):
    booking_id: str


class TakeCheck(TypedDict):
    take_id: str
    # Until then a performer may cut spans of their own track.
    cut_by: str | None
    tracks: list[CheckedTrack]
    # Where more than one is heard, to who sees all tracks.
    overlaps: list[TrackSpan]


class TakeJudged(TypedDict):
    # How many had not been judged before.
    recordings: int


class TakeJudgement(TypedDict):
    take_id: str
    state: TakeState
    appeal_by: str | None
    reviews: list[TakeReview]
    appeal: TakeAppeal | None
    appeal_note: str
    answer_note: str
    overturns: Overturns


class TakeOpinion(TypedDict):
    verdict: Literal["accept", "retake", "reject"]
    overall: int
    # One for each of the brief; none where it is not accepted.
    beats: NotRequired[list[BeatOpinion]]
    code: NotRequired[TakeOpinionCode | None]
    first_ms: NotRequired[int | None]
    last_ms: NotRequired[int | None]
    note: NotRequired[str]
    bonus: NotRequired[bool]
    # Of a retake, as `retake_minor` says it.
    price_minor: NotRequired[int]


class TakeRejection(TypedDict):
    # Such as technical or off_brief.
    cause: str
    reason: NotRequired[str | None]


class TakeReview(TypedDict):
    reviewer_id: str
    at: str
    verdict: Literal["accept", "retake", "reject"]
    overall: int
    code: TakeOpinionCode | None
    first_ms: int | None
    last_ms: int | None
    note: str


class TakeToJudge(TypedDict):
    take_id: str
    title: str
    number: int
    state: TakeState
    judge_by: str | None
    beats: list[PortrayedBeat]
    tracks: list[JudgedTrack]
    claimed_by: str | None
    retake_minor: int
    currency: str


class TakesProgress(TypedDict):
    request_id: str
    languages: list[Tally]
    beats: list[PlayedBeat]
    together: list[Tally]
    currency: str | None
    # By performers so far, without the fee.
    earned_minor: int | None
    promised_minor: int | None
    confirmed_minor: int | None


class Tally(TypedDict):
    label: str
    under_way: int
    to_judge: int
    accepted: int
    not_used: int
    wanted: int | None


class Tape(TypedDict):
    media_type: str
    size_bytes: int
    sha256: str
    # When somebody opened it, the newest first.
    watched: list[TapeWatched]


class TapeBody(TypedDict):
    upload_id: str


class TapeWatched(TypedDict):
    at: str
    acted_as: str


class TaxFormNote(TypedDict):
    state: Literal["asked", "received", "missing"]


class TaxKind(TypedDict):
    # Of the facts, such as `take`.
    kind: str
    amount_minor: int


class TaxPassedOnYear(TypedDict):
    withheld_minor: int
    noted_minor: int
    proposed_minor: int
    # What may still be noted. Below nothing: the tax office has too much.
    left_minor: int


class TaxPayment(TypedDict):
    id: str
    year: int
    period: NewTaxPaymentPeriod
    amount_minor: int
    currency: str
    paid_on: str
    reference: str
    state: Literal["proposed", "noted", "dropped", "taken_back"]
    needs_second: bool
    noted_by: str
    approved_by: str | None
    ended_by: str | None
    # Why it was taken back.
    because: str
    noted_at: str
    changed_at: str


class TaxStatus(TypedDict):
    country: str
    us_person: bool


class TaxSum(TypedDict):
    amount_minor: int
    currency: str


class TaxTakingBack(TypedDict):
    because: str


class TaxTotal(TypedDict):
    currency: str
    # Paid less returned, by the day of the payment, before taxes.
    amount_minor: int
    withheld_minor: int
    kinds: list[TaxKind]


class TaxYear(TypedDict):
    year: int
    payees: int
    paid: list[TaxSum]
    withheld: list[TaxSum]
    # US persons whose sum must be reported.
    reported: int
    # Whose sum is large enough, without a form.
    missing: int
    passed_on: TaxPassedOnYear


class TaxYearOfOne(TypedDict):
    year: int
    totals: list[TaxTotal]


class Timesheet(TypedDict):
    id: str
    booking_id: str
    engagement_id: str
    performer_id: str
    starts_at: str
    ends_at: str
    approve_by: str
    end_agreed_at: str | None
    settled_at: str | None


class TimesheetLine(TypedDict):
    kind: Lines
    seconds: int
    state: Any
    worth_minor: int
    currency: str


class TimesheetWithLines(TypedDict):
    timesheet: Timesheet
    lines: list[TimesheetLine]
    uncovered_minor: int


class Token(TypedDict):
    id: str
    name: str
    scopes: list[str]
    created_at: str
    expires_at: str
    used_at: str | None


class Told(TypedDict):
    id: str
    type: str
    thread: str
    at: str
    says: str


class Track(TypedDict):
    id: str
    performer_id: str
    state: Literal["awaited", "checking", "fit", "missed"]
    # Of the last file that came in for it.
    recording_id: str | None


class TrackBody(TypedDict):
    # A finished upload of your own.
    upload_id: str


class TrackMark(TypedDict):
    begins_ms: int
    ends_ms: int
    id: str
    kind: Literal["real_name", "third_voice", "music", "cut"]
    at: str


class TrackMarkBody(TypedDict):
    track_id: str
    # `cut`: by its performer, within 48 hours.
    kind: Literal["real_name", "third_voice", "music", "cut"]
    begins_ms: int
    ends_ms: int


class TrackMiss(TypedDict):
    code: TrackMissCode
    found: str
    wanted: str
    sentence: str


class TrackSpan(TypedDict):
    begins_ms: int
    ends_ms: int


class Training(TypedDict):
    model: str
    delivery: str
    reference: str
    dataset: str
    dataset_name: str
    dataset_version: int
    choice: str
    cut_off: str


class Transcript(TypedDict):
    number: int | None
    versions: list[int]
    # WebVTT. To others, lines that are withheld have no words.
    text: str
    # A line to fill in for each turn.
    skeleton: str


class TranscriptBody(TypedDict):
    # WebVTT.
    text: str


class UsageTyped(TypedDict):
    papers: NotRequired[dict[str, RequestPaper]]
    end_product: NotRequired[str]
    client: NotRequired[Literal["named", "sealed"]]
    sector: NotRequired[str]
    prohibited: NotRequired[list[str] | str]
    may_say: NotRequired[bool]
    may_show_in_reel: NotRequired[bool]
    remedy: NotRequired[Literal["replacement", "credit"]]
    union: NotRequired[Literal["none", "agreement"]]
    union_name: NotRequired[str]


class Version(TypedDict):
    number: int
    sha256: str
    kept_at: str
    filename: str
    text: str | None


class VersionCounts(TypedDict):
    takes: int
    length_ms: int
    # By the performers, with these takes so far.
    earned: list[EarnedByTakes]
    # Each take is counted once, by the first reason that holds.
    left_out: list[LeftOut]
    # Splits of its form in which nothing would be if it were built now. Not worked out for more than 5000 takes.
    empty_splits: list[EmptySplit]


class Viewing(TypedDict):
    id: str
    recording_id: str
    reason: str
    # Until then its bytes can be read.
    ends_at: str
    # Where its bytes are read, whole or by range.
    bytes_at: str


class WaitingAppeal(TypedDict):
    take_id: str
    title: str
    number: int
    due_at: str


class WaitingTake(TypedDict):
    take_id: str
    title: str
    number: int
    judge_by: str
    client_id: str
    claimed_by: str | None


class WantedOpinion(TypedDict):
    take_id: str
    title: str
    number: int
    wanted_until: str


class WebhookQueued(TypedDict):
    # Its place among the deliveries.
    delivery_id: str


class WebhookSecret(TypedDict):
    # Signs from now on; the one before still does for 24 hours.
    secret: str


class WebhookSent(TypedDict):
    id: str
    # The webhook-id header.
    event_id: str
    type: str
    queued_at: str
    status: Literal["queued", "sending", "delivered", "given_up"]
    attempts: int


class WholeBooking(TypedDict):
    id: str
    gig_id: str
    title: str
    starts_at: str
    ends_at: str
    zone: str
    room: str
    state: Literal["proposed", "confirmed", "cancelled", "over"]
    answer_by: str | None
    places: list[BookedPlace]
    currency: str
    # Of cancelling it now.
    cancel_price_minor: int
    # Of moving it now.
    move_price_minor: int


class WholeDataset(TypedDict):
    id: str
    client_id: str
    name: str
    created_at: str
    versions: list[DatasetVersion]


class WholeDatasetDelivery(TypedDict):
    id: str
    reference: str
    state: Literal["asked", "building", "built", "delivered", "failed", "called_off"]
    dataset: str
    version: int
    version_id: str
    recipient_id: str | None
    follows_id: str | None
    asked_at: str
    delivered_at: str | None
    # Takes that are made.
    done: int
    # Takes in it.
    total: int
    # Empty where there is none.
    problem: str
    # The hash of its list of files.
    manifest: str | None
    # What is being made now.
    stage: str
    form: DatasetForm
    takes: int
    left_out: list[LeftOutOfDelivery]
    # Splits that were asked for and have nothing in them.
    empty_splits: list[EmptySplit]
    # 0 before it is delivered.
    files: int
    size_bytes: int


class WholeDatasetVersion(TypedDict):
    # As a delivery is asked for by.
    id: str
    number: int
    # Of the choice.
    hash: str
    # How many it held when it was saved.
    takes: int
    length_ms: int
    note: str
    made_by: str
    made_at: str
    choice: DatasetChoice
    form: DatasetForm


class WholeDeactivation(TypedDict):
    id: str
    account_id: str
    reason: Literal["harassment", "under_age", "misuse", "false_identity", "pay_fraud", "broken_promises"]
    decided_at: str
    takes_effect_at: str
    # Of the appeal, if there is one.
    case_id: str | None
    appeal_due_at: str | None
    upheld_at: str | None
    ended_at: str | None
    ending: Literal["overturned", "taken_back", "appeal_late"] | None
    evidence: str
    # To the appeal.
    answer: str


class WholeGig(TypedDict):
    id: str
    title: str
    # Its name; empty where it is sealed.
    client: str
    # Of a sealed client.
    sector: str
    end_product: str
    uses: list[str]
    months: int
    earns_again: bool
    language: str
    medium: str
    intensity: str
    currency: str
    hourly_minor: int
    unpaid_minutes: int
    # With the unpaid time counted.
    effective_hourly_minor: int
    union_agreement: bool
    first_day: str
    last_day: str
    apply_by: str
    state: Literal["open", "paused", "closed", "cancelled"]
    opened_at: str
    scenario: str
    parts: list[GigPart]


class WholeLicence(TypedDict):
    id: str
    client_id: str
    state: Literal["offered", "signed", "refused", "taken_back", "expired", "terminated"]
    made_at: str
    ended_at: str | None
    starts_on: str | None
    ends_on: str | None
    # What is not named is not allowed.
    uses: dict[str, Literal["allowed", "constrained", "not_allowed"]]
    document_hash: str | None
    recipients: list[Recipient]
    reports_due: list[Period]


class WholeRenewalOrder(TypedDict):
    order: RenewalOrder
    # What it costs at most.
    wanted: RenewalMoney
    # Of this, what is not there.
    missing: RenewalMoney
    lines: list[RenewalLine]


class WholeRequest(TypedDict):
    id: str
    # What people quote.
    number: str
    client_id: str
    kind: Literal["scenes", "campaign"]
    state: Literal["draft", "submitted", "returned", "approved", "withdrawn"]
    made_at: str
    versions: list[RequestVersion]


class WholeRequestVersion(TypedDict):
    id: str
    number: int
    hash: str
    dated_at: str
    verdict: Literal["approved", "returned"] | None
    notes: dict[str, str]
    # Exactly what the hash is of, as JSON.
    content: dict[str, Any]


class WholeReuseOrder(TypedDict):
    order: ReuseOrder
    wanted: ReuseMoney
    missing: ReuseMoney
    lines: list[ReuseLine]


class WindowTyped(TypedDict):
    first_day: NotRequired[str]
    last_day: NotRequired[str]
    apply_by: NotRequired[str]
    zone: NotRequired[str]
    bookings: NotRequired[int]
    minutes: NotRequired[int]


class WrongPayout(TypedDict):
    amount_minor: int
    currency: str
    payout_id: str
    performer_id: str
    step: Literal["transfer", "bank", "reversal"]
    # `ready` waits for more than a day.
    state: Literal["ready", "sending", "unknown", "done", "refused", "absent"]
    made_at: str


class Fairtake(Connection):
    """Acts with the rights of a token, within its scopes."""

    def __init__(
        self, token: str, *, server: str = SERVER, timeout_s: float = 30.0, tries: int = 5
    ) -> None:
        super().__init__(token, server=server, timeout_s=timeout_s, tries=tries)

    def list_cases(self, *, limit: int | None = None) -> Iterator[Case]:
        """Your cases, newest first.

        GET /api/v1/cases, scope cases:read.
        """
        return cast(Iterator[Case], self._pages("/api/v1/cases", {"limit": limit}))

    def post_case(
        self,
        *,
        kind: Literal["question", "complaint", "incident", "dispute"],
        subject: str,
        text: str,
        about: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> CaseWithMessages:
        """Open a case.

        Somebody answers within two working days; `due_at` says when that is.

        POST /api/v1/cases, scope cases:write.
        """
        return cast(CaseWithMessages, self._json("POST", "/api/v1/cases", body=_said(kind=kind, subject=subject, text=text, about=about), key=idempotency_key or ""))

    def get_case(self, case_id: Id) -> CaseWithMessages:
        """A case and what was said in it.

        GET /api/v1/cases/{case_id}, scope cases:read.
        """
        return cast(CaseWithMessages, self._json("GET", f"/api/v1/cases/{_part(case_id)}"))

    def post_case_messages(
        self,
        case_id: Id,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> CaseWithMessages:
        """Write more in your case.

        POST /api/v1/cases/{case_id}/messages, scope cases:write.
        """
        return cast(CaseWithMessages, self._json("POST", f"/api/v1/cases/{_part(case_id)}/messages", body=_said(text=text), key=idempotency_key or ""))

    def list_notices(self, *, limit: int | None = None) -> Iterator[Notice]:
        """What you were told, newest first.

        GET /api/v1/notices, scope notices:read.
        """
        return cast(Iterator[Notice], self._pages("/api/v1/notices", {"limit": limit}))

    def post_notice_read(self, notice_id: Id, *, idempotency_key: str | None = None) -> Notice:
        """Mark a notice as read.

        POST /api/v1/notices/{notice_id}/read, scope notices:write.
        """
        return cast(Notice, self._json("POST", f"/api/v1/notices/{_part(notice_id)}/read", key=idempotency_key or ""))

    def get_webhooks(self) -> list[Endpoint]:
        """Your endpoints: those of the organisation, where the token acts for one.

        GET /api/v1/webhooks, scope webhooks:read.
        """
        return cast(list[Endpoint], self._json("GET", "/api/v1/webhooks"))

    def post_webhook(
        self,
        *,
        url: str,
        note: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> AddedEndpoint:
        """Add an endpoint.

        What is sent is signed as Standard Webhooks says, with the secret in this answer.

        POST /api/v1/webhooks, scope webhooks:write.
        """
        return cast(AddedEndpoint, self._json("POST", "/api/v1/webhooks", body=_said(url=url, note=note), key=idempotency_key or ""))

    def delete_webhook(self, endpoint_id: Id) -> None:
        """Remove an endpoint.

        What waits for it is never sent.

        DELETE /api/v1/webhooks/{endpoint_id}, scope webhooks:write.
        """
        self._json("DELETE", f"/api/v1/webhooks/{_part(endpoint_id)}")

    def post_webhook_pause(
        self,
        endpoint_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Endpoint:
        """Pause an endpoint.

        What happens meanwhile waits for it.

        POST /api/v1/webhooks/{endpoint_id}/pause, scope webhooks:write.
        """
        return cast(Endpoint, self._json("POST", f"/api/v1/webhooks/{_part(endpoint_id)}/pause", key=idempotency_key or ""))

    def post_webhook_resumption(
        self,
        endpoint_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Endpoint:
        """Switch an endpoint on again.

        Also after we stopped sending there. What waited is sent.

        POST /api/v1/webhooks/{endpoint_id}/resumption, scope webhooks:write.
        """
        return cast(Endpoint, self._json("POST", f"/api/v1/webhooks/{_part(endpoint_id)}/resumption", key=idempotency_key or ""))

    def post_webhook_secret(
        self,
        endpoint_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WebhookSecret:
        """Make a new secret.

        Shown this once. The one before still signs for 24 hours, so that nothing is lost.

        POST /api/v1/webhooks/{endpoint_id}/secret, scope webhooks:write.
        """
        return cast(WebhookSecret, self._json("POST", f"/api/v1/webhooks/{_part(endpoint_id)}/secret", key=idempotency_key or ""))

    def post_webhook_test(
        self,
        endpoint_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WebhookQueued:
        """Send a test event to an endpoint.

        POST /api/v1/webhooks/{endpoint_id}/test, scope webhooks:write.
        """
        return cast(WebhookQueued, self._json("POST", f"/api/v1/webhooks/{_part(endpoint_id)}/test", key=idempotency_key or ""))

    def get_webhook_deliveries(self, endpoint_id: Id) -> list[WebhookSent]:
        """What was sent to an endpoint lately, newest first.

        GET /api/v1/webhooks/{endpoint_id}/deliveries, scope webhooks:read.
        """
        return cast(list[WebhookSent], self._json("GET", f"/api/v1/webhooks/{_part(endpoint_id)}/deliveries"))

    def post_webhook_delivery_replay(
        self,
        endpoint_id: Id,
        delivery_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WebhookQueued:
        """Send an event once more.

        With the same webhook-id. Refused once its body was erased, after 30 days.

        POST /api/v1/webhooks/{endpoint_id}/deliveries/{delivery_id}/replay, scope webhooks:write.
        """
        return cast(WebhookQueued, self._json("POST", f"/api/v1/webhooks/{_part(endpoint_id)}/deliveries/{_part(delivery_id)}/replay", key=idempotency_key or ""))

    def list_licences(self, *, limit: int | None = None) -> Iterator[Licence]:
        """Your organisation's licences, newest first.

        GET /api/v1/licences, scope licences:read.
        """
        return cast(Iterator[Licence], self._pages("/api/v1/licences", {"limit": limit}))

    def get_licence(self, licence_id: Id) -> WholeLicence:
        """One licence, as last signed, with whom it supplies and what is to be reported.

        GET /api/v1/licences/{licence_id}, scope licences:read.
        """
        return cast(WholeLicence, self._json("GET", f"/api/v1/licences/{_part(licence_id)}"))

    def post_licence_recipient(
        self,
        licence_id: Id,
        *,
        name: str,
        country: str,
        purpose: str,
        idempotency_key: str | None = None,
    ) -> Recipient:
        """Name an end recipient.

        Performers concerned are told at once; from `effective_on` on it may receive what they
        still allow.

        POST /api/v1/licences/{licence_id}/recipients, scope licences:write.
        """
        return cast(Recipient, self._json("POST", f"/api/v1/licences/{_part(licence_id)}/recipients", body=_said(name=name, country=country, purpose=purpose), key=idempotency_key or ""))

    def list_licence_reports(self, licence_id: Id, *, limit: int | None = None) -> Iterator[Report]:
        """What was reported, newest first, as it was signed.

        GET /api/v1/licences/{licence_id}/reports, scope licences:read.
        """
        return cast(Iterator[Report], self._pages(f"/api/v1/licences/{_part(licence_id)}/reports", {"limit": limit}))

    def post_licence_report(
        self,
        licence_id: Id,
        *,
        from_on: Day,
        uses: Sequence[Uses],
        name: str,
        models: Sequence[str] | Unsaid = UNSAID,
        trained: Sequence[NewTraining] | Unsaid = UNSAID,
        recordings: Sequence[str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeLicence:
        """Report what was used in a period that is over, signed by `name`.

        It binds the client. Performers see it, and it stands in the rights ledger. Each model that
        was trained is named with the delivery that it was trained on and its cut-off: whoever was
        in that delivery gets a receipt. What is reported is never changed; a mistake is put right
        in the next report.

        POST /api/v1/licences/{licence_id}/reports, scope licences:write.
        """
        return cast(WholeLicence, self._json("POST", f"/api/v1/licences/{_part(licence_id)}/reports", body=_said(from_on=from_on, uses=uses, models=models, trained=trained, recordings=recordings, name=name), key=idempotency_key or ""))

    def list_breaches(self, *, limit: int | None = None) -> Iterator[Breach]:
        """Breaches, newest first.

        GET /api/v1/breaches, scope licences:read.
        """
        return cast(Iterator[Breach], self._pages("/api/v1/breaches", {"limit": limit}))

    def post_breach(
        self,
        *,
        learned_at: Moment,
        what: str,
        client_id: Id | None | Unsaid = UNSAID,
        recordings: Sequence[str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Breach:
        """Record a breach.

        The clock runs from the learning. Compliance is told at once.

        POST /api/v1/breaches, scope licences:write.
        """
        return cast(Breach, self._json("POST", "/api/v1/breaches", body=_said(client_id=client_id, learned_at=learned_at, what=what, recordings=recordings), key=idempotency_key or ""))

    def list_filings(self, *, limit: int | None = None) -> Iterator[Filing]:
        """Documents with every version of each, newest first.

        GET /api/v1/filings, scope licences:read.
        """
        return cast(Iterator[Filing], self._pages("/api/v1/filings", {"limit": limit}))

    def post_filing(
        self,
        *,
        kind: Literal["impact_assessment", "transfer", "other"],
        title: str,
        text: str,
        idempotency_key: str | None = None,
    ) -> Filing:
        """Keep a document as text.

        Your client's, or the platform's own by compliance. Files are kept by its page.

        POST /api/v1/filings, scope licences:write.
        """
        return cast(Filing, self._json("POST", "/api/v1/filings", body=_said(kind=kind, title=title, text=text), key=idempotency_key or ""))

    def list_compliance_grants(
        self,
        *,
        limit: int | None = None,
        about: Id | None = None,
        recording_id: Id | None = None,
        performer_id: Id | None = None,
        client_id: Id | None = None,
        agreement_id: Id | None = None,
        state: ListComplianceGrantsState | None = None,
        since: Day | None = None,
        until: Day | None = None,
    ) -> Iterator[Grant]:
        """Grants, newest first.

        Whoever stands in the answer is shown that it was read.

        GET /api/v1/compliance/grants, scope compliance:read.
        """
        return cast(Iterator[Grant], self._pages("/api/v1/compliance/grants", {"limit": limit, "about": about, "recording_id": recording_id, "performer_id": performer_id, "client_id": client_id, "agreement_id": agreement_id, "state": state, "since": since, "until": until}))

    def get_compliance_recording(
        self,
        recording_id: Id,
        *,
        on: Day | None = None,
        known_at: Moment | None = None,
    ) -> RecordingStory:
        """One recording's story, as of any moment.

        on: What was true on this day.
        known_at: As far as it was known at this instant.

        GET /api/v1/compliance/recordings/{recording_id}, scope compliance:read.
        """
        return cast(RecordingStory, self._json("GET", f"/api/v1/compliance/recordings/{_part(recording_id)}", query={"on": on, "known_at": known_at}))

    def get_compliance_deadlines(
        self,
        *,
        about: About | None = None,
        within_days: int | None = None,
    ) -> list[Deadline]:
        """What is late and what is due, first first.

        GET /api/v1/compliance/deadlines, scope compliance:read.
        """
        return cast(list[Deadline], self._json("GET", "/api/v1/compliance/deadlines", query={"about": about, "within_days": within_days}))

    def get_compliance_checks(self) -> list[ComplianceCheck]:
        """The standing checks, and what each said last.

        GET /api/v1/compliance/checks, scope compliance:read.
        """
        return cast(list[ComplianceCheck], self._json("GET", "/api/v1/compliance/checks"))

    def get_compliance_check_findings(self, name: str) -> list[ComplianceFinding]:
        """What one check finds wrong now.

        GET /api/v1/compliance/checks/{name}/findings, scope compliance:read.
        """
        return cast(list[ComplianceFinding], self._json("GET", f"/api/v1/compliance/checks/{_part(name)}/findings"))

    def post_compliance_bundle(
        self,
        *,
        scope: Literal["recording", "person", "client", "period"],
        subject_id: Id | None | Unsaid = UNSAID,
        from_on: Day | None | Unsaid = UNSAID,
        to_on: Day | None | Unsaid = UNSAID,
        opened: bool | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> EvidenceBundle:
        """Ask for evidence.

        It is made within seconds or minutes; read it until its state says so. The file itself is
        taken on its page.

        POST /api/v1/compliance/bundles, scope compliance:write.
        """
        return cast(EvidenceBundle, self._json("POST", "/api/v1/compliance/bundles", body=_said(scope=scope, subject_id=subject_id, from_on=from_on, to_on=to_on, opened=opened), key=idempotency_key or ""))

    def get_compliance_bundle(self, bundle_id: Id) -> EvidenceBundle:
        """How far a bundle is.

        GET /api/v1/compliance/bundles/{bundle_id}, scope compliance:read.
        """
        return cast(EvidenceBundle, self._json("GET", f"/api/v1/compliance/bundles/{_part(bundle_id)}"))

    def get_compliance_samples(self) -> list[AuditSample]:
        """The newest samples, and by which checkpoint each was drawn.

        GET /api/v1/compliance/samples, scope compliance:read.
        """
        return cast(list[AuditSample], self._json("GET", "/api/v1/compliance/samples"))

    def post_compliance_sample(
        self,
        *,
        purpose: str,
        wanted: int,
        idempotency_key: str | None = None,
    ) -> AuditSample:
        """Ask for a sample.

        The next checkpoint decides which entries are in it.

        POST /api/v1/compliance/samples, scope compliance:write.
        """
        return cast(AuditSample, self._json("POST", "/api/v1/compliance/samples", body=_said(purpose=purpose, wanted=wanted), key=idempotency_key or ""))

    def post_recording_viewing(
        self,
        recording_id: Id,
        *,
        reason: Literal["own", "judge", "second", "quality", "case", "check"],
        idempotency_key: str | None = None,
    ) -> Viewing:
        """Open a recording.

        Its performers are shown who opened it, when and why.

        POST /api/v1/recordings/{recording_id}/viewings, scope recordings:open.
        """
        return cast(Viewing, self._json("POST", f"/api/v1/recordings/{_part(recording_id)}/viewings", body=_said(reason=reason), key=idempotency_key or ""))

    def get_recording_viewing_bytes(self, recording_id: Id, viewing_id: Id) -> bytes:
        """The bytes of an opened recording.

        Decided anew for each request and each range.

        GET /api/v1/recordings/{recording_id}/viewings/{viewing_id}/bytes, scope recordings:open.
        """
        return self._bytes("GET", f"/api/v1/recordings/{_part(recording_id)}/viewings/{_part(viewing_id)}/bytes")

    def get_minimums(self) -> SaidMinimums:
        """What you said you would agree to.

        GET /api/v1/minimums, scope minimums:read.
        """
        return cast(SaidMinimums, self._json("GET", "/api/v1/minimums"))

    def post_minimums(
        self,
        *,
        seen: int,
        uses: Mapping[str, Literal["never", "priced", "fine"]] | Unsaid = UNSAID,
        prices: Mapping[str, int] | Unsaid = UNSAID,
        currency: str | None | Unsaid = UNSAID,
        prohibited_subjects: Sequence[str] | Unsaid = UNSAID,
        most_intense: Literal["calm", "moderate", "strong", "extreme"] | None | Unsaid = UNSAID,
        longest_months: int | None | Unsaid = UNSAID,
        territories: Sequence[str] | Unsaid = UNSAID,
        avoided: Sequence[str] | Unsaid = UNSAID,
        lowest_rates: Mapping[str, int] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> SaidMinimums:
        """Say it anew.

        The whole of it, each time; what is left out is not limited. 409 where `seen` is not the
        newest version.

        POST /api/v1/minimums, scope minimums:write.
        """
        return cast(SaidMinimums, self._json("POST", "/api/v1/minimums", body=_said(uses=uses, prices=prices, currency=currency, prohibited_subjects=prohibited_subjects, most_intense=most_intense, longest_months=longest_months, territories=territories, avoided=avoided, lowest_rates=lowest_rates, seen=seen), key=idempotency_key or ""))

    def get_minimums_history(self) -> list[SaidMinimums]:
        """Every version, newest first.

        GET /api/v1/minimums/history, scope minimums:read.
        """
        return cast(list[SaidMinimums], self._json("GET", "/api/v1/minimums/history"))

    def list_recalls(
        self,
        *,
        limit: int | None = None,
        unanswered: bool | None = None,
    ) -> Iterator[Recall]:
        """Recalls of what your organisation holds, newest first.

        GET /api/v1/recalls, scope recalls:read.
        """
        return cast(Iterator[Recall], self._pages("/api/v1/recalls", {"limit": limit, "unanswered": unanswered}))

    def get_recall(self, recall_id: Id) -> Recall:
        """A recall, with the hash of each file.

        GET /api/v1/recalls/{recall_id}, scope recalls:read.
        """
        return cast(Recall, self._json("GET", f"/api/v1/recalls/{_part(recall_id)}"))

    def post_recall_stop(self, recall_id: Id, *, idempotency_key: str | None = None) -> Recall:
        """Say that it is used and offered no more.

        You stop within 1 day, as your licence says; that you did is said within 72 hours. What
        became of the copies is answered later.

        POST /api/v1/recalls/{recall_id}/stop, scope recalls:write.
        """
        return cast(Recall, self._json("POST", f"/api/v1/recalls/{_part(recall_id)}/stop", key=idempotency_key or ""))

    def post_recall_answer(
        self,
        recall_id: Id,
        *,
        answer: Literal["destroyed", "quarantined", "never_used", "partly_destroyed"],
        files: Sequence[str],
        deliveries: Sequence[str] | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Recall:
        """Say what became of the copies.

        A partial answer gives the recall that asks for the rest.

        POST /api/v1/recalls/{recall_id}/answer, scope recalls:write.
        """
        return cast(Recall, self._json("POST", f"/api/v1/recalls/{_part(recall_id)}/answer", body=_said(answer=answer, files=files, deliveries=deliveries), key=idempotency_key or ""))

    def get_delegations(self) -> list[Delegation]:
        """Who may read your rights, newest first.

        GET /api/v1/delegations, scope delegations:read.
        """
        return cast(list[Delegation], self._json("GET", "/api/v1/delegations"))

    def post_delegation(
        self,
        *,
        email: str,
        observing: Literal["agent", "union", "lawyer", "other"],
        until: Day,
        clients: Sequence[str] | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Delegation:
        """Let somebody read your rights until a day.

        To read only: nobody signs, allows or withdraws for you.

        POST /api/v1/delegations, scope delegations:write.
        """
        return cast(Delegation, self._json("POST", "/api/v1/delegations", body=_said(email=email, observing=observing, until=until, clients=clients), key=idempotency_key or ""))

    def post_delegation_ending(
        self,
        delegation_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Delegation:
        """End it at once.

        POST /api/v1/delegations/{delegation_id}/ending, scope delegations:write.
        """
        return cast(Delegation, self._json("POST", f"/api/v1/delegations/{_part(delegation_id)}/ending", key=idempotency_key or ""))

    def get_delegations_open_to_me(self) -> list[OpenRights]:
        """What others let you read today.

        GET /api/v1/delegations/open-to-me, scope delegations:read.
        """
        return cast(list[OpenRights], self._json("GET", "/api/v1/delegations/open-to-me"))

    def get_projections_grant(self, grant_id: Id, kind: Literal["odrl", "dpv"]) -> dict[str, Any]:
        """A grant as an ODRL agreement or a DPV consent record (JSON-LD).

        As of today. Whoever reads another's is on record, and they are shown it.

        GET /api/v1/projections/grants/{grant_id}/{kind}, scope projections:read.
        """
        return cast(dict[str, Any], self._json("GET", f"/api/v1/projections/grants/{_part(grant_id)}/{_part(kind)}"))

    def get_projections_recording(
        self,
        recording_id: Id,
        kind: Literal["cawg", "croissant", "aipref", "provenance"],
    ) -> dict[str, Any]:
        """What is allowed with a recording today.

        `cawg` the assertion `cawg.training-mining`, `croissant` a `usageInfo` (JSON-LD), `aipref`
        a preference of the IETF's, `provenance` fields of the Data Provenance Standards.

        GET /api/v1/projections/recordings/{recording_id}/{kind}, scope projections:read.
        """
        return cast(dict[str, Any], self._json("GET", f"/api/v1/projections/recordings/{_part(recording_id)}/{_part(kind)}"))

    def list_rights(
        self,
        *,
        limit: int | None = None,
        state: Literal["all", "allowed", "paused", "ended"] | None = None,
        client_id: Id | None = None,
    ) -> Iterator[Right]:
        """Your recordings and what you allow for each, newest first.

        GET /api/v1/rights, scope rights:read.
        """
        return cast(Iterator[Right], self._pages("/api/v1/rights", {"limit": limit, "state": state, "client_id": client_id}))

    def get_right(self, recording_id: Id) -> Right:
        """One recording.

        GET /api/v1/rights/{recording_id}, scope rights:read.
        """
        return cast(Right, self._json("GET", f"/api/v1/rights/{_part(recording_id)}"))

    def get_right_allowed(
        self,
        recording_id: Id,
        *,
        use: Uses,
        client_id: Id,
        recipient_id: Id | None = None,
        end_product: str | None = None,
        territory: str | None = None,
        model: str | None = None,
    ) -> RightAllowed:
        """Whether you allow a purpose now, and why not.

        GET /api/v1/rights/{recording_id}/allowed, scope rights:read.
        """
        return cast(RightAllowed, self._json("GET", f"/api/v1/rights/{_part(recording_id)}/allowed", query={"use": use, "client_id": client_id, "recipient_id": recipient_id, "end_product": end_product, "territory": territory, "model": model}))

    def post_right_withdrawal(
        self,
        recording_id: Id,
        *,
        reason: str | None | Unsaid = UNSAID,
        agreement_id: Id | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Right:
        """Withdraw your consent.

        Of one agreement, or of all. It holds at once and cannot be taken back.

        POST /api/v1/rights/{recording_id}/withdrawal, scope rights:write.
        """
        return cast(Right, self._json("POST", f"/api/v1/rights/{_part(recording_id)}/withdrawal", body=_said(reason=reason, agreement_id=agreement_id), key=idempotency_key or ""))

    def post_right_narrowing(
        self,
        recording_id: Id,
        *,
        stop: Sequence[Uses] | Unsaid = UNSAID,
        ends_on: Day | None | Unsaid = UNSAID,
        excluded: Sequence[str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Right:
        """Allow less: stop uses, end earlier, exclude subjects.

        POST /api/v1/rights/{recording_id}/narrowing, scope rights:write.
        """
        return cast(Right, self._json("POST", f"/api/v1/rights/{_part(recording_id)}/narrowing", body=_said(stop=stop, ends_on=ends_on, excluded=excluded), key=idempotency_key or ""))

    def post_right_suspension(
        self,
        recording_id: Id,
        *,
        until: Day | None | Unsaid = UNSAID,
        uses: Sequence[Uses] | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Right:
        """Pause it, in whole or for some uses, until a day or until you resume it.

        POST /api/v1/rights/{recording_id}/suspension, scope rights:write.
        """
        return cast(Right, self._json("POST", f"/api/v1/rights/{_part(recording_id)}/suspension", body=_said(until=until, uses=uses), key=idempotency_key or ""))

    def post_right_resumption(
        self,
        recording_id: Id,
        *,
        uses: Sequence[Uses] | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Right:
        """Resume what you paused, in whole or for some uses.

        POST /api/v1/rights/{recording_id}/resumption, scope rights:write.
        """
        return cast(Right, self._json("POST", f"/api/v1/rights/{_part(recording_id)}/resumption", body=_said(uses=uses), key=idempotency_key or ""))

    def get_right_receipt(self, recording_id: Id, entry_id: str) -> RightReceipt:
        """The receipt of one thing that happened to your consent, by its entry in the ledger.

        GET /api/v1/rights/{recording_id}/receipts/{entry_id}, scope rights:read.
        """
        return cast(RightReceipt, self._json("GET", f"/api/v1/rights/{_part(recording_id)}/receipts/{_part(entry_id)}"))

    def get_right_certificate(self, recording_id: Id) -> Certificate:
        """The certificate that nothing of a recording is left, with every proof.

        GET /api/v1/rights/{recording_id}/certificate, scope rights:read.
        """
        return cast(Certificate, self._json("GET", f"/api/v1/rights/{_part(recording_id)}/certificate"))

    def get_right_certificate_pdf(self, recording_id: Id) -> bytes:
        """The same as a PDF to keep.

        GET /api/v1/rights/{recording_id}/certificate.pdf, scope rights:read.
        """
        return self._bytes("GET", f"/api/v1/rights/{_part(recording_id)}/certificate.pdf")

    def post_take_acceptance(
        self,
        take_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> TakeJudged:
        """Accept a take.

        From now on its recordings may be used as far as everybody in them allows.

        POST /api/v1/takes/{take_id}/acceptance, scope takes:judge.
        """
        return cast(TakeJudged, self._json("POST", f"/api/v1/takes/{_part(take_id)}/acceptance", key=idempotency_key or ""))

    def post_take_rejection(
        self,
        take_id: Id,
        *,
        cause: str,
        reason: str | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> TakeJudged:
        """Reject a take.

        Its recordings are destroyed after thirty days, unless somebody appeals.

        POST /api/v1/takes/{take_id}/rejection, scope takes:judge.
        """
        return cast(TakeJudged, self._json("POST", f"/api/v1/takes/{_part(take_id)}/rejection", body=_said(cause=cause, reason=reason), key=idempotency_key or ""))

    def get_ledger_checkpoint(self) -> Checkpoint:
        """The newest signed checkpoint.

        GET /api/v1/ledger/checkpoint, scope ledger:read.
        """
        return cast(Checkpoint, self._json("GET", "/api/v1/ledger/checkpoint"))

    def get_ledger_entry(self, entry_id: str) -> LedgerEntry:
        """An entry with its proof.

        409 while no signed checkpoint covers it: `Retry-After` says when to ask again.

        GET /api/v1/ledger/entries/{entry_id}, scope ledger:read.
        """
        return cast(LedgerEntry, self._json("GET", f"/api/v1/ledger/entries/{_part(entry_id)}"))

    def list_papers(self, *, limit: int | None = None) -> Iterator[Paper]:
        """What you are asked to sign, newest first.

        GET /api/v1/papers, scope papers:read.
        """
        return cast(Iterator[Paper], self._pages("/api/v1/papers", {"limit": limit}))

    def get_paper(self, agreement_id: Id) -> Paper:
        """One paper.

        Reading it here does not count as being shown it: that happens on its page.

        GET /api/v1/papers/{agreement_id}, scope papers:read.
        """
        return cast(Paper, self._json("GET", f"/api/v1/papers/{_part(agreement_id)}"))

    def post_paper_refusal(self, agreement_id: Id, *, idempotency_key: str | None = None) -> Paper:
        """Refuse a paper.

        Until its last day you can still sign it on its page.

        POST /api/v1/papers/{agreement_id}/refusal, scope papers:write.
        """
        return cast(Paper, self._json("POST", f"/api/v1/papers/{_part(agreement_id)}/refusal", key=idempotency_key or ""))

    def get_paper_receipt(self, agreement_id: Id) -> Receipt:
        """The receipt of a signature.

        GET /api/v1/papers/{agreement_id}/receipt, scope papers:read.
        """
        return cast(Receipt, self._json("GET", f"/api/v1/papers/{_part(agreement_id)}/receipt"))

    def get_application_address(self, application_id: Id) -> PostalAddress:
        """Where you get letters.

        GET /api/v1/applications/{application_id}/address, scope addresses:read.
        """
        return cast(PostalAddress, self._json("GET", f"/api/v1/applications/{_part(application_id)}/address"))

    def post_application_address(
        self,
        application_id: Id,
        *,
        address: str,
        idempotency_key: str | None = None,
    ) -> PostalAddress:
        """Say where you get letters: all your later contracts name it.

        POST /api/v1/applications/{application_id}/address, scope addresses:write.
        """
        return cast(PostalAddress, self._json("POST", f"/api/v1/applications/{_part(application_id)}/address", body=_said(address=address), key=idempotency_key or ""))

    def get_casting_application_address(self, application_id: Id) -> PostalAddress:
        """Where your organisation gets letters.

        GET /api/v1/casting/applications/{application_id}/address, scope addresses:read.
        """
        return cast(PostalAddress, self._json("GET", f"/api/v1/casting/applications/{_part(application_id)}/address"))

    def post_casting_application_address(
        self,
        application_id: Id,
        *,
        address: str,
        idempotency_key: str | None = None,
    ) -> PostalAddress:
        """Say where your organisation gets letters: all its later contracts name it.

        POST /api/v1/casting/applications/{application_id}/address, scope addresses:write.
        """
        return cast(PostalAddress, self._json("POST", f"/api/v1/casting/applications/{_part(application_id)}/address", body=_said(address=address), key=idempotency_key or ""))

    def list_mandate_applications(
        self,
        mandate_id: Id,
        *,
        limit: int | None = None,
    ) -> Iterator[AgentApplication]:
        """Where their applications stand, newest first.

        They see that you looked.

        GET /api/v1/mandates/{mandate_id}/applications, scope mandates:read.
        """
        return cast(Iterator[AgentApplication], self._pages(f"/api/v1/mandates/{_part(mandate_id)}/applications", {"limit": limit}))

    def post_mandate_application(
        self,
        mandate_id: Id,
        *,
        gig_id: Id,
        part: str,
        note: str | Unsaid = UNSAID,
        starts: Sequence[str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Application:
        """Apply in their place: submitted at once, and they are told.

        POST /api/v1/mandates/{mandate_id}/applications, scope mandates:write.
        """
        return cast(Application, self._json("POST", f"/api/v1/mandates/{_part(mandate_id)}/applications", body=_said(gig_id=gig_id, part=part, note=note, starts=starts), key=idempotency_key or ""))

    def post_mandate_offer_counter(
        self,
        mandate_id: Id,
        offer_id: Id,
        *,
        hourly_minor: int,
        take_minor: int,
        idempotency_key: str | None = None,
    ) -> AgentOffer:
        """Answer an offer to them with other terms, once.

        POST /api/v1/mandates/{mandate_id}/offers/{offer_id}/counter, scope mandates:write.
        """
        return cast(AgentOffer, self._json("POST", f"/api/v1/mandates/{_part(mandate_id)}/offers/{_part(offer_id)}/counter", body=_said(hourly_minor=hourly_minor, take_minor=take_minor), key=idempotency_key or ""))

    def post_mandate_offer_decline(
        self,
        mandate_id: Id,
        offer_id: Id,
        *,
        reason: Reason | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> AgentOffer:
        """Decline an offer in their place.

        POST /api/v1/mandates/{mandate_id}/offers/{offer_id}/decline, scope mandates:write.
        """
        return cast(AgentOffer, self._json("POST", f"/api/v1/mandates/{_part(mandate_id)}/offers/{_part(offer_id)}/decline", body=_said(reason=reason), key=idempotency_key or ""))

    def list_mandate_bookings(
        self,
        mandate_id: Id,
        *,
        limit: int | None = None,
    ) -> Iterator[AgentBooking]:
        """Their bookings, the latest call first.

        They see that you looked. They answer themselves.

        GET /api/v1/mandates/{mandate_id}/bookings, scope mandates:read.
        """
        return cast(Iterator[AgentBooking], self._pages(f"/api/v1/mandates/{_part(mandate_id)}/bookings", {"limit": limit}))

    def list_bookings(self, *, limit: int | None = None) -> Iterator[Booking]:
        """Bookings you play in or follow, the latest call first.

        GET /api/v1/bookings, scope bookings:read.
        """
        return cast(Iterator[Booking], self._pages("/api/v1/bookings", {"limit": limit}))

    def post_booking(
        self,
        *,
        gig_id: Id,
        engagement_ids: Sequence[str],
        starts_at: Moment,
        minutes: int,
        zone: str,
        room: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Ask performers for a time: each of them says yes or no.

        POST /api/v1/bookings, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", "/api/v1/bookings", body=_said(gig_id=gig_id, engagement_ids=engagement_ids, starts_at=starts_at, minutes=minutes, zone=zone, room=room), key=idempotency_key or ""))

    def get_bookings_times(
        self,
        *,
        gig_id: Id,
        minutes: int,
        first: Day,
        last: Day,
    ) -> list[CommonTime]:
        """Calls at which everybody engaged for a gig is free.

        At most three of a day and 21 in all.

        first: From this day on, by your zone.
        last: At most 31 days later.

        GET /api/v1/bookings/times, scope bookings:read.
        """
        return cast(list[CommonTime], self._json("GET", "/api/v1/bookings/times", query={"gig_id": gig_id, "minutes": minutes, "first": first, "last": last}))

    def get_booking(self, booking_id: Id) -> WholeBooking:
        """A booking: who plays, and what changing it costs now.

        GET /api/v1/bookings/{booking_id}, scope bookings:read.
        """
        return cast(WholeBooking, self._json("GET", f"/api/v1/bookings/{_part(booking_id)}"))

    def get_booking_call_sheet(self, booking_id: Id) -> CallSheet:
        """What everybody in a booking needs on its day.

        GET /api/v1/bookings/{booking_id}/call-sheet, scope bookings:read.
        """
        return cast(CallSheet, self._json("GET", f"/api/v1/bookings/{_part(booking_id)}/call-sheet"))

    def post_booking_acceptance(
        self,
        booking_id: Id,
        *,
        seen: Moment,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Say yes to the call that you saw.

        POST /api/v1/bookings/{booking_id}/acceptance, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/acceptance", body=_said(seen=seen), key=idempotency_key or ""))

    def post_booking_refusal(
        self,
        booking_id: Id,
        *,
        why: Literal["not_free", "ill", "terms", "safety", "other"],
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Say no, also after a yes until the call.

        POST /api/v1/bookings/{booking_id}/refusal, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/refusal", body=_said(why=why), key=idempotency_key or ""))

    def post_booking_move(
        self,
        booking_id: Id,
        *,
        starts_at: Moment,
        zone: str,
        price_minor: int,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Move a booking: everybody is asked again.

        POST /api/v1/bookings/{booking_id}/move, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/move", body=_said(starts_at=starts_at, zone=zone, price_minor=price_minor), key=idempotency_key or ""))

    def post_booking_swap(
        self,
        booking_id: Id,
        *,
        out: Id,
        price_minor: int,
        instead: Id | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Let one performer go, and ask another or go on without.

        Both are named by their engagements.

        POST /api/v1/bookings/{booking_id}/swap, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/swap", body=_said(out=out, instead=instead, price_minor=price_minor), key=idempotency_key or ""))

    def post_booking_cancellation(
        self,
        booking_id: Id,
        *,
        because: Literal["not_needed", "nobody_free", "ill", "technical"],
        price_minor: int,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Cancel a booking, at the price that it says.

        POST /api/v1/bookings/{booking_id}/cancellation, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/cancellation", body=_said(because=because, price_minor=price_minor), key=idempotency_key or ""))

    def post_booking_check_in(
        self,
        booking_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Say that you are there, from 30 minutes before the call.

        POST /api/v1/bookings/{booking_id}/check-in, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/check-in", key=idempotency_key or ""))

    def post_booking_dispute(
        self,
        booking_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeBooking:
        """Say that you came although you did not check in: compliance decides.

        POST /api/v1/bookings/{booking_id}/dispute, scope bookings:write.
        """
        return cast(WholeBooking, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/dispute", key=idempotency_key or ""))

    def post_bookings_calendar_address(
        self,
        *,
        idempotency_key: str | None = None,
    ) -> CalendarAddress:
        """Make a secret address for calendar programs.

        Shown this once. The one before ends.

        POST /api/v1/bookings/calendar-address, scope bookings:write.
        """
        return cast(CalendarAddress, self._json("POST", "/api/v1/bookings/calendar-address", key=idempotency_key or ""))

    def delete_bookings_calendar_address(self) -> None:
        """End your calendar address.

        DELETE /api/v1/bookings/calendar-address, scope bookings:write.
        """
        self._json("DELETE", "/api/v1/bookings/calendar-address")

    def list_campaigns(self, *, limit: int | None = None) -> Iterator[Campaign]:
        """Campaigns you play in or follow, newest first.

        GET /api/v1/campaigns, scope campaigns:read.
        """
        return cast(Iterator[Campaign], self._pages("/api/v1/campaigns", {"limit": limit}))

    def get_campaign(self, gig_id: Id) -> CampaignFill:
        """How many minutes each cell has, and when the last will be recorded.

        GET /api/v1/campaigns/{gig_id}, scope campaigns:read.
        """
        return cast(CampaignFill, self._json("GET", f"/api/v1/campaigns/{_part(gig_id)}"))

    def list_campaign_slots(self, gig_id: Id, *, limit: int | None = None) -> Iterator[Slot]:
        """Slots still to come, next first.

        A performer gets those that they have or can take now.

        GET /api/v1/campaigns/{gig_id}/slots, scope campaigns:read.
        """
        return cast(Iterator[Slot], self._pages(f"/api/v1/campaigns/{_part(gig_id)}/slots", {"limit": limit}))

    def post_campaign_slot(
        self,
        gig_id: Id,
        *,
        cell: str,
        starts_at: Moment,
        zone: str,
        seats: int | Unsaid = UNSAID,
        count: int | Unsaid = UNSAID,
        room: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> SlotsMade:
        """Offer slots, one after the other: everybody engaged is told.

        POST /api/v1/campaigns/{gig_id}/slots, scope campaigns:write.
        """
        return cast(SlotsMade, self._json("POST", f"/api/v1/campaigns/{_part(gig_id)}/slots", body=_said(cell=cell, starts_at=starts_at, zone=zone, seats=seats, count=count, room=room), key=idempotency_key or ""))

    def delete_campaigns_slot(self, slot_id: Id) -> None:
        """Withdraw a slot that nobody has taken.

        DELETE /api/v1/campaigns/slots/{slot_id}, scope campaigns:write.
        """
        self._json("DELETE", f"/api/v1/campaigns/slots/{_part(slot_id)}")

    def post_campaigns_slot_taking(
        self,
        slot_id: Id,
        *,
        seen: Moment,
        idempotency_key: str | None = None,
    ) -> SlotTaken:
        """Take a slot: it is your booking. Twice changes nothing.

        POST /api/v1/campaigns/slots/{slot_id}/taking, scope campaigns:write.
        """
        return cast(SlotTaken, self._json("POST", f"/api/v1/campaigns/slots/{_part(slot_id)}/taking", body=_said(seen=seen), key=idempotency_key or ""))

    def post_campaign_pilot_approval(
        self,
        gig_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> None:
        """Approve the pilot: the rest opens, and everybody is told.

        POST /api/v1/campaigns/{gig_id}/pilot-approval, scope campaigns:write.
        """
        self._json("POST", f"/api/v1/campaigns/{_part(gig_id)}/pilot-approval", key=idempotency_key or "")

    def put_campaign_description(self, gig_id: Id, *, group: str, agreed: Literal[True]) -> None:
        """Say of yourself, for this campaign alone, what one of its cells asks for.

        PUT /api/v1/campaigns/{gig_id}/description, scope campaigns:write.
        """
        self._json("PUT", f"/api/v1/campaigns/{_part(gig_id)}/description", body=_said(group=group, agreed=agreed))

    def delete_campaign_description(self, gig_id: Id) -> None:
        """Take back what you said of yourself: it is deleted.

        DELETE /api/v1/campaigns/{gig_id}/description, scope campaigns:write.
        """
        self._json("DELETE", f"/api/v1/campaigns/{_part(gig_id)}/description")

    def list_applications(
        self,
        *,
        limit: int | None = None,
        state: State | None = None,
    ) -> Iterator[Application]:
        """Your applications, newest first.

        GET /api/v1/applications, scope applications:read.
        """
        return cast(Iterator[Application], self._pages("/api/v1/applications", {"limit": limit, "state": state}))

    def post_application(
        self,
        *,
        gig_id: Id,
        part: str,
        note: str | Unsaid = UNSAID,
        starts: Sequence[str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Application:
        """Keep a draft.

        There is one for each part of a gig: a second one takes the place of the first.

        POST /api/v1/applications, scope applications:write.
        """
        return cast(Application, self._json("POST", "/api/v1/applications", body=_said(gig_id=gig_id, part=part, note=note, starts=starts), key=idempotency_key or ""))

    def get_application(self, application_id: Id) -> Application:
        """An application of yours.

        GET /api/v1/applications/{application_id}, scope applications:read.
        """
        return cast(Application, self._json("GET", f"/api/v1/applications/{_part(application_id)}"))

    def post_application_submission(
        self,
        application_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Application:
        """Submit a draft: an answer is owed from then on.

        POST /api/v1/applications/{application_id}/submission, scope applications:write.
        """
        return cast(Application, self._json("POST", f"/api/v1/applications/{_part(application_id)}/submission", key=idempotency_key or ""))

    def post_application_withdrawal(
        self,
        application_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Application:
        """Take an application back, before an offer.

        POST /api/v1/applications/{application_id}/withdrawal, scope applications:write.
        """
        return cast(Application, self._json("POST", f"/api/v1/applications/{_part(application_id)}/withdrawal", key=idempotency_key or ""))

    def list_casting_gig_applications(
        self,
        gig_id: Id,
        *,
        limit: int | None = None,
        state: State | None = None,
        part: str | None = None,
    ) -> Iterator[Applicant]:
        """Who applied for a gig of your organisation, newest first.

        GET /api/v1/casting/gigs/{gig_id}/applications, scope applications:read.
        """
        return cast(Iterator[Applicant], self._pages(f"/api/v1/casting/gigs/{_part(gig_id)}/applications", {"limit": limit, "state": state, "part": part}))

    def post_casting_gig_move(
        self,
        gig_id: Id,
        *,
        application_ids: Sequence[str],
        state: Literal["shortlisted", "kept", "declined"],
        idempotency_key: str | None = None,
    ) -> ApplicationsMoved:
        """Answer many applications at once: all of them or none. Each performer is told.

        POST /api/v1/casting/gigs/{gig_id}/moves, scope applications:write.
        """
        return cast(ApplicationsMoved, self._json("POST", f"/api/v1/casting/gigs/{_part(gig_id)}/moves", body=_said(application_ids=application_ids, state=state), key=idempotency_key or ""))

    def post_casting_gig_moves_undo(
        self,
        gig_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> ApplicationsMoved:
        """Undo the last move.

        POST /api/v1/casting/gigs/{gig_id}/moves/undo, scope applications:write.
        """
        return cast(ApplicationsMoved, self._json("POST", f"/api/v1/casting/gigs/{_part(gig_id)}/moves/undo", key=idempotency_key or ""))

    def get_casting_application(self, application_id: Id) -> Applicant:
        """An application to your organisation.

        GET /api/v1/casting/applications/{application_id}, scope applications:read.
        """
        return cast(Applicant, self._json("GET", f"/api/v1/casting/applications/{_part(application_id)}"))

    def post_casting_application_mark(
        self,
        application_id: Id,
        *,
        stars: int,
        tags: Sequence[str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Applicant:
        """Rate and tag an application, for those who cast alone.

        POST /api/v1/casting/applications/{application_id}/mark, scope applications:write.
        """
        return cast(Applicant, self._json("POST", f"/api/v1/casting/applications/{_part(application_id)}/mark", body=_said(stars=stars, tags=tags), key=idempotency_key or ""))

    def get_casting_application_notes(self, application_id: Id) -> list[CastingNote]:
        """What those who cast wrote down about it, oldest first.

        GET /api/v1/casting/applications/{application_id}/notes, scope applications:read.
        """
        return cast(list[CastingNote], self._json("GET", f"/api/v1/casting/applications/{_part(application_id)}/notes"))

    def post_casting_application_note(
        self,
        application_id: Id,
        *,
        text: str,
        beside_id: Id | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Applicant:
        """Write something down about one applicant, or about two together.

        POST /api/v1/casting/applications/{application_id}/notes, scope applications:write.
        """
        return cast(Applicant, self._json("POST", f"/api/v1/casting/applications/{_part(application_id)}/notes", body=_said(text=text, beside_id=beside_id), key=idempotency_key or ""))

    def list_deactivations(self, *, limit: int | None = None) -> Iterator[Deactivation]:
        """All that were decided, newest first: for compliance.

        GET /api/v1/deactivations, scope deactivations:read.
        """
        return cast(Iterator[Deactivation], self._pages("/api/v1/deactivations", {"limit": limit}))

    def post_deactivation(
        self,
        *,
        account_id: Id,
        reason: Literal["harassment", "under_age", "misuse", "false_identity", "pay_fraud", "broken_promises"],
        evidence: str,
        days: int,
        idempotency_key: str | None = None,
    ) -> WholeDeactivation:
        """Decide to deactivate an account: they are told why, and how to appeal.

        POST /api/v1/deactivations, scope deactivations:write.
        """
        return cast(WholeDeactivation, self._json("POST", "/api/v1/deactivations", body=_said(account_id=account_id, reason=reason, evidence=evidence, days=days), key=idempotency_key or ""))

    def get_deactivations_own(self) -> OwnDeactivation:
        """The decision that stands about your own account, if there is one.

        GET /api/v1/deactivations/own, scope deactivations:read.
        """
        return cast(OwnDeactivation, self._json("GET", "/api/v1/deactivations/own"))

    def post_deactivations_own_appeal(
        self,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> OwnDeactivation:
        """Appeal, once: somebody who had no part in it decides within ten working days.

        POST /api/v1/deactivations/own/appeal, scope deactivations:write.
        """
        return cast(OwnDeactivation, self._json("POST", "/api/v1/deactivations/own/appeal", body=_said(text=text), key=idempotency_key or ""))

    def get_deactivation(self, deactivation_id: Id) -> WholeDeactivation:
        """One decision and what it rests on: for compliance.

        GET /api/v1/deactivations/{deactivation_id}, scope deactivations:read.
        """
        return cast(WholeDeactivation, self._json("GET", f"/api/v1/deactivations/{_part(deactivation_id)}"))

    def post_deactivation_decision(
        self,
        deactivation_id: Id,
        *,
        overturn: bool,
        answer: str,
        idempotency_key: str | None = None,
    ) -> WholeDeactivation:
        """Decide an appeal, by somebody who had no part in what it is against.

        POST /api/v1/deactivations/{deactivation_id}/decision, scope deactivations:write.
        """
        return cast(WholeDeactivation, self._json("POST", f"/api/v1/deactivations/{_part(deactivation_id)}/decision", body=_said(overturn=overturn, answer=answer), key=idempotency_key or ""))

    def post_deactivation_taking_back(
        self,
        deactivation_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeDeactivation:
        """Take a decision back: their account is as it was.

        POST /api/v1/deactivations/{deactivation_id}/taking-back, scope deactivations:write.
        """
        return cast(WholeDeactivation, self._json("POST", f"/api/v1/deactivations/{_part(deactivation_id)}/taking-back", key=idempotency_key or ""))

    def get_profile_equipment(self) -> Equipment:
        """What your last check found.

        It is made in a browser, on your page of equipment.

        GET /api/v1/profile/equipment, scope profile:read.
        """
        return cast(Equipment, self._json("GET", "/api/v1/profile/equipment"))

    def get_profile_identity(self) -> Identity:
        """What came of the last check, and what is missing.

        GET /api/v1/profile/identity, scope profile:read.
        """
        return cast(Identity, self._json("GET", "/api/v1/profile/identity"))

    def put_profile_identity(self) -> IdentityAsked:
        """Ask for the check, or begin a visit at a provider.

        PUT /api/v1/profile/identity, scope profile:write.
        """
        return cast(IdentityAsked, self._json("PUT", "/api/v1/profile/identity"))

    def list_invitations(self, *, limit: int | None = None) -> Iterator[CastingInvitation]:
        """Invitations to you, newest first.

        You follow one by applying for its part.

        GET /api/v1/invitations, scope applications:read.
        """
        return cast(Iterator[CastingInvitation], self._pages("/api/v1/invitations", {"limit": limit}))

    def post_invitation_decline(
        self,
        invitation_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> CastingInvitation:
        """Decline an invitation, without a reason.

        POST /api/v1/invitations/{invitation_id}/decline, scope applications:write.
        """
        return cast(CastingInvitation, self._json("POST", f"/api/v1/invitations/{_part(invitation_id)}/decline", key=idempotency_key or ""))

    def get_casting_gig_invitable(self, gig_id: Id) -> list[Invitable]:
        """Whom a gig of your organisation may invite, the best matches first.

        At most 50. They see that you looked.

        GET /api/v1/casting/gigs/{gig_id}/invitable, scope applications:read.
        """
        return cast(list[Invitable], self._json("GET", f"/api/v1/casting/gigs/{_part(gig_id)}/invitable"))

    def get_casting_gig_invitations(self, gig_id: Id) -> list[CastingInvitation]:
        """Whom a gig of your organisation invited, newest first: at most 30.

        GET /api/v1/casting/gigs/{gig_id}/invitations, scope applications:read.
        """
        return cast(list[CastingInvitation], self._json("GET", f"/api/v1/casting/gigs/{_part(gig_id)}/invitations"))

    def post_casting_gig_invitation(
        self,
        gig_id: Id,
        *,
        part: str,
        performer_ids: Sequence[str],
        idempotency_key: str | None = None,
    ) -> ApplicationsMoved:
        """Invite performers to apply for a part: all of them or none.

        POST /api/v1/casting/gigs/{gig_id}/invitations, scope applications:write.
        """
        return cast(ApplicationsMoved, self._json("POST", f"/api/v1/casting/gigs/{_part(gig_id)}/invitations", body=_said(part=part, performer_ids=performer_ids), key=idempotency_key or ""))

    def list_mandates(self, *, limit: int | None = None) -> Iterator[Mandate]:
        """What you gave and what was given to you, newest first.

        GET /api/v1/mandates, scope mandates:read.
        """
        return cast(Iterator[Mandate], self._pages("/api/v1/mandates", {"limit": limit}))

    def post_mandate(
        self,
        *,
        email: str,
        commission_basis_points: int,
        until: Day,
        may_apply: bool | Unsaid = UNSAID,
        may_negotiate: bool | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Mandate:
        """Ask somebody to be your agent, until a day.

        It holds as soon as whoever proved that address accepts it. Nobody signs for you.

        POST /api/v1/mandates, scope mandates:write.
        """
        return cast(Mandate, self._json("POST", "/api/v1/mandates", body=_said(email=email, may_apply=may_apply, may_negotiate=may_negotiate, commission_basis_points=commission_basis_points, until=until), key=idempotency_key or ""))

    def post_mandate_acceptance(
        self,
        mandate_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Mandate:
        """Become somebody's agent.

        You act for them with a token of your role as an observer.

        POST /api/v1/mandates/{mandate_id}/acceptance, scope mandates:write.
        """
        return cast(Mandate, self._json("POST", f"/api/v1/mandates/{_part(mandate_id)}/acceptance", key=idempotency_key or ""))

    def post_mandate_ending(self, mandate_id: Id, *, idempotency_key: str | None = None) -> Mandate:
        """End a mandate at once, or decline it.

        POST /api/v1/mandates/{mandate_id}/ending, scope mandates:write.
        """
        return cast(Mandate, self._json("POST", f"/api/v1/mandates/{_part(mandate_id)}/ending", key=idempotency_key or ""))

    def list_offers(
        self,
        *,
        limit: int | None = None,
        state: OfferState | None = None,
    ) -> Iterator[Offer]:
        """Offers to you or of your organisation, newest first.

        GET /api/v1/offers, scope offers:read.
        """
        return cast(Iterator[Offer], self._pages("/api/v1/offers", {"limit": limit, "state": state}))

    def post_offer(
        self,
        *,
        hourly_minor: int,
        take_minor: int,
        application_id: Id,
        days: int | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Offer:
        """Offer a part to somebody who applied, or answer their other terms.

        POST /api/v1/offers, scope offers:write.
        """
        return cast(Offer, self._json("POST", "/api/v1/offers", body=_said(hourly_minor=hourly_minor, take_minor=take_minor, application_id=application_id, days=days), key=idempotency_key or ""))

    def get_offer(self, offer_id: Id) -> Offer:
        """An offer, and where it is signed.

        GET /api/v1/offers/{offer_id}, scope offers:read.
        """
        return cast(Offer, self._json("GET", f"/api/v1/offers/{_part(offer_id)}"))

    def post_offer_counter(
        self,
        offer_id: Id,
        *,
        hourly_minor: int,
        take_minor: int,
        idempotency_key: str | None = None,
    ) -> Offer:
        """Answer an offer to you with other terms, once.

        POST /api/v1/offers/{offer_id}/counter, scope offers:write.
        """
        return cast(Offer, self._json("POST", f"/api/v1/offers/{_part(offer_id)}/counter", body=_said(hourly_minor=hourly_minor, take_minor=take_minor), key=idempotency_key or ""))

    def post_offer_decline(
        self,
        offer_id: Id,
        *,
        reason: Reason | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Offer:
        """Decline an offer to you, or a performer's other terms.

        POST /api/v1/offers/{offer_id}/decline, scope offers:write.
        """
        return cast(Offer, self._json("POST", f"/api/v1/offers/{_part(offer_id)}/decline", body=_said(reason=reason), key=idempotency_key or ""))

    def post_offer_withdrawal(self, offer_id: Id, *, idempotency_key: str | None = None) -> Offer:
        """Withdraw an offer that nobody accepted yet.

        POST /api/v1/offers/{offer_id}/withdrawal, scope offers:write.
        """
        return cast(Offer, self._json("POST", f"/api/v1/offers/{_part(offer_id)}/withdrawal", key=idempotency_key or ""))

    def list_engagements(self, *, limit: int | None = None) -> Iterator[Engagement]:
        """Engagements of yours or of your organisation, newest first.

        GET /api/v1/engagements, scope offers:read.
        """
        return cast(Iterator[Engagement], self._pages("/api/v1/engagements", {"limit": limit}))

    def get_engagement(self, engagement_id: Id) -> Engagement:
        """An engagement: terms accepted and frozen.

        GET /api/v1/engagements/{engagement_id}, scope offers:read.
        """
        return cast(Engagement, self._json("GET", f"/api/v1/engagements/{_part(engagement_id)}"))

    def list_facts(self, *, limit: int | None = None) -> Iterator[Fact]:
        """What your work has earned, newest first.

        GET /api/v1/facts, scope facts:read.
        """
        return cast(Iterator[Fact], self._pages("/api/v1/facts", {"limit": limit}))

    def get_profile_partners(self) -> list[Block]:
        """Your list, at most a hundred names.

        GET /api/v1/profile/partners, scope profile:read.
        """
        return cast(list[Block], self._json("GET", "/api/v1/profile/partners"))

    def post_profile_partner(self, *, name: str, idempotency_key: str | None = None) -> list[Block]:
        """Put a name on it, as you know it.

        Whether somebody performs under that name is not said.

        POST /api/v1/profile/partners, scope profile:write.
        """
        return cast(list[Block], self._json("POST", "/api/v1/profile/partners", body=_said(name=name), key=idempotency_key or ""))

    def delete_profile_partner(self, block_id: Id) -> None:
        """Take a name off it.

        DELETE /api/v1/profile/partners/{block_id}, scope profile:write.
        """
        self._json("DELETE", f"/api/v1/profile/partners/{_part(block_id)}")

    def get_profile(self) -> OwnProfile:
        """Your profile, and what is missing in it.

        GET /api/v1/profile, scope profile:read.
        """
        return cast(OwnProfile, self._json("GET", "/api/v1/profile"))

    def post_profile(
        self,
        *,
        stage_name: str,
        visibility: Literal["nobody", "applied", "verified"],
        seen: int,
        invitations: bool | Unsaid = UNSAID,
        about: str | Unsaid = UNSAID,
        training: str | Unsaid = UNSAID,
        languages: Sequence[Language] | Unsaid = UNSAID,
        youngest: int | None | Unsaid = UNSAID,
        oldest: int | None | Unsaid = UNSAID,
        emotions: Sequence[Perceived] | Unsaid = UNSAID,
        styles: Sequence[Literal["improv", "sketch", "voice", "physical"]] | Unsaid = UNSAID,
        equipment: Sequence[NewProfileEquipment] | Unsaid = UNSAID,
        only_under_union: bool | Unsaid = UNSAID,
        works_from: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> OwnProfile:
        """Say it anew.

        The whole of it, each time. 409 where `seen` is not the newest version.

        POST /api/v1/profile, scope profile:write.
        """
        return cast(OwnProfile, self._json("POST", "/api/v1/profile", body=_said(stage_name=stage_name, visibility=visibility, invitations=invitations, about=about, training=training, languages=languages, youngest=youngest, oldest=oldest, emotions=emotions, styles=styles, equipment=equipment, only_under_union=only_under_union, works_from=works_from, seen=seen), key=idempotency_key or ""))

    def get_profile_reels(self) -> list[Reel]:
        """Your reels, in the order in which others see them.

        GET /api/v1/profile/reels, scope profile:read.
        """
        return cast(list[Reel], self._json("GET", "/api/v1/profile/reels"))

    def put_profile_reels_last(self, *, title: str, upload_id: Id) -> list[Reel]:
        """Add a reel after all others: an upload that is finished.

        Nobody else sees it before it was decoded.

        PUT /api/v1/profile/reels/last, scope profile:write.
        """
        return cast(list[Reel], self._json("PUT", "/api/v1/profile/reels/last", body=_said(title=title, upload_id=upload_id)))

    def delete_profile_reel(self, reel_id: Id) -> None:
        """Remove a reel: nobody sees it any more, and its bytes are deleted.

        DELETE /api/v1/profile/reels/{reel_id}, scope profile:write.
        """
        self._json("DELETE", f"/api/v1/profile/reels/{_part(reel_id)}")

    def post_profile_reel_title(
        self,
        reel_id: Id,
        *,
        title: str,
        idempotency_key: str | None = None,
    ) -> list[Reel]:
        """Call a reel something else.

        POST /api/v1/profile/reels/{reel_id}/title, scope profile:write.
        """
        return cast(list[Reel], self._json("POST", f"/api/v1/profile/reels/{_part(reel_id)}/title", body=_said(title=title), key=idempotency_key or ""))

    def post_profile_reel_first(
        self,
        reel_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> list[Reel]:
        """Put a reel before all others.

        POST /api/v1/profile/reels/{reel_id}/first, scope profile:write.
        """
        return cast(list[Reel], self._json("POST", f"/api/v1/profile/reels/{_part(reel_id)}/first", key=idempotency_key or ""))

    def get_renewals_ending(self) -> EndingConsents:
        """What ends within 90 days and was not asked for yet.

        GET /api/v1/renewals/ending, scope renewals:read.
        """
        return cast(EndingConsents, self._json("GET", "/api/v1/renewals/ending"))

    def list_renewals(self, *, limit: int | None = None) -> Iterator[RenewalOrder]:
        """What your organisation asked for, newest first.

        GET /api/v1/renewals, scope renewals:read.
        """
        return cast(Iterator[RenewalOrder], self._pages("/api/v1/renewals", {"limit": limit}))

    def post_renewal(
        self,
        *,
        keys: Sequence[str],
        idempotency_key: str | None = None,
    ) -> RenewalOrders:
        """Ask to go on: an order for each currency; performers are asked once it is funded.

        POST /api/v1/renewals, scope renewals:write.
        """
        return cast(RenewalOrders, self._json("POST", "/api/v1/renewals", body=_said(keys=keys), key=idempotency_key or ""))

    def get_renewal(self, order_id: Id) -> WholeRenewalOrder:
        """One order, with what each performer answered.

        GET /api/v1/renewals/{order_id}, scope renewals:read.
        """
        return cast(WholeRenewalOrder, self._json("GET", f"/api/v1/renewals/{_part(order_id)}"))

    def post_renewal_calling_off(
        self,
        order_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeRenewalOrder:
        """Call off what nobody was asked yet.

        POST /api/v1/renewals/{order_id}/calling-off, scope renewals:write.
        """
        return cast(WholeRenewalOrder, self._json("POST", f"/api/v1/renewals/{_part(order_id)}/calling-off", key=idempotency_key or ""))

    def get_searches(self) -> list[SavedSearch]:
        """Your saved searches, by name: at most 20.

        GET /api/v1/searches, scope searches:read.
        """
        return cast(list[SavedSearch], self._json("GET", "/api/v1/searches"))

    def post_search(
        self,
        *,
        pace: Literal["at_once", "daily", "never"],
        name: str,
        asked: Mapping[str, Any],
        idempotency_key: str | None = None,
    ) -> SavedSearch:
        """Save a search: it tells of what opens from now on.

        POST /api/v1/searches, scope searches:write.
        """
        return cast(SavedSearch, self._json("POST", "/api/v1/searches", body=_said(pace=pace, name=name, asked=asked), key=idempotency_key or ""))

    def delete_search(self, search_id: Id) -> None:
        """Delete a search: nothing is sent about it any more.

        DELETE /api/v1/searches/{search_id}, scope searches:write.
        """
        self._json("DELETE", f"/api/v1/searches/{_part(search_id)}")

    def post_search_pace(
        self,
        search_id: Id,
        *,
        pace: Literal["at_once", "daily", "never"],
        idempotency_key: str | None = None,
    ) -> SavedSearch:
        """Choose how often a search mails you.

        POST /api/v1/searches/{search_id}/pace, scope searches:write.
        """
        return cast(SavedSearch, self._json("POST", f"/api/v1/searches/{_part(search_id)}/pace", body=_said(pace=pace), key=idempotency_key or ""))

    def get_application_tape(self, application_id: Id) -> Tape:
        """Your self-tape, and when it was watched.

        GET /api/v1/applications/{application_id}/tape, scope applications:read.
        """
        return cast(Tape, self._json("GET", f"/api/v1/applications/{_part(application_id)}/tape"))

    def put_application_tape(self, application_id: Id, *, upload_id: Id) -> Tape:
        """Put a finished upload beside a draft, in the place of an earlier tape.

        PUT /api/v1/applications/{application_id}/tape, scope applications:write.
        """
        return cast(Tape, self._json("PUT", f"/api/v1/applications/{_part(application_id)}/tape", body=_said(upload_id=upload_id)))

    def delete_application_tape(self, application_id: Id) -> None:
        """Take your self-tape away from a draft: it is destroyed.

        DELETE /api/v1/applications/{application_id}/tape, scope applications:write.
        """
        self._json("DELETE", f"/api/v1/applications/{_part(application_id)}/tape")

    def get_profile_availability(self) -> Availability:
        """When you said that you are free.

        GET /api/v1/profile/availability, scope profile:read.
        """
        return cast(Availability, self._json("GET", "/api/v1/profile/availability"))

    def post_profile_availability(
        self,
        *,
        monday: Sequence[Span] | Unsaid = UNSAID,
        tuesday: Sequence[Span] | Unsaid = UNSAID,
        wednesday: Sequence[Span] | Unsaid = UNSAID,
        thursday: Sequence[Span] | Unsaid = UNSAID,
        friday: Sequence[Span] | Unsaid = UNSAID,
        saturday: Sequence[Span] | Unsaid = UNSAID,
        sunday: Sequence[Span] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Availability:
        """Say your week anew.

        The whole of it, each time. Spans that touch or overlap become one.

        POST /api/v1/profile/availability, scope profile:write.
        """
        return cast(Availability, self._json("POST", "/api/v1/profile/availability", body=_said(monday=monday, tuesday=tuesday, wednesday=wednesday, thursday=thursday, friday=friday, saturday=saturday, sunday=sunday), key=idempotency_key or ""))

    def post_profile_availability_day(
        self,
        *,
        day: Day,
        free: bool,
        spans: Sequence[Span] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Availability:
        """Say that one day differs from its week.

        POST /api/v1/profile/availability/days, scope profile:write.
        """
        return cast(Availability, self._json("POST", "/api/v1/profile/availability/days", body=_said(day=day, free=free, spans=spans), key=idempotency_key or ""))

    def delete_profile_availability_day(self, exception_id: Id) -> None:
        """Let a day follow its week again.

        DELETE /api/v1/profile/availability/days/{exception_id}, scope profile:write.
        """
        self._json("DELETE", f"/api/v1/profile/availability/days/{_part(exception_id)}")

    def list_gigs(
        self,
        *,
        q: str | None = None,
        language: str | None = None,
        currency: ListGigsCurrency | None = None,
        least_hourly_minor: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Gig]:
        """Open gigs, newest first.

        GET /api/v1/gigs, scope gigs:read.
        """
        return cast(Iterator[Gig], self._pages("/api/v1/gigs", {"q": q, "language": language, "currency": currency, "least_hourly_minor": least_hourly_minor, "limit": limit}))

    def get_gig(self, gig_id: Id) -> WholeGig:
        """A gig with its parts, also one that is closed.

        GET /api/v1/gigs/{gig_id}, scope gigs:read.
        """
        return cast(WholeGig, self._json("GET", f"/api/v1/gigs/{_part(gig_id)}"))

    def post_gig_pause(self, gig_id: Id, *, reason: str, idempotency_key: str | None = None) -> Gig:
        """Let nobody new apply for now.

        POST /api/v1/gigs/{gig_id}/pause, scope gigs:write.
        """
        return cast(Gig, self._json("POST", f"/api/v1/gigs/{_part(gig_id)}/pause", body=_said(reason=reason), key=idempotency_key or ""))

    def post_gig_resumption(self, gig_id: Id, *, idempotency_key: str | None = None) -> Gig:
        """Open a paused gig again.

        POST /api/v1/gigs/{gig_id}/resumption, scope gigs:write.
        """
        return cast(Gig, self._json("POST", f"/api/v1/gigs/{_part(gig_id)}/resumption", key=idempotency_key or ""))

    def post_gig_extension(
        self,
        gig_id: Id,
        *,
        apply_by: Day,
        idempotency_key: str | None = None,
    ) -> Gig:
        """Give more time to apply.

        POST /api/v1/gigs/{gig_id}/extension, scope gigs:write.
        """
        return cast(Gig, self._json("POST", f"/api/v1/gigs/{_part(gig_id)}/extension", body=_said(apply_by=apply_by), key=idempotency_key or ""))

    def post_gig_closing(
        self,
        gig_id: Id,
        *,
        reason: str,
        idempotency_key: str | None = None,
    ) -> Gig:
        """Close a gig and answer everybody who applied.

        A campaign goes on for 14 days; its state changes after them.

        POST /api/v1/gigs/{gig_id}/closing, scope gigs:write.
        """
        return cast(Gig, self._json("POST", f"/api/v1/gigs/{_part(gig_id)}/closing", body=_said(reason=reason), key=idempotency_key or ""))

    def post_gig_cancellation(
        self,
        gig_id: Id,
        *,
        reason: str,
        idempotency_key: str | None = None,
    ) -> Gig:
        """Cancel a gig, also for those who are engaged.

        POST /api/v1/gigs/{gig_id}/cancellation, scope gigs:write.
        """
        return cast(Gig, self._json("POST", f"/api/v1/gigs/{_part(gig_id)}/cancellation", body=_said(reason=reason), key=idempotency_key or ""))

    def list_hours(self, *, limit: int | None = None) -> Iterator[Timesheet]:
        """Your timesheets, or your client's, the newest first.

        GET /api/v1/hours, scope hours:read.
        """
        return cast(Iterator[Timesheet], self._pages("/api/v1/hours", {"limit": limit}))

    def get_hours(self, sheet_id: Id) -> TimesheetWithLines:
        """One timesheet with its lines.

        GET /api/v1/hours/{sheet_id}, scope hours:read.
        """
        return cast(TimesheetWithLines, self._json("GET", f"/api/v1/hours/{_part(sheet_id)}"))

    def post_hours_approval(
        self,
        sheet_id: Id,
        *,
        lines: Sequence[Lines] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> TimesheetWithLines:
        """Approve lines: they are priced and published at once.

        POST /api/v1/hours/{sheet_id}/approvals, scope hours:write.
        """
        return cast(TimesheetWithLines, self._json("POST", f"/api/v1/hours/{_part(sheet_id)}/approvals", body=_said(lines=lines), key=idempotency_key or ""))

    def post_hours_line_correction(
        self,
        sheet_id: Id,
        kind: Literal["call", "break", "waiting"],
        *,
        seconds: int,
        because: Literal["not_pressed", "pressed_late", "technical", "other"],
        idempotency_key: str | None = None,
    ) -> TimesheetWithLines:
        """Say what a line was: it counts when the other side agrees.

        POST /api/v1/hours/{sheet_id}/lines/{kind}/corrections, scope hours:write.
        """
        return cast(TimesheetWithLines, self._json("POST", f"/api/v1/hours/{_part(sheet_id)}/lines/{_part(kind)}/corrections", body=_said(seconds=seconds, because=because), key=idempotency_key or ""))

    def post_hours_line_answer(
        self,
        sheet_id: Id,
        kind: Literal["call", "break", "waiting"],
        *,
        agreed: bool,
        idempotency_key: str | None = None,
    ) -> TimesheetWithLines:
        """Agree to the other side's correction, or not.

        POST /api/v1/hours/{sheet_id}/lines/{kind}/answers, scope hours:write.
        """
        return cast(TimesheetWithLines, self._json("POST", f"/api/v1/hours/{_part(sheet_id)}/lines/{_part(kind)}/answers", body=_said(agreed=agreed), key=idempotency_key or ""))

    def post_hours_line_dispute(
        self,
        sheet_id: Id,
        kind: Literal["call", "break", "waiting"],
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> TimesheetWithLines:
        """Dispute a line: compliance decides it, the rest goes on.

        POST /api/v1/hours/{sheet_id}/lines/{kind}/disputes, scope hours:write.
        """
        return cast(TimesheetWithLines, self._json("POST", f"/api/v1/hours/{_part(sheet_id)}/lines/{_part(kind)}/disputes", body=_said(text=text), key=idempotency_key or ""))

    def get_booking_log(self, booking_id: Id) -> BookingLog:
        """What was tapped in a booking.

        GET /api/v1/bookings/{booking_id}/log, scope hours:read.
        """
        return cast(BookingLog, self._json("GET", f"/api/v1/bookings/{_part(booking_id)}/log"))

    def post_booking_log(
        self,
        booking_id: Id,
        *,
        phase: Literal["tech_check", "briefing", "work", "break", "waiting", "end"],
        idempotency_key: str | None = None,
    ) -> BookingLog:
        """Tap: this begins now, for everybody in the booking.

        POST /api/v1/bookings/{booking_id}/log, scope hours:write.
        """
        return cast(BookingLog, self._json("POST", f"/api/v1/bookings/{_part(booking_id)}/log", body=_said(phase=phase), key=idempotency_key or ""))

    def list_messages(self, *, limit: int | None = None) -> Iterator[Conversation]:
        """Your conversations, the last written first.

        GET /api/v1/messages, scope messages:read.
        """
        return cast(Iterator[Conversation], self._pages("/api/v1/messages", {"limit": limit}))

    def get_messages(
        self,
        about: Literal["application", "engagement", "booking"],
        about_id: Id,
    ) -> ConversationWithMessages:
        """What was said about one application, engagement or booking.

        Reading here marks it as read, as the page does.

        GET /api/v1/messages/{about}/{about_id}, scope messages:read.
        """
        return cast(ConversationWithMessages, self._json("GET", f"/api/v1/messages/{_part(about)}/{_part(about_id)}"))

    def post_messages(
        self,
        about: Literal["application", "engagement", "booking"],
        about_id: Id,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> ConversationWithMessages:
        """Write to the other side.

        POST /api/v1/messages/{about}/{about_id}, scope messages:write.
        """
        return cast(ConversationWithMessages, self._json("POST", f"/api/v1/messages/{_part(about)}/{_part(about_id)}", body=_said(text=text), key=idempotency_key or ""))

    def list_performers(
        self,
        *,
        q: str | None = None,
        languages: Sequence[Code] | None = None,
        accent: str | None = None,
        styles: Sequence[Literal["improv", "sketch", "voice", "physical"]] | None = None,
        emotions: Sequence[Perceived] | None = None,
        equipment: Sequence[NewProfileEquipment] | None = None,
        age: int | None = None,
        without_union: bool | None = None,
        free_from: Moment | None = None,
        free_minutes: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Performer]:
        """Performers who let themselves be found, newest first.

        Only those who are visible to you; for the organisation you act for, or for casting.

        GET /api/v1/performers, scope performers:read.
        """
        return cast(Iterator[Performer], self._pages("/api/v1/performers", {"q": q, "languages": languages, "accent": accent, "styles": styles, "emotions": emotions, "equipment": equipment, "age": age, "without_union": without_union, "free_from": free_from, "free_minutes": free_minutes, "limit": limit}))

    def get_performer(self, performer_id: Id) -> Performer:
        """One profile, where it is visible to you.

        GET /api/v1/performers/{performer_id}, scope performers:read.
        """
        return cast(Performer, self._json("GET", f"/api/v1/performers/{_part(performer_id)}"))

    def list_requests(self, *, limit: int | None = None) -> Iterator[Request]:
        """Your organisation's scene requests, newest first; for compliance, those submitted.

        GET /api/v1/requests, scope requests:read.
        """
        return cast(Iterator[Request], self._pages("/api/v1/requests", {"limit": limit}))

    def post_request(
        self,
        *,
        kind: Literal["scenes", "campaign"] | Unsaid = UNSAID,
        copied_from: Id | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeRequest:
        """Begin a scene request, empty or as a copy of an earlier one.

        POST /api/v1/requests, scope requests:write.
        """
        return cast(WholeRequest, self._json("POST", "/api/v1/requests", body=_said(kind=kind, copied_from=copied_from), key=idempotency_key or ""))

    def get_requests_papers(self) -> list[ChoosablePaper]:
        """The published agreements that a request may ask performers to sign.

        GET /api/v1/requests/papers, scope requests:read.
        """
        return cast(list[ChoosablePaper], self._json("GET", "/api/v1/requests/papers"))

    def get_request(self, request_id: Id) -> WholeRequest:
        """A scene request with its versions.

        GET /api/v1/requests/{request_id}, scope requests:read.
        """
        return cast(WholeRequest, self._json("GET", f"/api/v1/requests/{_part(request_id)}"))

    def get_request_draft(self, request_id: Id) -> RequestDraft:
        """What is being written, what is missing, and what it may cost.

        GET /api/v1/requests/{request_id}/draft, scope requests:read.
        """
        return cast(RequestDraft, self._json("GET", f"/api/v1/requests/{_part(request_id)}/draft"))

    def post_request_draft(
        self,
        request_id: Id,
        *,
        sections: RequestSections,
        seen: Mapping[str, str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> RequestDraft:
        """Write sections.

        Amounts are in units of the currency, as people write them. What is missing is no error
        here: it stands in `findings`.

        POST /api/v1/requests/{request_id}/draft, scope requests:write.
        """
        return cast(RequestDraft, self._json("POST", f"/api/v1/requests/{_part(request_id)}/draft", body=_said(sections=sections, seen=seen), key=idempotency_key or ""))

    def post_request_submission(
        self,
        request_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeRequest:
        """Submit the draft as the next version.

        POST /api/v1/requests/{request_id}/submission, scope requests:write.
        """
        return cast(WholeRequest, self._json("POST", f"/api/v1/requests/{_part(request_id)}/submission", key=idempotency_key or ""))

    def get_request_version(self, request_id: Id, number: int) -> WholeRequestVersion:
        """A version, whole.

        GET /api/v1/requests/{request_id}/versions/{number}, scope requests:read.
        """
        return cast(WholeRequestVersion, self._json("GET", f"/api/v1/requests/{_part(request_id)}/versions/{_part(number)}"))

    def post_request_review(
        self,
        request_id: Id,
        *,
        version_id: Id,
        verdict: Literal["approved", "returned"],
        notes: Mapping[str, str] | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeRequest:
        """Approve what was submitted, or return it with notes.

        POST /api/v1/requests/{request_id}/review, scope requests:write.
        """
        return cast(WholeRequest, self._json("POST", f"/api/v1/requests/{_part(request_id)}/review", body=_said(version_id=version_id, verdict=verdict, notes=notes), key=idempotency_key or ""))

    def get_request_budget(self, request_id: Id) -> RequestBudget:
        """The money set aside for a request, once it was approved.

        GET /api/v1/requests/{request_id}/budget, scope requests:read.
        """
        return cast(RequestBudget, self._json("GET", f"/api/v1/requests/{_part(request_id)}/budget"))

    def list_reuse(self, *, limit: int | None = None) -> Iterator[ReuseOrder]:
        """What your organisation asked for, newest first.

        GET /api/v1/reuse, scope reuse:read.
        """
        return cast(Iterator[ReuseOrder], self._pages("/api/v1/reuse", {"limit": limit}))

    def post_reuse(
        self,
        *,
        number: str,
        version_id: Id,
        purpose: str,
        each_minor: int | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeReuseOrder:
        """Ask to use accepted takes again; performers are asked once it is funded.

        POST /api/v1/reuse, scope reuse:write.
        """
        return cast(WholeReuseOrder, self._json("POST", "/api/v1/reuse", body=_said(number=number, version_id=version_id, purpose=purpose, each_minor=each_minor), key=idempotency_key or ""))

    def get_reuse(self, order_id: Id) -> WholeReuseOrder:
        """One order, with what became of each performer's part.

        GET /api/v1/reuse/{order_id}, scope reuse:read.
        """
        return cast(WholeReuseOrder, self._json("GET", f"/api/v1/reuse/{_part(order_id)}"))

    def post_reuse_calling_off(
        self,
        order_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeReuseOrder:
        """Call off what nobody was asked yet.

        POST /api/v1/reuse/{order_id}/calling-off, scope reuse:write.
        """
        return cast(WholeReuseOrder, self._json("POST", f"/api/v1/reuse/{_part(order_id)}/calling-off", key=idempotency_key or ""))

    def get_sign_ins(self) -> list[SignIn]:
        """The browsers you are signed in with, newest first; at most 50.

        GET /api/v1/sign-ins, scope account:read.
        """
        return cast(list[SignIn], self._json("GET", "/api/v1/sign-ins"))

    def delete_sign_in(self, sign_in_id: Id) -> None:
        """Sign a browser out.

        DELETE /api/v1/sign-ins/{sign_in_id}, scope account:write.
        """
        self._json("DELETE", f"/api/v1/sign-ins/{_part(sign_in_id)}")

    def get_me(self) -> Me:
        """Who this token acts for.

        The person, the role it acts in, and the organisation where the role is held for one.

        GET /api/v1/me, scope account:read.
        """
        return cast(Me, self._json("GET", "/api/v1/me"))

    def get_tokens(self) -> list[Token]:
        """Your tokens, newest first.

        GET /api/v1/tokens, scope account:read.
        """
        return cast(list[Token], self._json("GET", "/api/v1/tokens"))

    def delete_token(self, token_id: Id) -> None:
        """Revoke a token.

        It is refused from this moment on. Revoking it twice is harmless.

        DELETE /api/v1/tokens/{token_id}, scope account:write.
        """
        self._json("DELETE", f"/api/v1/tokens/{_part(token_id)}")

    def get_verification(self) -> OwnVerification:
        """Whether your organisation is verified.

        404 for those who act for none.

        GET /api/v1/verification, scope verification:read.
        """
        return cast(OwnVerification, self._json("GET", "/api/v1/verification"))

    def list_deliveries(self, *, limit: int | None = None) -> Iterator[DatasetDelivery]:
        """Your organisation's deliveries, newest first; for compliance, all.

        GET /api/v1/deliveries, scope deliveries:read.
        """
        return cast(Iterator[DatasetDelivery], self._pages("/api/v1/deliveries", {"limit": limit}))

    def post_delivery(
        self,
        *,
        version_id: Id,
        recipient_id: Id | None | Unsaid = UNSAID,
        form: DatasetForm | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeDatasetDelivery:
        """Ask for a delivery of a version of a dataset; it is built by itself.

        POST /api/v1/deliveries, scope deliveries:write.
        """
        return cast(WholeDatasetDelivery, self._json("POST", "/api/v1/deliveries", body=_said(version_id=version_id, recipient_id=recipient_id, form=form), key=idempotency_key or ""))

    def get_delivery(self, delivery_id: Id) -> WholeDatasetDelivery:
        """A delivery: how far it is, what is in it, what was left out and why.

        GET /api/v1/deliveries/{delivery_id}, scope deliveries:read.
        """
        return cast(WholeDatasetDelivery, self._json("GET", f"/api/v1/deliveries/{_part(delivery_id)}"))

    def post_delivery_calling_off(
        self,
        delivery_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> WholeDatasetDelivery:
        """Call off a delivery that is not handed over yet.

        POST /api/v1/deliveries/{delivery_id}/calling-off, scope deliveries:write.
        """
        return cast(WholeDatasetDelivery, self._json("POST", f"/api/v1/deliveries/{_part(delivery_id)}/calling-off", key=idempotency_key or ""))

    def list_datasets(self, *, limit: int | None = None) -> Iterator[Dataset]:
        """Your organisation's datasets, newest first; for compliance, all.

        GET /api/v1/datasets, scope datasets:read.
        """
        return cast(Iterator[Dataset], self._pages("/api/v1/datasets", {"limit": limit}))

    def post_dataset(
        self,
        *,
        choice: DatasetChoice,
        name: str,
        form: DatasetForm | Unsaid = UNSAID,
        note: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeDataset:
        """Save a choice as a dataset, with its version 1.

        POST /api/v1/datasets, scope datasets:write.
        """
        return cast(WholeDataset, self._json("POST", "/api/v1/datasets", body=_said(choice=choice, form=form, note=note, name=name), key=idempotency_key or ""))

    def get_datasets_counts(
        self,
        *,
        uses: Sequence[Uses],
        end_product: str | None = None,
        territories: Sequence[str] | None = None,
        models: Sequence[str] | None = None,
        model_class: str | None = None,
        regions: Sequence[str] | None = None,
        subjects: Sequence[str] | None = None,
        recipient: Id | None = None,
        until: Day | None = None,
        requests: Sequence[str] | None = None,
        languages: Sequence[str] | None = None,
        begins: Perceived | None = None,
        ends: Perceived | None = None,
        styles: Sequence[Literal["improv", "sketch", "voice", "physical"]] | None = None,
        least_speakers: int | None = None,
        most_speakers: int | None = None,
        least_seconds: int | None = None,
        most_seconds: int | None = None,
        medium: Literal["audio", "video"] | None = None,
        least_overall: int | None = None,
        recorded_from: Day | None = None,
        recorded_to: Day | None = None,
        no_subjects: bool | None = None,
    ) -> ChoiceCounts:
        """What a choice comes to now, without saving it.

        subjects: None, where you do not say. An empty list: none at all.
        until: Every consent must hold to the end of this day.
        recorded_to: The last day, in UTC.
        no_subjects: None of the subjects that performers exclude.

        GET /api/v1/datasets/counts, scope datasets:read.
        """
        return cast(ChoiceCounts, self._json("GET", "/api/v1/datasets/counts", query={"uses": uses, "end_product": end_product, "territories": territories, "models": models, "model_class": model_class, "regions": regions, "subjects": subjects, "recipient": recipient, "until": until, "requests": requests, "languages": languages, "begins": begins, "ends": ends, "styles": styles, "least_speakers": least_speakers, "most_speakers": most_speakers, "least_seconds": least_seconds, "most_seconds": most_seconds, "medium": medium, "least_overall": least_overall, "recorded_from": recorded_from, "recorded_to": recorded_to, "no_subjects": no_subjects}))

    def get_dataset(self, dataset_id: Id) -> WholeDataset:
        """A dataset with its versions, newest first.

        GET /api/v1/datasets/{dataset_id}, scope datasets:read.
        """
        return cast(WholeDataset, self._json("GET", f"/api/v1/datasets/{_part(dataset_id)}"))

    def post_dataset_version(
        self,
        dataset_id: Id,
        *,
        choice: DatasetChoice,
        seen: int,
        form: DatasetForm | Unsaid = UNSAID,
        note: str | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> WholeDatasetVersion:
        """Save a choice as the next version.

        POST /api/v1/datasets/{dataset_id}/versions, scope datasets:write.
        """
        return cast(WholeDatasetVersion, self._json("POST", f"/api/v1/datasets/{_part(dataset_id)}/versions", body=_said(choice=choice, form=form, note=note, seen=seen), key=idempotency_key or ""))

    def get_dataset_version(self, dataset_id: Id, number: int) -> WholeDatasetVersion:
        """A version: its choice and its form.

        GET /api/v1/datasets/{dataset_id}/versions/{number}, scope datasets:read.
        """
        return cast(WholeDatasetVersion, self._json("GET", f"/api/v1/datasets/{_part(dataset_id)}/versions/{_part(number)}"))

    def get_dataset_version_counts(self, dataset_id: Id, number: int) -> VersionCounts:
        """What the choice of a version comes to now, and which splits would be empty.

        GET /api/v1/datasets/{dataset_id}/versions/{number}/counts, scope datasets:read.
        """
        return cast(VersionCounts, self._json("GET", f"/api/v1/datasets/{_part(dataset_id)}/versions/{_part(number)}/counts"))

    def list_dataset_version_takes(
        self,
        dataset_id: Id,
        number: int,
        *,
        limit: int | None = None,
    ) -> Iterator[DatasetTake]:
        """The takes that a version held when it was saved.

        GET /api/v1/datasets/{dataset_id}/versions/{number}/takes, scope datasets:read.
        """
        return cast(Iterator[DatasetTake], self._pages(f"/api/v1/datasets/{_part(dataset_id)}/versions/{_part(number)}/takes", {"limit": limit}))

    def get_dataset_difference(
        self,
        dataset_id: Id,
        *,
        earlier: int,
        later: int,
    ) -> DatasetDifference:
        """What differs between two versions, and why takes went.

        GET /api/v1/datasets/{dataset_id}/difference, scope datasets:read.
        """
        return cast(DatasetDifference, self._json("GET", f"/api/v1/datasets/{_part(dataset_id)}/difference", query={"earlier": earlier, "later": later}))

    def get_delivery_standing(self, delivery_id: Id) -> DeliveryStanding:
        """How a delivery stands: its hash, what of it may not be used, what follows it.

        GET /api/v1/deliveries/{delivery_id}/standing, scope deliveries:take.
        """
        return cast(DeliveryStanding, self._json("GET", f"/api/v1/deliveries/{_part(delivery_id)}/standing"))

    def get_delivery_manifest(self, delivery_id: Id) -> bytes:
        """The manifest, byte for byte as its hash stands in the rights ledger.

        Fetch it first: it says the hash of every file and of every member of a shard.

        GET /api/v1/deliveries/{delivery_id}/manifest, scope deliveries:take.
        """
        return self._bytes("GET", f"/api/v1/deliveries/{_part(delivery_id)}/manifest")

    def list_delivery_files(
        self,
        delivery_id: Id,
        *,
        limit: int | None = None,
    ) -> Iterator[DeliveredFile]:
        """The files of a delivery by path, each with whether it may be fetched now.

        GET /api/v1/deliveries/{delivery_id}/files, scope deliveries:take.
        """
        return cast(Iterator[DeliveredFile], self._pages(f"/api/v1/deliveries/{_part(delivery_id)}/files", {"limit": limit}))

    def get_delivery_file_link(self, delivery_id: Id, file_id: Id) -> FileLink:
        """A link to one file, good for a minute.

        Decided anew each time and on record: whoever performs in it sees that it was fetched.

        GET /api/v1/deliveries/{delivery_id}/files/{file_id}/link, scope deliveries:take.
        """
        return cast(FileLink, self._json("GET", f"/api/v1/deliveries/{_part(delivery_id)}/files/{_part(file_id)}/link"))

    def post_delivery_delta(
        self,
        delivery_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> DeliveryStanding:
        """Ask for a delivery that follows this one, without what may not be used any more.

        POST /api/v1/deliveries/{delivery_id}/delta, scope deliveries:delta.
        """
        return cast(DeliveryStanding, self._json("POST", f"/api/v1/deliveries/{_part(delivery_id)}/delta", key=idempotency_key or ""))

    def list_judging(self, *, limit: int | None = None) -> Iterator[WaitingTake]:
        """Takes that wait for you to judge them, what is due first first.

        GET /api/v1/judging, scope takes:judge.
        """
        return cast(Iterator[WaitingTake], self._pages("/api/v1/judging", {"limit": limit}))

    def get_judging(self, take_id: Id) -> TakeToJudge:
        """A take with its brief, its tracks, and what a retake of it would cost.

        GET /api/v1/judging/{take_id}, scope takes:judge.
        """
        return cast(TakeToJudge, self._json("GET", f"/api/v1/judging/{_part(take_id)}"))

    def post_judging(
        self,
        take_id: Id,
        *,
        verdict: Literal["accept", "retake", "reject"],
        overall: int,
        beats: Sequence[BeatOpinion] | Unsaid = UNSAID,
        code: TakeOpinionCode | None | Unsaid = UNSAID,
        first_ms: int | None | Unsaid = UNSAID,
        last_ms: int | None | Unsaid = UNSAID,
        note: str | Unsaid = UNSAID,
        bonus: bool | Unsaid = UNSAID,
        price_minor: int | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> TakeToJudge:
        """Decide it: accept it, ask for a retake, or reject it.

        The first who decides has decided. Pay and rights follow at once.

        POST /api/v1/judging/{take_id}, scope takes:judge.
        """
        return cast(TakeToJudge, self._json("POST", f"/api/v1/judging/{_part(take_id)}", body=_said(verdict=verdict, overall=overall, beats=beats, code=code, first_ms=first_ms, last_ms=last_ms, note=note, bonus=bonus, price_minor=price_minor), key=idempotency_key or ""))

    def post_judging_claim(self, take_id: Id, *, idempotency_key: str | None = None) -> TakeToJudge:
        """Take it, so that nobody else judges it for half an hour.

        POST /api/v1/judging/{take_id}/claim, scope takes:judge.
        """
        return cast(TakeToJudge, self._json("POST", f"/api/v1/judging/{_part(take_id)}/claim", key=idempotency_key or ""))

    def post_judging_leave(self, take_id: Id, *, idempotency_key: str | None = None) -> TakeToJudge:
        """Leave it to somebody else.

        POST /api/v1/judging/{take_id}/leave, scope takes:judge.
        """
        return cast(TakeToJudge, self._json("POST", f"/api/v1/judging/{_part(take_id)}/leave", key=idempotency_key or ""))

    def list_judging_second(self, *, limit: int | None = None) -> Iterator[WantedOpinion]:
        """Takes of which your second opinion is wanted.

        GET /api/v1/judging/second, scope takes:judge.
        """
        return cast(Iterator[WantedOpinion], self._pages("/api/v1/judging/second", {"limit": limit}))

    def post_judging_second(
        self,
        take_id: Id,
        *,
        verdict: Literal["accept", "retake", "reject"],
        overall: int,
        beats: Sequence[BeatOpinion],
        idempotency_key: str | None = None,
    ) -> None:
        """Give it: it decides nothing.

        POST /api/v1/judging/second/{take_id}, scope takes:judge.
        """
        self._json("POST", f"/api/v1/judging/second/{_part(take_id)}", body=_said(verdict=verdict, overall=overall, beats=beats), key=idempotency_key or "")

    def get_judging_agreement(self) -> JudgingAgreements:
        """How far you agree with others who judged the same, as Krippendorff's alpha.

        An owner gets all who judge for their client, compliance everybody.

        GET /api/v1/judging/agreement, scope takes:judge.
        """
        return cast(JudgingAgreements, self._json("GET", "/api/v1/judging/agreement"))

    def list_judging_appeals(self, *, limit: int | None = None) -> Iterator[WaitingAppeal]:
        """Appeals that you may answer, what is due first first.

        GET /api/v1/judging/appeals, scope takes:judge.
        """
        return cast(Iterator[WaitingAppeal], self._pages("/api/v1/judging/appeals", {"limit": limit}))

    def get_client_overturns(self, client_id: Id) -> Overturns:
        """How many appeals against a client were decided, and how many granted: for everybody.

        GET /api/v1/clients/{client_id}/overturns, scope takes:read.
        """
        return cast(Overturns, self._json("GET", f"/api/v1/clients/{_part(client_id)}/overturns"))

    def get_take_judgement(self, take_id: Id) -> TakeJudgement:
        """How a take was judged, and what became of its appeal.

        GET /api/v1/takes/{take_id}/judgement, scope takes:read.
        """
        return cast(TakeJudgement, self._json("GET", f"/api/v1/takes/{_part(take_id)}/judgement"))

    def post_take_appeal(
        self,
        take_id: Id,
        *,
        note: str,
        idempotency_key: str | None = None,
    ) -> TakeJudgement:
        """Appeal a rejection: any of those who play in it, once.

        POST /api/v1/takes/{take_id}/appeal, scope takes:write.
        """
        return cast(TakeJudgement, self._json("POST", f"/api/v1/takes/{_part(take_id)}/appeal", body=_said(note=note), key=idempotency_key or ""))

    def post_take_appeal_answer(
        self,
        take_id: Id,
        *,
        outcome: Literal["overturned", "upheld"],
        note: str,
        idempotency_key: str | None = None,
    ) -> TakeJudgement:
        """Answer an appeal: one of our reviewers who had no part in the decision.

        POST /api/v1/takes/{take_id}/appeal/answer, scope takes:judge.
        """
        return cast(TakeJudgement, self._json("POST", f"/api/v1/takes/{_part(take_id)}/appeal/answer", body=_said(outcome=outcome, note=note), key=idempotency_key or ""))

    def get_take_check(self, take_id: Id) -> TakeCheck:
        """What the machine found in your track, or in all of a take that you judge.

        GET /api/v1/takes/{take_id}/check, scope takes:read.
        """
        return cast(TakeCheck, self._json("GET", f"/api/v1/takes/{_part(take_id)}/check"))

    def post_take_mark(
        self,
        take_id: Id,
        *,
        track_id: Id,
        kind: Literal["real_name", "third_voice", "music", "cut"],
        begins_ms: int,
        ends_ms: int,
        idempotency_key: str | None = None,
    ) -> TakeCheck:
        """Withhold a span of a track, or cut one of your own.

        It goes to nobody from then on. A mark is never taken back, and changes no pay.

        POST /api/v1/takes/{take_id}/marks, scope takes:write.
        """
        return cast(TakeCheck, self._json("POST", f"/api/v1/takes/{_part(take_id)}/marks", body=_said(track_id=track_id, kind=kind, begins_ms=begins_ms, ends_ms=ends_ms), key=idempotency_key or ""))

    def get_take_track_transcript(
        self,
        take_id: Id,
        track_id: Id,
        *,
        version: int | None = None,
    ) -> Transcript:
        """What is said in a track: the newest version, or the one that is asked for.

        GET /api/v1/takes/{take_id}/tracks/{track_id}/transcript, scope takes:read.
        """
        return cast(Transcript, self._json("GET", f"/api/v1/takes/{_part(take_id)}/tracks/{_part(track_id)}/transcript", query={"version": version}))

    def post_take_track_transcript(
        self,
        take_id: Id,
        track_id: Id,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> Transcript:
        """Write a new version of what is said.

        POST /api/v1/takes/{take_id}/tracks/{track_id}/transcript, scope takes:write.
        """
        return cast(Transcript, self._json("POST", f"/api/v1/takes/{_part(take_id)}/tracks/{_part(track_id)}/transcript", body=_said(text=text), key=idempotency_key or ""))

    def list_takes(self, *, limit: int | None = None) -> Iterator[Take]:
        """Takes that you play in, or that are played for your client, newest first.

        GET /api/v1/takes, scope takes:read.
        """
        return cast(Iterator[Take], self._pages("/api/v1/takes", {"limit": limit}))

    def post_take(self, *, booking_id: Id, idempotency_key: str | None = None) -> Take:
        """Begin a take of a booking: by those who arrange it, or have checked in.

        POST /api/v1/takes, scope takes:write.
        """
        return cast(Take, self._json("POST", "/api/v1/takes", body=_said(booking_id=booking_id), key=idempotency_key or ""))

    def get_takes_of_request(self, request_id: Id) -> TakesProgress:
        """How far the takes of your request are, and what they have cost.

        GET /api/v1/takes/of-request/{request_id}, scope takes:read.
        """
        return cast(TakesProgress, self._json("GET", f"/api/v1/takes/of-request/{_part(request_id)}"))

    def get_take(self, take_id: Id) -> Take:
        """A take, and how far each track of it is.

        GET /api/v1/takes/{take_id}, scope takes:read.
        """
        return cast(Take, self._json("GET", f"/api/v1/takes/{_part(take_id)}"))

    def put_take_track(self, take_id: Id, *, upload_id: Id) -> Take:
        """Send your own track: an upload that is finished.

        What is refused is not kept, and the upload of it is gone.

        PUT /api/v1/takes/{take_id}/track, scope takes:write.
        """
        return cast(Take, self._json("PUT", f"/api/v1/takes/{_part(take_id)}/track", body=_said(upload_id=upload_id)))

    def post_take_stop(self, take_id: Id, *, idempotency_key: str | None = None) -> Take:
        """The stop word: the take ends at once, and is paid.

        POST /api/v1/takes/{take_id}/stop, scope takes:write.
        """
        return cast(Take, self._json("POST", f"/api/v1/takes/{_part(take_id)}/stop", key=idempotency_key or ""))

    def post_take_calling_off(self, take_id: Id, *, idempotency_key: str | None = None) -> Take:
        """Call off a take that was begun by mistake, of which nothing came in.

        POST /api/v1/takes/{take_id}/calling-off, scope takes:write.
        """
        return cast(Take, self._json("POST", f"/api/v1/takes/{_part(take_id)}/calling-off", key=idempotency_key or ""))

    def list_own_top_ups(self, *, limit: int | None = None) -> Iterator[OwnTopUp]:
        """Top-ups of ours, newest first.

        GET /api/v1/own-top-ups, scope own_top_ups:read.
        """
        return cast(Iterator[OwnTopUp], self._pages("/api/v1/own-top-ups", {"limit": limit}))

    def post_own_top_up(
        self,
        *,
        amount_minor: int,
        currency: str,
        because: str,
        idempotency_key: str | None = None,
    ) -> OwnTopUp:
        """Bring some of our own money in.

        Above the limit of its currency a second person approves it first. Our bank is asked within
        a quarter of an hour.

        POST /api/v1/own-top-ups, scope own_top_ups:write.
        """
        return cast(OwnTopUp, self._json("POST", "/api/v1/own-top-ups", body=_said(amount_minor=amount_minor, currency=currency, because=because), key=idempotency_key or ""))

    def get_own_top_up(self, top_up_id: Id) -> OwnTopUp:
        """A top-up of ours.

        GET /api/v1/own-top-ups/{top_up_id}, scope own_top_ups:read.
        """
        return cast(OwnTopUp, self._json("GET", f"/api/v1/own-top-ups/{_part(top_up_id)}"))

    def post_own_top_up_approval(
        self,
        top_up_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> OwnTopUp:
        """Approve what somebody else proposed.

        POST /api/v1/own-top-ups/{top_up_id}/approval, scope own_top_ups:write.
        """
        return cast(OwnTopUp, self._json("POST", f"/api/v1/own-top-ups/{_part(top_up_id)}/approval", key=idempotency_key or ""))

    def post_own_top_up_dropping(
        self,
        top_up_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> OwnTopUp:
        """Drop what nobody has approved.

        POST /api/v1/own-top-ups/{top_up_id}/dropping, scope own_top_ups:write.
        """
        return cast(OwnTopUp, self._json("POST", f"/api/v1/own-top-ups/{_part(top_up_id)}/dropping", key=idempotency_key or ""))

    def post_own_top_up_cancellation(
        self,
        top_up_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> OwnTopUp:
        """Cancel it, unless our bank has paid it by then.

        Stripe is asked within a quarter of an hour; its state says what came of it.

        POST /api/v1/own-top-ups/{top_up_id}/cancellation, scope own_top_ups:write.
        """
        return cast(OwnTopUp, self._json("POST", f"/api/v1/own-top-ups/{_part(top_up_id)}/cancellation", key=idempotency_key or ""))

    def get_client_statement(
        self,
        *,
        year: int | None = None,
        first: Day | None = None,
        last: Day | None = None,
    ) -> ClientStatement:
        """What your organisation paid in, spent by order, and still has.

        Of a year, or from a day to a day, by UTC; this year where nothing is said.

        first: From this day on; goes before the year.
        last: Still in it. Before `first` it is as if it was that day.

        GET /api/v1/client-statement, scope client_statements:read.
        """
        return cast(ClientStatement, self._json("GET", "/api/v1/client-statement", query={"year": year, "first": first, "last": last}))

    def list_disputes(self, *, limit: int | None = None) -> Iterator[Dispute]:
        """Disputes, newest first.

        GET /api/v1/disputes, scope disputes:read.
        """
        return cast(Iterator[Dispute], self._pages("/api/v1/disputes", {"limit": limit}))

    def get_dispute(self, dispute_id: Id) -> OneDispute:
        """A dispute with its answer and the files that go with it.

        GET /api/v1/disputes/{dispute_id}, scope disputes:read.
        """
        return cast(OneDispute, self._json("GET", f"/api/v1/disputes/{_part(dispute_id)}"))

    def post_dispute_answer(
        self,
        dispute_id: Id,
        *,
        product: str,
        happened: str,
        policy: str | Unsaid = UNSAID,
        service_on: Day | None | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> OneDispute:
        """Write an answer, or write it anew: it is kept and sent to nobody.

        POST /api/v1/disputes/{dispute_id}/answer, scope disputes:answer.
        """
        return cast(OneDispute, self._json("POST", f"/api/v1/disputes/{_part(dispute_id)}/answer", body=_said(product=product, happened=happened, policy=policy, service_on=service_on), key=idempotency_key or ""))

    def post_dispute_answer_sending(
        self,
        dispute_id: Id,
        *,
        version: int,
        idempotency_key: str | None = None,
    ) -> OneDispute:
        """Send the answer to the bank, exactly as it was in this version.

        It goes out within a quarter of an hour, once, and cannot be taken back: its state is
        `asked` until then, and `sent` afterwards.

        POST /api/v1/disputes/{dispute_id}/answer/sending, scope disputes:answer.
        """
        return cast(OneDispute, self._json("POST", f"/api/v1/disputes/{_part(dispute_id)}/answer/sending", body=_said(version=version), key=idempotency_key or ""))

    def post_dispute_acceptance(
        self,
        dispute_id: Id,
        *,
        because: str,
        idempotency_key: str | None = None,
    ) -> OneDispute:
        """Accept it: the client owes what its bank took.

        Stripe is told within a quarter of an hour, and it cannot be taken back.

        POST /api/v1/disputes/{dispute_id}/acceptance, scope disputes:answer.
        """
        return cast(OneDispute, self._json("POST", f"/api/v1/disputes/{_part(dispute_id)}/acceptance", body=_said(because=because), key=idempotency_key or ""))

    def list_earnings(self, *, limit: int | None = None) -> Iterator[Earning]:
        """What you earned and where it stands, newest first.

        What was approved only just now has no id yet.

        GET /api/v1/earnings, scope earnings:read.
        """
        return cast(Iterator[Earning], self._pages("/api/v1/earnings", {"limit": limit}))

    def get_earnings_totals(self) -> AllEarningTotals:
        """Your sums, in each currency.

        GET /api/v1/earnings/totals, scope earnings:read.
        """
        return cast(AllEarningTotals, self._json("GET", "/api/v1/earnings/totals"))

    def list_holds(self, *, limit: int | None = None) -> Iterator[PayHold]:
        """What waits or waited, of everybody: for those who keep pay.

        GET /api/v1/holds, scope earnings:read.
        """
        return cast(Iterator[PayHold], self._pages("/api/v1/holds", {"limit": limit}))

    def post_earning_hold(
        self,
        earning_id: Id,
        *,
        reason: HeldBecause,
        until_on: Day,
        text: str,
        idempotency_key: str | None = None,
    ) -> PayHold:
        """Make it wait until a day; the performer is told at once.

        POST /api/v1/earnings/{earning_id}/holds, scope earnings:keep.
        """
        return cast(PayHold, self._json("POST", f"/api/v1/earnings/{_part(earning_id)}/holds", body=_said(reason=reason, until_on=until_on, text=text), key=idempotency_key or ""))

    def post_hold_extension(
        self,
        hold_id: Id,
        *,
        until_on: Day,
        text: str,
        idempotency_key: str | None = None,
    ) -> PayHold:
        """Until a later day: a new decision, and the performer is told again.

        POST /api/v1/holds/{hold_id}/extensions, scope earnings:keep.
        """
        return cast(PayHold, self._json("POST", f"/api/v1/holds/{_part(hold_id)}/extensions", body=_said(until_on=until_on, text=text), key=idempotency_key or ""))

    def post_hold_ending(
        self,
        hold_id: Id,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> PayHold:
        """End it now.

        POST /api/v1/holds/{hold_id}/ending, scope earnings:keep.
        """
        return cast(PayHold, self._json("POST", f"/api/v1/holds/{_part(hold_id)}/ending", body=_said(text=text), key=idempotency_key or ""))

    def post_hold_objection(
        self,
        hold_id: Id,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> Objection:
        """Object: a case for somebody else than who decided it.

        POST /api/v1/holds/{hold_id}/objections, scope earnings:write.
        """
        return cast(Objection, self._json("POST", f"/api/v1/holds/{_part(hold_id)}/objections", body=_said(text=text), key=idempotency_key or ""))

    def post_earning_reduction(
        self,
        earning_id: Id,
        *,
        amount_minor: int,
        reason: Literal["arithmetic", "fraud"],
        evidence: str,
        idempotency_key: str | None = None,
    ) -> Reduction:
        """Propose that it was too much; nothing is taken for 14 days.

        POST /api/v1/earnings/{earning_id}/reductions, scope earnings:keep.
        """
        return cast(Reduction, self._json("POST", f"/api/v1/earnings/{_part(earning_id)}/reductions", body=_said(amount_minor=amount_minor, reason=reason, evidence=evidence), key=idempotency_key or ""))

    def post_reduction_appeal(
        self,
        reduction_id: Id,
        *,
        text: str,
        idempotency_key: str | None = None,
    ) -> Reduction:
        """Appeal: nothing is taken before somebody else has decided.

        POST /api/v1/reductions/{reduction_id}/appeals, scope earnings:write.
        """
        return cast(Reduction, self._json("POST", f"/api/v1/reductions/{_part(reduction_id)}/appeals", body=_said(text=text), key=idempotency_key or ""))

    def post_reduction_decision(
        self,
        reduction_id: Id,
        *,
        upheld: bool,
        text: str,
        idempotency_key: str | None = None,
    ) -> Reduction:
        """Decide an appeal against what somebody else proposed.

        POST /api/v1/reductions/{reduction_id}/decisions, scope earnings:keep.
        """
        return cast(Reduction, self._json("POST", f"/api/v1/reductions/{_part(reduction_id)}/decisions", body=_said(upheld=upheld, text=text), key=idempotency_key or ""))

    def post_reduction_taking_back(
        self,
        reduction_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> Reduction:
        """Take a proposal back.

        POST /api/v1/reductions/{reduction_id}/taking-back, scope earnings:keep.
        """
        return cast(Reduction, self._json("POST", f"/api/v1/reductions/{_part(reduction_id)}/taking-back", key=idempotency_key or ""))

    def list_funding(self, *, limit: int | None = None) -> Iterator[Funding]:
        """Your organisation's payments, newest first.

        GET /api/v1/funding, scope funding:read.
        """
        return cast(Iterator[Funding], self._pages("/api/v1/funding", {"limit": limit}))

    def post_funding(
        self,
        *,
        order_id: Id | None,
        means: Literal["checkout", "invoice", "balance"],
        amount_minor: int,
        currency: str,
        purchase_order: str | Unsaid = UNSAID,
        settles: bool | Unsaid = UNSAID,
        idempotency_key: str | None = None,
    ) -> Funding:
        """Begin a payment, or set some of your balance aside.

        By checkout or invoice a person goes on at `pay_at`; from the balance it is done at once.

        POST /api/v1/funding, scope funding:write.
        """
        return cast(Funding, self._json("POST", "/api/v1/funding", body=_said(order_id=order_id, means=means, amount_minor=amount_minor, currency=currency, purchase_order=purchase_order, settles=settles), key=idempotency_key or ""))

    def get_funding_balance(self) -> Balances:
        """What your organisation has here that no order has, in each currency.

        GET /api/v1/funding/balance, scope funding:read.
        """
        return cast(Balances, self._json("GET", "/api/v1/funding/balance"))

    def get_payout_account(self) -> PayoutAccount:
        """How it stands with your payout account.

        GET /api/v1/payout-account, scope payout_account:read.
        """
        return cast(PayoutAccount, self._json("GET", "/api/v1/payout-account"))

    def list_pay_runs(self, *, limit: int | None = None) -> Iterator[PayRun]:
        """Pay runs, newest first.

        GET /api/v1/pay-runs, scope payouts:read.
        """
        return cast(Iterator[PayRun], self._pages("/api/v1/pay-runs", {"limit": limit}))

    def get_pay_run(self, run_id: Id) -> OnePayRun:
        """A pay run: its sums, what it skipped, and whose approval it has.

        GET /api/v1/pay-runs/{run_id}, scope payouts:read.
        """
        return cast(OnePayRun, self._json("GET", f"/api/v1/pay-runs/{_part(run_id)}"))

    def list_pay_run_payouts(self, run_id: Id, *, limit: int | None = None) -> Iterator[Payout]:
        """The payouts of a pay run.

        GET /api/v1/pay-runs/{run_id}/payouts, scope payouts:read.
        """
        return cast(Iterator[Payout], self._pages(f"/api/v1/pay-runs/{_part(run_id)}/payouts", {"limit": limit}))

    def post_pay_run_approval(
        self,
        run_id: Id,
        *,
        fingerprint: str,
        idempotency_key: str | None = None,
    ) -> OnePayRun:
        """Approve exactly the plan with this fingerprint.

        POST /api/v1/pay-runs/{run_id}/approval, scope pay_runs:approve.
        """
        return cast(OnePayRun, self._json("POST", f"/api/v1/pay-runs/{_part(run_id)}/approval", body=_said(fingerprint=fingerprint), key=idempotency_key or ""))

    def post_pay_run_rejection(
        self,
        run_id: Id,
        *,
        because: str,
        idempotency_key: str | None = None,
    ) -> OnePayRun:
        """Reject a pay run: its earnings are for the next.

        POST /api/v1/pay-runs/{run_id}/rejection, scope pay_runs:approve.
        """
        return cast(OnePayRun, self._json("POST", f"/api/v1/pay-runs/{_part(run_id)}/rejection", body=_said(because=because), key=idempotency_key or ""))

    def list_payouts(self, *, limit: int | None = None) -> Iterator[Payout]:
        """Your own payouts, newest first.

        GET /api/v1/payouts, scope payouts:read.
        """
        return cast(Iterator[Payout], self._pages("/api/v1/payouts", {"limit": limit}))

    def get_payout(self, payout_id: Id) -> OnePayout:
        """A payout with each of its lines.

        GET /api/v1/payouts/{payout_id}, scope payouts:read.
        """
        return cast(OnePayout, self._json("GET", f"/api/v1/payouts/{_part(payout_id)}"))

    def list_differences(
        self,
        *,
        limit: int | None = None,
        open: bool | None = None,
    ) -> Iterator[Difference]:
        """Differences between our books and Stripe's, newest first.

        GET /api/v1/differences, scope reconciliation:read.
        """
        return cast(Iterator[Difference], self._pages("/api/v1/differences", {"limit": limit, "open": open}))

    def get_difference(self, difference_id: Id) -> Difference:
        """One difference.

        GET /api/v1/differences/{difference_id}, scope reconciliation:read.
        """
        return cast(Difference, self._json("GET", f"/api/v1/differences/{_part(difference_id)}"))

    def list_reconciliations(self, *, limit: int | None = None) -> Iterator[Reconciliation]:
        """Reconciliations, newest first.

        GET /api/v1/reconciliations, scope reconciliation:read.
        """
        return cast(Iterator[Reconciliation], self._pages("/api/v1/reconciliations", {"limit": limit}))

    def get_reconciliation(self, reconciliation_id: Id) -> OneReconciliation:
        """A reconciliation with its totals.

        GET /api/v1/reconciliations/{reconciliation_id}, scope reconciliation:read.
        """
        return cast(OneReconciliation, self._json("GET", f"/api/v1/reconciliations/{_part(reconciliation_id)}"))

    def list_statements(self, *, limit: int | None = None) -> Iterator[Statement]:
        """Your own statements, newest first.

        GET /api/v1/statements, scope statements:read.
        """
        return cast(Iterator[Statement], self._pages("/api/v1/statements", {"limit": limit}))

    def get_statement(self, run_id: Id) -> OneStatement:
        """A statement: what a run paid, line by line, and why the rest waits.

        GET /api/v1/statements/{run_id}, scope statements:read.
        """
        return cast(OneStatement, self._json("GET", f"/api/v1/statements/{_part(run_id)}"))

    def get_money(self) -> MoneyOverview:
        """What we owe, what lies at Stripe, what is on its way, and what went wrong there.

        GET /api/v1/money, scope money:read.
        """
        return cast(MoneyOverview, self._json("GET", "/api/v1/money"))

    def get_taxes_own(self) -> OwnTaxes:
        """Your word on taxes, where your form stands, and what you were paid by year.

        GET /api/v1/taxes/own, scope taxes:read.
        """
        return cast(OwnTaxes, self._json("GET", "/api/v1/taxes/own"))

    def post_taxes_own_statu(
        self,
        *,
        country: str,
        us_person: bool,
        idempotency_key: str | None = None,
    ) -> OwnTaxes:
        """Say where you are resident for tax: the form that follows is asked for at once.

        POST /api/v1/taxes/own/status, scope taxes:declare.
        """
        return cast(OwnTaxes, self._json("POST", "/api/v1/taxes/own/status", body=_said(country=country, us_person=us_person), key=idempotency_key or ""))

    def get_taxe(self, year: int) -> TaxYear:
        """A year over everybody, for finance.

        GET /api/v1/taxes/{year}, scope taxes:read.
        """
        return cast(TaxYear, self._json("GET", f"/api/v1/taxes/{_part(year)}"))

    def list_taxe_payees(self, year: int, *, limit: int | None = None) -> Iterator[PayeeTaxYear]:
        """Who was paid in a year, for finance, whoever was paid last first.

        GET /api/v1/taxes/{year}/payees, scope taxes:read.
        """
        return cast(Iterator[PayeeTaxYear], self._pages(f"/api/v1/taxes/{_part(year)}/payees", {"limit": limit}))

    def get_taxes_payee(self, performer_id: Id) -> PayeeTaxes:
        """One payee, for finance: their word, their form and their years.

        GET /api/v1/taxes/payees/{performer_id}, scope taxes:read.
        """
        return cast(PayeeTaxes, self._json("GET", f"/api/v1/taxes/payees/{_part(performer_id)}"))

    def post_taxes_payee_form(
        self,
        performer_id: Id,
        *,
        state: Literal["asked", "received", "missing"],
        idempotency_key: str | None = None,
    ) -> PayeeTaxes:
        """Note what Stripe says of a payee's form; the performer is told.

        POST /api/v1/taxes/payees/{performer_id}/form, scope taxes:keep.
        """
        return cast(PayeeTaxes, self._json("POST", f"/api/v1/taxes/payees/{_part(performer_id)}/form", body=_said(state=state), key=idempotency_key or ""))

    def list_tax_payments_year(
        self,
        year: int,
        *,
        limit: int | None = None,
    ) -> Iterator[TaxPayment]:
        """What was passed on of a year, or is proposed to be, newest first.

        GET /api/v1/tax-payments/years/{year}, scope taxes:read.
        """
        return cast(Iterator[TaxPayment], self._pages(f"/api/v1/tax-payments/years/{_part(year)}", {"limit": limit}))

    def post_tax_payments_year(
        self,
        year: int,
        *,
        amount_minor: int,
        period: NewTaxPaymentPeriod,
        paid_on: Day,
        reference: str,
        idempotency_key: str | None = None,
    ) -> TaxPayment:
        """Note a payment to the tax office of what was withheld in this year.

        The payment is made from a bank, by a person. Above the limit that a pay run has, a second
        person approves the note, and nothing is posted before.

        POST /api/v1/tax-payments/years/{year}, scope taxes:keep.
        """
        return cast(TaxPayment, self._json("POST", f"/api/v1/tax-payments/years/{_part(year)}", body=_said(amount_minor=amount_minor, period=period, paid_on=paid_on, reference=reference), key=idempotency_key or ""))

    def get_tax_payment(self, note_id: Id) -> TaxPayment:
        """A payment to the tax office.

        GET /api/v1/tax-payments/{note_id}, scope taxes:read.
        """
        return cast(TaxPayment, self._json("GET", f"/api/v1/tax-payments/{_part(note_id)}"))

    def post_tax_payment_approval(
        self,
        note_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> TaxPayment:
        """Approve what somebody else noted.

        POST /api/v1/tax-payments/{note_id}/approval, scope taxes:keep.
        """
        return cast(TaxPayment, self._json("POST", f"/api/v1/tax-payments/{_part(note_id)}/approval", key=idempotency_key or ""))

    def post_tax_payment_dropping(
        self,
        note_id: Id,
        *,
        idempotency_key: str | None = None,
    ) -> TaxPayment:
        """Drop what nobody has approved: nothing is posted.

        POST /api/v1/tax-payments/{note_id}/dropping, scope taxes:keep.
        """
        return cast(TaxPayment, self._json("POST", f"/api/v1/tax-payments/{_part(note_id)}/dropping", key=idempotency_key or ""))

    def post_tax_payment_taking_back(
        self,
        note_id: Id,
        *,
        because: str,
        idempotency_key: str | None = None,
    ) -> TaxPayment:
        """Take back what was noted wrongly, or what the tax office paid back.

        POST /api/v1/tax-payments/{note_id}/taking-back, scope taxes:keep.
        """
        return cast(TaxPayment, self._json("POST", f"/api/v1/tax-payments/{_part(note_id)}/taking-back", body=_said(because=because), key=idempotency_key or ""))
