"""C2SP signed notes: a text, a blank line, and a line for each signature."""

import struct
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from consent.ledger.keys import Kind, SigningKey, VerifierKey, is_key_name
from consent.ledger.strict import NotCanonical, decode_base64, encode_base64

MOST_SIGNATURES = 64
LARGEST = 1_000_000
_DASH = "\u2014 "
_ID_SIZE = 4
_TIME_SIZE = 8


class BadNote(ValueError):
    """Not a note, or not one to believe; the message says why."""


@dataclass(frozen=True, slots=True)
class Signature:
    name: str
    key_id: bytes
    value: bytes

    def line(self) -> str:
        return f"{_DASH}{self.name} {encode_base64(self.key_id + self.value)}\n"


@dataclass(frozen=True, slots=True)
class Note:
    text: str
    """Ends with a line break; the signatures are over exactly this."""
    signatures: tuple[Signature, ...]

    def __bytes__(self) -> bytes:
        return (self.text + "\n" + "".join(each.line() for each in self.signatures)).encode()

    def with_signatures(self, more: Iterable[Signature]) -> "Note":
        return Note(self.text, (*self.signatures, *more))


@dataclass(frozen=True, slots=True)
class Opened:
    """A note of which at least one signature was verified."""

    note: Note
    signers: Mapping[VerifierKey, datetime | None]
    """Who signed it; witnesses with the time at which they did."""

    @property
    def text(self) -> str:
        return self.note.text


def sign(text: str, key: SigningKey, *, at: datetime | None = None) -> Signature:
    """A log signs the text; a witness signs the text and the time at which it saw it."""
    _refuse_bad_text(text)
    verifier = key.verifier
    if key.kind is Kind.LOG:
        return Signature(key.name, verifier.id, key.sign(text.encode()))
    if at is None:
        raise BadNote("a witness signs with a time")
    seconds = int(at.timestamp())
    stamp = struct.pack(">Q", seconds)
    return Signature(key.name, verifier.id, stamp + key.sign(_witnessed(text, seconds)))


def parse(message: bytes) -> Note:
    """The strict reading: the signatures begin after the last blank line."""
    if len(message) > LARGEST:
        raise BadNote("a note of that size is none")
    try:
        whole = message.decode("utf-8")
    except UnicodeDecodeError:
        raise BadNote("a note is UTF-8") from None
    text, blank, block = whole.rpartition("\n\n")
    if not blank or not whole.endswith("\n"):
        raise BadNote("there is no block of signatures")
    text += "\n"
    _refuse_bad_text(text)
    lines = block.removesuffix("\n").split("\n")
    if len(lines) > MOST_SIGNATURES:
        raise BadNote("there are too many signatures")
    return Note(text, tuple(_parse_line(line) for line in lines))


def open_note(message: bytes, known: Iterable[VerifierKey]) -> Opened:
    """Unknown keys are passed over; a known key whose signature is wrong refuses the whole note."""
    note = parse(message)
    by_id = {(key.name, key.id): key for key in known}
    signers: dict[VerifierKey, datetime | None] = {}
    for signature in note.signatures:
        key = by_id.get((signature.name, signature.key_id))
        if key is not None:
            signers[key] = _verified(note.text, signature, key)
    if not signers:
        raise BadNote("no key that we know has signed this")
    return Opened(note, signers)


def _verified(text: str, signature: Signature, key: VerifierKey) -> datetime | None:
    if key.kind is Kind.LOG:
        if not key.verifies(signature.value, text.encode()):
            raise BadNote(f"the signature of {key.name} does not fit this text")
        return None
    if len(signature.value) <= _TIME_SIZE:
        raise BadNote(f"the signature of {key.name} has no time")
    (seconds,) = struct.unpack(">Q", signature.value[:_TIME_SIZE])
    if not key.verifies(signature.value[_TIME_SIZE:], _witnessed(text, seconds)):
        raise BadNote(f"the signature of {key.name} does not fit this text and time")
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (OverflowError, OSError, ValueError):
        raise BadNote(f"the time of {key.name} is none that a clock shows") from None


def _witnessed(text: str, seconds: int) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{text}".encode()


def _parse_line(line: str) -> Signature:
    fields = line.removeprefix(_DASH).split(" ")
    if not line.startswith(_DASH) or len(fields) != 2 or not is_key_name(fields[0]):
        raise BadNote("a line among the signatures is none")
    try:
        data = decode_base64(fields[1])
    except NotCanonical as why:
        raise BadNote(f"a signature cannot be read: {why}") from None
    if len(data) <= _ID_SIZE:
        raise BadNote("a signature is too short")
    return Signature(fields[0], data[:_ID_SIZE], data[_ID_SIZE:])


def _refuse_bad_text(text: str) -> None:
    if not text.endswith("\n"):
        raise BadNote("a note's text ends with a line break")
    if any(ord(character) < 0x20 and character != "\n" for character in text):
        raise BadNote("a note has no control characters")
