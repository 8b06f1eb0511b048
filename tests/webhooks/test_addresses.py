"""Where our machines can be made to call, and what happens when a name changes its mind."""

from ipaddress import ip_address

import pytest

from foundation.webhooks import addresses, gateway
from foundation.webhooks.addresses import judged, reason_against
from foundation.webhooks.errors import AddressNotAllowed
from foundation.webhooks.urls import parsed
from tests.certificates import self_signed, served_with, trusting
from tests.webhooks.receiver import Receiver

PUBLIC = "93.184.216.34"
NOT_PUBLIC = [
    "10.0.0.1",
    "172.16.0.1",
    "172.31.255.255",
    "192.168.1.1",
    "127.0.0.1",
    "127.8.8.8",
    "0.0.0.0",
    "169.254.169.254",
    "169.254.170.2",
    "168.63.129.16",
    "100.64.0.1",
    "100.100.100.200",
    "192.0.0.192",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
    "::1",
    "::",
    "fe80::1",
    "fd00:ec2::254",
    "fec0::1",
    "ff02::1",
    "2001:db8::1",
    "::ffff:10.0.0.1",
    "::ffff:93.184.216.34",
    "::10.0.0.1",
    "64:ff9b::10.0.0.1",
    "64:ff9b:1::1",
    "2002:0a00:0001::",
    "2001:0:a00:1::",
]


@pytest.mark.parametrize("address", NOT_PUBLIC)
def test_an_address_that_is_not_public_is_refused(address):
    assert reason_against(ip_address(address))


@pytest.mark.parametrize("address", [PUBLIC, "8.8.8.8", "2606:2800:220:1:248:1893:25c8:1946"])
def test_a_public_address_may_be_called(address):
    assert reason_against(ip_address(address)) == ""


def test_one_bad_address_among_several_refuses_them_all():
    with pytest.raises(AddressNotAllowed):
        judged("x.example", 443, lambda *_: [PUBLIC, "10.0.0.1"], loopback_allowed=False)


def test_an_address_with_a_zone_is_judged_without_it():
    with pytest.raises(AddressNotAllowed):
        judged("x.example", 443, lambda *_: ["fe80::1%eth0"], loopback_allowed=False)


def test_allowing_loopback_allows_nothing_else():
    for address in NOT_PUBLIC:
        if not ip_address(address).is_loopback:
            with pytest.raises(AddressNotAllowed):
                judged("x.example", 443, lambda *_, a=address: [a], loopback_allowed=True)


@pytest.mark.parametrize("host", ["127.1", "2130706433", "0x7f000001", "0177.0.0.1", "localhost"])
def test_other_spellings_of_this_machine_are_refused_too(app, host):
    """The system's own resolver reads them; what it finds is judged, not how it was written."""
    with pytest.raises(AddressNotAllowed):
        judged(host, 443, addresses.resolve, loopback_allowed=False)


@pytest.mark.parametrize(
    "url",
    [
        "http://hooks.example/",
        "ftp://hooks.example/",
        "https://",
        "https:///path",
        "https://user@hooks.example/",
        "https://user:password@hooks.example/",
        "https://hooks.example/#part",
        "https://hooks.example:0/",
        "https://hooks.example:99999/",
        "https://hooks.example/\r\nX: y",
        "https://hooks.example/ x",
        "https://[::1/",
        "https://10.0.0.1/",
        "https://[::ffff:10.0.0.1]/",
        "https://127.0.0.1/",
        "//hooks.example/",
        "hooks.example",
        "https://hooks.example/" + "x" * 2000,
    ],
)
def test_what_is_no_safe_web_address_is_refused(url):
    with pytest.raises(AddressNotAllowed):
        parsed(url, loopback_allowed=False)


def test_http_and_loopback_go_only_where_they_are_allowed():
    assert parsed("http://127.0.0.1:9/x?y=1", loopback_allowed=True).path == "/x?y=1"
    with pytest.raises(AddressNotAllowed):
        parsed("http://10.0.0.1/", loopback_allowed=True)


def call(receiver, resolver, **more):
    url = f"http://hooks.example:{receiver.port}/hook"
    return gateway.send(url, {}, b"{}", resolver=resolver, loopback_allowed=True, **more)


def test_a_name_is_resolved_once_and_the_connection_goes_to_what_was_judged(app):
    """DNS rebinding: the second answer leads elsewhere, and nobody asks for it."""
    answers = iter(["127.0.0.1", "127.0.0.2"])
    with Receiver() as judged_one, Receiver(address="127.0.0.2", port=judged_one.port) as other:
        assert call(judged_one, lambda *_: [next(answers)]).taken
        assert [len(judged_one.received), len(other.received)] == [1, 0]
    assert next(answers) == "127.0.0.2"
    assert judged_one.received[0].headers["Host"] == f"hooks.example:{judged_one.port}"


def test_resolving_again_to_connect_would_be_caught(app, monkeypatch):
    """The planted fault: a connection that looks the name up for itself."""
    answers = iter(["127.0.0.1", "127.0.0.2"])
    connect = gateway.socket.create_connection
    with Receiver() as judged_one, Receiver(address="127.0.0.2", port=judged_one.port) as other:
        monkeypatch.setattr(
            gateway.socket,
            "create_connection",
            lambda address, wait: connect((next(answers), address[1]), wait),
        )
        call(judged_one, lambda *_: [next(answers)])
        assert [len(judged_one.received), len(other.received)] == [0, 1]


def test_a_name_that_turns_private_is_refused_when_it_is_next_used(app, receiver):
    assert call(receiver, lambda *_: ["127.0.0.1"]).taken
    answer = call(receiver, lambda *_: ["10.0.0.1"])
    assert (answer.status, answer.fault) == (None, "this leads to a private network")


def private_call_reaches(receiver) -> bool:
    url = f"https://hooks.example:{receiver.port}/hook"
    gateway.send(url, {}, b"{}", resolver=lambda *_: ["127.0.0.1"], trust=receiver.trust)
    return bool(receiver.received)


@pytest.fixture
def encrypted(app, tmp_path):
    certificate = self_signed(tmp_path, "hooks.example")
    with Receiver(tls=served_with(certificate)) as running:
        running.trust = trusting(certificate)
        yield running


def test_in_production_this_machine_is_never_called(encrypted):
    assert not private_call_reaches(encrypted)


def test_without_the_check_it_would_be(encrypted, monkeypatch):
    """The planted fault: nothing is said against any address."""
    monkeypatch.setattr(addresses, "reason_against", lambda _address: "")
    assert private_call_reaches(encrypted)


def test_the_name_goes_into_tls_and_must_be_the_certificates(encrypted):
    def secure_call(host):
        url = f"https://{host}:{encrypted.port}/hook"
        return gateway.send(
            url,
            {},
            b"{}",
            resolver=lambda *_: ["127.0.0.1"],
            loopback_allowed=True,
            trust=encrypted.trust,
        )

    assert secure_call("hooks.example").taken
    assert encrypted.asked_for == ["hooks.example"]
    assert "certificate" in secure_call("rival.example").fault


def test_a_certificate_nobody_vouches_for_is_refused(encrypted):
    url = f"https://hooks.example:{encrypted.port}/hook"
    answer = gateway.send(url, {}, b"{}", resolver=lambda *_: ["127.0.0.1"], loopback_allowed=True)
    assert "certificate" in answer.fault
    assert encrypted.received == []
