"""Signed notes: other people's examples, another library's verdict, and every way to spoil one."""

from datetime import UTC, datetime

import metamorphic_log
import pytest

from consent.ledger.checkpoints import Checkpoint, open_checkpoint
from consent.ledger.keys import BadKey, Kind, SigningKey, VerifierKey
from consent.ledger.notes import BadNote, Note, open_note, sign
from consent.ledger.strict import NotCanonical, decode_base64, decode_decimal

SEEN_AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
LOG = SigningKey.from_seed("ledger.example.org/1", Kind.LOG, b"\1" * 32)
UNION = SigningKey.from_seed("union.example.org", Kind.WITNESS, b"\2" * 32)
CHECKPOINT = Checkpoint("ledger.example.org/1", 7, b"\5" * 32)
NOTE = bytes(CHECKPOINT.signed(LOG))

# The example in the C2SP specification of signed notes.
EXAMPLE_KEY = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
EXAMPLE = (
    "This is an example message.\n\n\u2014 example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi"
    "2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n"
)


def test_the_specification_s_own_example_opens():
    opened = open_note(EXAMPLE.encode(), [VerifierKey.parse(EXAMPLE_KEY)])
    assert opened.text == "This is an example message.\n"


def test_what_we_sign_another_library_believes():
    head = metamorphic_log.checkpoint_verify(NOTE.decode(), [str(LOG.verifier)])
    assert (head.origin, head.size) == (CHECKPOINT.origin, CHECKPOINT.size)


def test_a_checkpoint_opens_for_its_log():
    assert open_checkpoint(NOTE, [LOG.verifier]).checkpoint == CHECKPOINT


def test_a_witness_s_time_is_under_its_signature():
    seen = Note(CHECKPOINT.text, (sign(CHECKPOINT.text, UNION, at=SEEN_AT),))
    opened = open_note(bytes(seen), [UNION.verifier])
    assert opened.signers == {UNION.verifier: SEEN_AT}

    signature = seen.signatures[0]
    later = signature.value[:7] + bytes([signature.value[7] ^ 1]) + signature.value[8:]
    moved = Note(seen.text, (type(signature)(signature.name, signature.key_id, later),))
    with pytest.raises(BadNote, match="text and time"):
        open_note(bytes(moved), [UNION.verifier])


def test_a_key_we_do_not_know_is_passed_over():
    both = CHECKPOINT.signed(SigningKey.create("stranger", Kind.LOG), LOG)
    assert list(open_note(bytes(both), [LOG.verifier]).signers) == [LOG.verifier]


def test_a_known_key_with_a_wrong_signature_refuses_the_whole_note():
    good, other = CHECKPOINT.signed(LOG), Checkpoint(LOG.name, 8, b"\5" * 32).signed(LOG)
    mixed = Note(good.text, (*good.signatures, *other.signatures))
    with pytest.raises(BadNote, match="does not fit"):
        open_note(bytes(mixed), [LOG.verifier])


@pytest.mark.parametrize(
    ("spoilt", "why"),
    [
        (NOTE.replace(b"\n7\n", b"\n8\n"), "does not fit"),
        (NOTE.replace(b"\n\n", b"\n"), "no block"),
        (NOTE.removesuffix(b"\n"), "no block"),
        (NOTE.replace(b"\n7\n", b"\n7\r\n"), "control"),
        (NOTE.replace("\u2014".encode(), b"-"), "is none"),
        (NOTE.replace(b"=\n", b"\n"), "base64"),
        (NOTE + b"\xff", "UTF-8"),
        (NOTE.replace(b"ledger.example.org/1 ", b"ledger+example "), "is none"),
    ],
)
def test_a_spoilt_note_is_refused_with_its_reason(spoilt, why):
    with pytest.raises(BadNote, match=why):
        open_note(spoilt, [LOG.verifier])


def test_the_signatures_begin_after_the_last_blank_line():
    text = "one\n\ntwo\n"
    note = Note(text, (sign(text, LOG),))
    assert open_note(bytes(note), [LOG.verifier]).text == text


def test_a_checkpoint_of_another_origin_is_not_ours():
    text = Checkpoint("elsewhere.example.org", 7, b"\5" * 32).text
    with pytest.raises(BadNote, match="not of"):
        open_checkpoint(bytes(Note(text, (sign(text, LOG),))), [LOG.verifier])


@pytest.mark.parametrize(
    "size", ["07", "+7", " 7", "7 ", "-7", "1_0", "\u0667", "0x7", "", "9223372036854775808"]
)
def test_a_size_has_one_spelling(size):
    with pytest.raises(NotCanonical):
        decode_decimal(size)


@pytest.mark.parametrize("text", ["AB==", "AA=", "A", "A A=", "AA==\n", "_-A=", "AAAA="])
def test_base64_has_one_spelling(text):
    with pytest.raises(NotCanonical):
        decode_base64(text)


@pytest.mark.parametrize("first", [0, 1])
def test_weak_keys_are_refused_though_libraries_take_them(first):
    public = bytes([first]) + bytes(31)
    with pytest.raises(BadKey, match="weak"):
        VerifierKey("log.example.org", Kind.LOG, public)


def test_a_key_in_another_spelling_is_refused():
    above_the_prime = (2**255 - 19 + 3).to_bytes(32, "little")
    with pytest.raises(BadKey, match="canonical"):
        VerifierKey("log.example.org", Kind.LOG, above_the_prime)


@pytest.mark.parametrize("spoilt", ["", "a+b", "a+00000000+AQ==", str(LOG.verifier) + "A"])
def test_a_spoilt_verifier_key_is_refused(spoilt):
    with pytest.raises(BadKey):
        VerifierKey.parse(spoilt)


def test_a_key_whose_hash_is_another_s_is_refused():
    name, _, encoded = str(LOG.verifier).split("+", 2)
    with pytest.raises(BadKey, match="hash does not fit"):
        VerifierKey.parse(f"{name}+00000000+{encoded}")


def test_a_key_survives_being_written_down():
    assert VerifierKey.parse(str(UNION.verifier)) == UNION.verifier
