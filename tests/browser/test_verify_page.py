"""The verifiers are served as they are, under a policy that lets them reach nothing."""

from playwright.sync_api import Page

from consent.ledger import offline


def test_both_are_the_very_files_of_every_bundle(client):
    assert client.get("/verify").data == offline.page()
    assert client.get("/verify/verify.py").data == offline.script()


def test_the_policy_is_made_of_hashes_and_opens_no_network(client):
    policy = client.get("/verify").headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert policy.count("'sha256-") == 2
    assert "connect-src" not in policy


def test_under_that_policy_it_runs(page: Page):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto("/verify")
    assert page.locator("#bundle").is_visible()
    assert not [text for text in said if "Content Security Policy" in text]
