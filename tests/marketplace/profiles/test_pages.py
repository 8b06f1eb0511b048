"""Performers at their pages: what they type is kept, what is wrong is said at the field."""

import pytest

from foundation.database import db, transaction
from foundation.notices.models import Notice
from marketplace.profiles import queries, sealed
from marketplace.profiles.availability import weeks_of
from marketplace.profiles.checks import UNCHECKED, may_be_booked
from marketplace.profiles.identity.models import IdentityRequest
from marketplace.profiles.mandates.models import Mandate, MandateScope
from marketplace.profiles.mandates.queries import acts_for
from marketplace.profiles.own_data import exports_of, forget
from marketplace.profiles.words import Emotion, Level, Visibility
from tests.access.performers import RESULT
from tests.cast import START, sign_in

PROFILE = {
    "seen": "0",
    "stage_name": " O.  Harrow ",
    "language_1": "de",
    "level_1": "native",
    "accents_1": "Bavarian, Viennese",
    "emotions": ["joy", "grief"],
    "youngest": "20",
    "oldest": "35",
    "works_from": "de",
    "visibility": "verified",
    "invitations": "true",
}


@pytest.fixture
def omar(client, cast):
    sign_in(client, cast.omar)
    return client


def own(cast):
    return queries.profile_of(db.session(), [cast.omar.id])[cast.omar.id]


def test_a_profile_is_saved_as_it_was_typed(omar, cast):
    omar.post("/profile/edit", data=PROFILE)
    saved = own(cast)
    assert (saved.stage_name, saved.visibility) == ("O. Harrow", Visibility.VERIFIED)
    assert saved.said.languages[0].level is Level.NATIVE
    assert saved.said.languages[0].accents == ("Bavarian", "Viennese")
    assert saved.said.emotions == (Emotion.JOY, Emotion.GRIEF)
    assert saved.said.works_from == "DE"


@pytest.mark.parametrize(
    ("field", "typed", "said"),
    [
        ("stage_name", " ", "Write a name."),
        ("oldest", "19", "This is below the youngest."),
        ("youngest", "", "Write both ages, or neither."),
        ("level_1", "", "Say how well."),
        ("works_from", "Germany", "Write a code, such as DE or US-CA."),
        ("emotions", ["delight"], "Choose from the list."),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nothing_is_lost(omar, cast, field, typed, said):
    answer = omar.post("/profile/edit", data={**PROFILE, "about": "From Hof", field: typed})
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    assert said in answer.text
    assert "From Hof" in answer.text
    assert own(cast).stage_name == "Omar"


def test_of_two_windows_the_second_is_told(omar):
    omar.post("/profile/edit", data=PROFILE)
    assert omar.post("/profile/edit", data=PROFILE).status_code == 409


def test_the_preview_shows_nothing_where_nobody_may_see(omar):
    omar.post("/profile/edit", data={**PROFILE, "visibility": "nobody"})
    preview = omar.get("/profile/preview").text
    assert "Bavarian" not in preview
    assert "O. Harrow" in preview


def test_sealed_words_stand_on_no_page_but_their_own(omar, cast):
    omar.post("/profile/edit", data=PROFILE)
    omar.post("/profile/sealed", data={"legal_name": "Omar Haddad", "union": "Equity"})
    assert sealed.legal_name(db.session(), cast.omar.id) == "Omar Haddad"
    for path in ("/profile", "/profile/preview", "/profile/edit"):
        assert "Haddad" not in omar.get(path).text
        assert "Equity" not in omar.get(path).text


def test_a_week_is_kept_by_days_and_shown_as_it_was_typed(omar, cast):
    omar.post("/profile/availability", data={"monday": "14-18, 09:00 - 12:00"})
    assert weeks_of(db.session(), [cast.omar.id])[cast.omar.id].hours == {
        0: [(540, 720), (840, 1080)]
    }
    assert "09:00-12:00, 14:00-18:00" in omar.get("/profile/availability").text


@pytest.mark.parametrize("typed", ["noon", "9-25", "12:00-09:00", "09:61-10:00", "09:03-10:00"])
def test_hours_that_are_none_are_refused_at_their_day(omar, cast, typed):
    answer = omar.post("/profile/availability", data={"tuesday": typed, "friday": "10:00-11:00"})
    assert answer.status_code == 422
    assert 'id="error-tuesday"' in answer.text
    assert typed in answer.text
    assert "10:00-11:00" in answer.text
    assert not weeks_of(db.session(), [cast.omar.id])[cast.omar.id].is_said


def test_a_day_is_excepted_and_taken_back(omar, cast):
    omar.post("/profile/availability/days", data={"day": "2026-04-01", "free": "false"})
    (exception,) = queries.days_of(db.session(), cast.omar.id, since=START.date())
    assert exception[1] == "00:00-24:00"
    omar.post(f"/profile/availability/days/{exception[0].id}/remove")
    assert queries.days_of(db.session(), cast.omar.id, since=START.date()) == []


def test_a_day_that_is_over_is_refused(omar):
    answer = omar.post("/profile/availability/days", data={"day": "2026-03-01", "free": "true"})
    assert answer.status_code == 422
    assert "That day is over." in answer.text


@pytest.mark.usefixtures("omar")
def test_blocking_says_nothing_of_who_performs_here(client, cast):
    there = client.post("/profile/partners", data={"name": "Mira"}, follow_redirects=True)
    not_there = client.post("/profile/partners", data={"name": "Rex"}, follow_redirects=True)
    assert there.status_code == not_there.status_code == 200
    assert queries.blocked_pairs(db.session(), [cast.omar.id, cast.mira.id])
    assert not db.session().query(Notice).filter_by(account_id=cast.mira.id).count()


def test_a_block_is_removed(omar, cast):
    omar.post("/profile/partners", data={"name": "Mira"})
    (block,) = queries.blocks_of(db.session(), cast.omar.id)
    omar.post(f"/profile/partners/{block.id}/remove")
    assert not queries.blocked_pairs(db.session(), [cast.omar.id, cast.mira.id])


def test_a_check_is_asked_for_made_and_told(app, omar, cast):
    omar.post("/profile/identity")
    omar.post("/profile/identity")
    request = db.session().query(IdentityRequest).one()
    cora = app.test_client()
    sign_in(cora, cast.cora)
    assert "Omar" in cora.get(f"/identity/requests/{request.id}").text
    cora.post(f"/identity/requests/{request.id}", data=RESULT)
    assert may_be_booked(db.session(), cast.omar.id) == []
    assert "you can be booked" in omar.get("/notices").text
    assert cora.post(f"/identity/requests/{request.id}", data=RESULT).status_code == 409


@pytest.mark.parametrize(
    ("field", "typed"),
    [("checked_on", "2026-02-01"), ("checked_on", "2026-03-03"), ("expires_on", "2040-01-01")],
)
def test_a_check_of_another_time_is_refused(app, omar, cast, field, typed):
    omar.post("/profile/identity")
    request = db.session().query(IdentityRequest).one()
    cora = app.test_client()
    sign_in(cora, cast.cora)
    answer = cora.post(f"/identity/requests/{request.id}", data={**RESULT, field: typed})
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text
    assert may_be_booked(db.session(), cast.omar.id) == [UNCHECKED]


AGENT = {
    "email": "otto@example.org",
    "may_apply": "true",
    "commission": "12.5",
    "until": "2026-12-31",
}


def test_a_mandate_holds_from_when_it_is_accepted_to_when_it_is_ended(app, omar, cast):
    omar.post("/profile/agents", data=AGENT)
    mandate = db.session().query(Mandate).one()
    otto = app.test_client()
    sign_in(otto, cast.otto)
    assert "12.5 %" in otto.get("/mandates").text
    assert not _may(cast)
    otto.post(f"/mandates/{mandate.id}/accept")
    assert _may(cast)
    assert "Your agent accepted" in omar.get("/notices").text
    omar.post(f"/mandates/{mandate.id}/end")
    assert not _may(cast)
    assert otto.post(f"/mandates/{mandate.id}/accept").status_code == 409


def test_nobody_accepts_what_was_offered_to_another(app, omar, cast):
    omar.post("/profile/agents", data=AGENT)
    mandate = db.session().query(Mandate).one()
    mira = app.test_client()
    sign_in(mira, cast.mira)
    assert mira.post(f"/mandates/{mandate.id}/accept").status_code == 404


def test_staff_is_nobodys_agent(app, omar, cast):
    omar.post("/profile/agents", data={**AGENT, "email": "cleo@example.org"})
    mandate = db.session().query(Mandate).one()
    cleo = app.test_client()
    sign_in(cleo, cast.cleo)
    cleo.post(f"/mandates/{mandate.id}/accept")
    assert db.session().get_one(Mandate, mandate.id).accepted_at is None


@pytest.mark.parametrize(
    ("field", "typed"),
    [("email", "otto"), ("commission", "51"), ("until", "2026-03-01"), ("until", "2040-01-01")],
)
def test_a_mandate_that_cannot_be_is_refused_at_its_field(omar, field, typed):
    answer = omar.post("/profile/agents", data={**AGENT, field: typed})
    assert answer.status_code == 422
    assert f'id="error-{field}"' in answer.text


def test_leaving_takes_everything_but_the_result_of_a_check(omar, cast):
    omar.post("/profile/edit", data=PROFILE)
    omar.post("/profile/sealed", data={"legal_name": "Omar Haddad"})
    omar.post("/profile/partners", data={"name": "Mira"})
    omar.post("/profile/agents", data=AGENT)
    before = exports_of(db.session(), cast.omar.id)
    assert before["sealed_words"]["legal_name"] == "Omar Haddad"
    assert before["partners_avoided"] == ["Mira"]
    with transaction() as session:
        forget(session, cast.omar.id)
    after = exports_of(db.session(), cast.omar.id)
    assert after["profile"] is None
    assert after["sealed_words"] == {"legal_name": "", "union": ""}
    assert after["partners_avoided"] == []
    assert db.session().query(Mandate).one().email == ""


def _may(cast):
    return acts_for(db.session(), cast.otto.actor, cast.omar.id, MandateScope.APPLY)
