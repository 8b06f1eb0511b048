"""Every use has a meaning, and whoever decides about one can read it there."""

from consent.ledger.explaining.words import Signature, Use
from consent.terms.meaning import MEANING, meanings
from tests.cast import sign_in
from tests.consent.recordings.performed import recorded
from tests.consent.signing.asked import ask_all


def test_every_use_has_a_meaning_of_its_own():
    assert set(MEANING) == set(Use)
    assert len(set(MEANING.values())) == len(Use)


def test_meanings_come_in_one_order():
    said = meanings([Use.RESALE, Use.REVIEW])
    assert [use for use, _ in said] == ["Review", "Resale"]


def test_whoever_signs_narrows_or_says_minimums_reads_what_a_use_means(client, cast):
    paper = ask_all(cast.omar)[Signature.GENERATIVE_TRAINING]
    (grant,) = recorded(cast.omar.id)
    sign_in(client, cast.omar)
    recording = f"/rights/{grant.recording_id}"
    for page in (f"/sign/{paper}", recording, f"{recording}/narrow", "/rights/minimums"):
        assert MEANING[Use.GENERATIVE_TRAINING] in client.get(page).text, page


def test_a_subject_is_excluded_as_people_type_it(client, cast):
    (grant,) = recorded(cast.omar.id)
    sign_in(client, cast.omar)
    page = f"/rights/{grant.recording_id}"
    client.post(f"{page}/narrow", data={"excluded": "Self harm, politics"})
    assert "Not with subjects: politics, self harm." in client.get(page).text
