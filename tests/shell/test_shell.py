"""What surrounds every page."""

import re
from dataclasses import replace

import pytest
from flask import render_template
from sqlalchemy.exc import OperationalError

from assembly.navigation import NAVIGATION
from foundation import shell
from foundation.shell import NavItem, Person, Place
from marketplace.accounts.roles import Role
from tests.cast import sign_in
from wsgi import create_app

OPEN = NavItem("Open", "front.page", open=True)
FOR_ALL = NavItem("All", "front.page")
FOR_STAFF = NavItem("Staff", "front.page", roles=frozenset({"finance"}))


def labels(app, items, person):
    with app.test_request_context("/"):
        return [link.label for link in shell.build(items, lambda: person).nav]


@pytest.mark.parametrize(
    ("person", "sees"),
    [
        (None, ["Open"]),
        (Person("A", "performer"), ["All"]),
        (Person("B", "finance"), ["All", "Staff"]),
    ],
)
def test_each_role_sees_its_own_ways(app, person, sees):
    assert labels(app, (OPEN, FOR_ALL, FOR_STAFF), person) == sees


@pytest.mark.parametrize("role", [None, "nobody", *Role])
def test_nobody_has_more_than_five_main_ways(app, role):
    person = Person("A", role) if role else None
    assert len(labels(app, NAVIGATION, person)) <= 5


def test_every_way_leads_to_a_page_and_is_shown_once(app):
    for role in Role:
        theirs = [each.endpoint for each in NAVIGATION if not each.roles or role in each.roles]
        assert len(set(theirs)) == len(theirs), role
    assert {item.endpoint for item in NAVIGATION} <= set(app.view_functions)


@pytest.mark.parametrize("role", ["nobody", *Role])
def test_everybody_finds_what_is_theirs_in_the_account_menu(app, role):
    with app.test_request_context("/"):
        links = shell.build(NAVIGATION, lambda: Person("A", role)).account_links
    ways = {link.label for link in links}
    assert {"Notices", "Your cases", "Security", "Your data", "API tokens"} <= ways


def test_a_menu_with_one_entry_is_no_menu(app):
    opened = 'popovertarget="navigation"'
    with app.test_request_context("/"):
        several = shell.build((OPEN, OPEN), lambda: None)
        one = shell.build((OPEN,), lambda: None)
        assert opened in render_template("_shell/header.html", shell=several)
        assert opened not in render_template("_shell/header.html", shell=one)


def test_what_is_open_and_has_roles_is_for_visitors_and_for_those(app):
    gigs = NavItem("Gigs", "front.page", roles=frozenset({"performer"}), open=True)
    assert labels(app, (gigs,), None) == ["Gigs"]
    assert labels(app, (gigs,), Person("A", "performer")) == ["Gigs"]
    assert labels(app, (gigs,), Person("B", "finance")) == []


def test_the_section_one_is_in_is_marked(app):
    with app.test_request_context("/"):
        links = shell.build((OPEN, NavItem("Else", "sign_in.page", open=True)), lambda: None).nav
    assert [link.current for link in links] == ["page", ""]


def test_the_footer_is_for_everybody(app):
    item = NavItem("About", "front.page", place=Place.FOOTER)
    with app.test_request_context("/"):
        assert len(shell.build((item,), lambda: Person("A", "finance")).footer_links) == 1


def test_a_page_without_a_database_is_still_a_page(app):
    def gone():
        raise OperationalError("select", {}, Exception("gone"))

    with app.test_request_context("/"):
        assert shell.build(NAVIGATION, gone).person is None


def test_a_missing_page_has_no_link(app):
    with app.test_request_context("/"):
        assert shell.Shell.url("no.such_page") == ""


def test_who_is_signed_in_stands_on_the_page(client, cast):
    sign_in(client, cast.omar)
    assert b"Omar" in client.get("/").data


def test_a_name_is_text_and_never_markup(app):
    person = Person("<script>alert(1)</script>", "performer")
    with app.test_request_context("/"):
        page = app.jinja_env.get_template("error.html").render(
            shell=shell.build((), lambda: person), status=404, sentence="x", error_id=""
        )
    assert "<script>alert" not in page


def test_no_page_has_script_or_style_inside_it(client):
    for path in ("/", "/dev/kit", "/no-such-page"):
        page = client.get(path).text
        assert not re.search(r"<style|\sstyle=|\son\w+=|<script(?![^>]*\ssrc=)", page), path


def test_a_file_of_ours_is_linked_by_its_digest(client):
    links = re.findall(r'/static/fairtake\.css\?v=(\w{12})"', client.get("/").text)
    assert len(links) == 1


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_the_kit_shows_itself_in_both_themes(client, theme):
    assert f'data-theme="{theme}"' in client.get(f"/dev/kit?theme={theme}").text


def test_the_kit_does_not_exist_in_production(app, settings):
    live = create_app(replace(settings, mode="production", url="https://fairtake.example"))
    answer = live.test_client().get("/dev/kit", base_url="https://fairtake.example")
    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("path", "about"),
    [("/sign-in?next=/a", "/sign-in"), ("/static/a-secret", "/static/<path:filename>")],
)
def test_asking_for_help_tells_the_page_but_no_secret_in_its_address(app, path, about):
    with app.test_request_context(path):
        assert shell.current_page() == about
