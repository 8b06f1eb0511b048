"""What everybody reads: the list and one gig, pay first, nobody's name who is sealed."""

import json
import re
from dataclasses import replace

import pytest

from consent.ledger.explaining.words import Use
from consent.minimums import actions as minimums
from consent.minimums.wishes import Intensity, Minimums, Wish
from foundation.database import transaction
from marketplace.gigs import actions
from marketplace.profiles.content import Language, ProfileContent
from marketplace.profiles.models import Profile
from marketplace.profiles.words import Emotion, Level
from marketplace.requests.campaigns import Campaign, Quota
from marketplace.requests.usage import Usage
from marketplace.requests.words import Named
from tests.cast import sign_in
from tests.marketplace.gigs.posting import open_, titled
from tests.marketplace.market import BRIEF, PAY, papers

SEALED = {"client": Named.SEALED, "sector": "banking", "end_product": "support"}


def gig_page(client, gig_id):
    return client.get(f"/gigs/{gig_id}").text


def sealed(title="A sealed quarrel", **changes):
    return titled(title, usage=Usage(papers=papers(), **SEALED), **changes)


def test_an_empty_list_says_what_comes(client, cast):
    assert "No gig is open now" in client.get("/gigs").text


def test_pay_stands_before_the_title_on_a_card(client, cast):
    open_(cast, titled("Two sisters"))
    page = client.get("/gigs").text
    assert page.index("€60.00 an hour") < page.index("Two sisters")
    assert "15 min unpaid expected" in page
    assert "Northlab" in page
    assert "No union agreement" in page
    assert "fine-tuning" in page


def test_a_gig_says_when_it_is_paid_and_what_we_take_for_it(client, cast):
    page = gig_page(client, open_(cast))
    assert "Tuesday, 00:00 in Europe/Berlin, is sent to your bank on the Friday after" in page
    assert "Nothing is taken from yours" in page


def test_nothing_found_says_what_to_do(client, cast):
    open_(cast)
    assert "Take a filter away" in client.get("/gigs?q=zebra").text


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("least=lots&currency=EUR", "Write an amount"),
        ("least=60", "Choose the currency of the amount."),
        ("from_on=soon", "Choose a day."),
        ("from_on=2026-05-02&until_on=2026-05-01", "not before the first"),
        ("language=§", "Write a code"),
        ("sort=cheapest", "Choose one."),
        ("feelings=hunger", "Choose one of the list."),
    ],
)
def test_a_bad_filter_is_said_at_its_field_and_kept(client, cast, asked, said):
    answer = client.get(f"/gigs?q=letters&{asked}")
    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="letters"' in answer.text


@pytest.mark.parametrize("after", ["x", "-1", "99999999999999", "1.5"])
def test_a_made_up_place_is_refused(client, cast, after):
    assert client.get("/gigs", query_string={"after": after}).status_code == 404


def test_a_gig_says_what_one_booking_pays_and_what_is_not_paid(client, cast):
    said = titled("Paid", pay=replace(PAY, waiting_hourly_minor=0))
    page = gig_page(client, open_(cast, said))
    for words in ("€190.00", "€235.00", "€120.00", "3 accepted takes", "Not paid", "2 times"):
        assert words in page, words
    assert "at most 14 days" in page


def test_a_campaign_says_what_a_slot_pays_and_that_slots_are_chosen(client, cast):
    quota = Quota(language="en", begins=Emotion.FEAR, ends=Emotion.RELIEF, minutes=600)
    page = gig_page(client, open_(cast, titled("Hours", campaign=Campaign(quotas=(quota,)))))
    for words in ("€190.00", "You take the slots that suit you, each of 3 h, up to 10 h in all"):
        assert words in page, words


def test_a_sealed_client_is_its_sector_everywhere(client, cast):
    gig_id = open_(cast, sealed())
    for page in (client.get("/gigs").text, gig_page(client, gig_id), client.get("/gigs/pay").text):
        assert "banking" in page
        assert "Northlab" not in page
        assert str(cast.ben.actor.on_behalf_of) not in page


def test_compliance_and_its_own_people_read_who_is_sealed(client, cast):
    gig_id = open_(cast, sealed())
    for person in (cast.cora, cast.ben):
        sign_in(client, person)
        assert "Northlab (sealed: told to you in confidence)" in gig_page(client, gig_id)
    sign_in(client, cast.rolf)
    assert "Northlab" not in gig_page(client, gig_id)


def test_what_matches_my_profile_comes_first_and_says_why(client, cast):
    open_(cast, titled("Auf Deutsch", brief=replace(BRIEF, title="Auf Deutsch", language="de")))
    open_(cast, titled("In English"))
    speaks = ProfileContent(
        languages=(Language(code="de", level=Level.FLUENT),), emotions=(Emotion.ANGER,)
    )
    with transaction() as session:
        session.add(
            Profile(
                performer_id=cast.omar.id, stage_name="Omar", name_key="omar", said=speaks.plain()
            )
        )
    sign_in(client, cast.omar)
    newest, mine = client.get("/gigs").text, client.get("/gigs?sort=mine").text
    assert newest.index(">In English<") < newest.index(">Auf Deutsch<")
    assert mine.index(">Auf Deutsch<") < mine.index(">In English<")
    assert "because you speak its language (fluent) and you play anger" in mine


def test_search_engines_read_a_posting_that_cannot_end_its_block(client, cast):
    gig_id = open_(cast, titled("</script><script>alert(1)</script>"))
    page = gig_page(client, gig_id)
    assert "<script>alert" not in page
    [found] = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.S)
    posting = json.loads(found)
    assert posting["@type"] == "JobPosting"
    assert posting["title"] == "</script><script>alert(1)</script>"
    assert posting["hiringOrganization"]["name"] == "Northlab"
    assert posting["baseSalary"]["value"]["value"] == 60.0


def test_a_closed_gig_stays_readable_and_is_no_posting(client, cast):
    gig_id = open_(cast)
    actions.close_gig(gig_id, "Over.", actor=cast.ben.actor)
    page = gig_page(client, gig_id)
    assert "This gig is closed" in page
    assert "ld+json" not in page
    assert str(gig_id) not in client.get("/gigs").text


def test_a_gig_that_never_was_is_not_found(client, cast):
    assert client.get("/gigs/00000000-0000-4000-8000-00000000dddd").status_code == 404


def test_what_is_below_my_minimums_is_said_on_card_and_page(client, cast):
    wished = Minimums(
        uses={Use.FINE_TUNING: Wish.NEVER},
        most_intense=Intensity.CALM,
        lowest_rates={"EUR": 8000},
        longest_months=12,
        avoided=("Northlab",),
    )
    minimums.set_minimums(wished, seen=0, actor=cast.omar.actor)
    gig_id = open_(cast, sealed())
    assert "Below what you want" not in client.get("/gigs").text
    sign_in(client, cast.omar)
    for page in (client.get("/gigs").text, gig_page(client, gig_id)):
        for words in ("€80.00", "strong, which is more", "you said no", "12 months at most"):
            assert words in page, words
        assert "a client that you want to avoid" in page
        assert "Northlab" not in page


def test_others_minimums_say_nothing_to_me(client, cast):
    minimums.set_minimums(Minimums(lowest_rates={"EUR": 8000}), seen=0, actor=cast.omar.actor)
    open_(cast)
    sign_in(client, cast.mira)
    assert "Below what you want" not in client.get("/gigs").text


def test_a_lower_rate_than_before_is_said(client, cast):
    open_(cast, titled("Two sisters and a letter"))
    gig_id = open_(cast, titled("Two sisters and one letter", pay=replace(PAY, hourly_minor=5000)))
    page = gig_page(client, gig_id)
    assert "It paid more" in page
    assert "€60.00</span> an hour, <a" in page


def test_what_a_client_posted_in_its_name_does_not_give_away_its_sealed_gig(client, cast):
    open_(cast, titled("Two sisters and a letter"))
    gig_id = open_(cast, sealed("Two sisters and a letter", pay=replace(PAY, hourly_minor=5000)))
    assert "It paid more" not in gig_page(client, gig_id)


def test_the_index_counts_unpaid_time_and_no_optional_uses(client, cast):
    open_(cast)
    page = client.get("/gigs/pay").text
    assert "Northlab" in page
    assert "€57.72" in page
