"""Real TLS against a real server, with a certificate that only this test trusts."""

import smtplib
import ssl

import pytest

from foundation.mail.smtp import Server
from tests.certificates import self_signed, served_with, trusting
from tests.mail.smtp_server import SmtpServer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    return self_signed(tmp_path_factory.mktemp("tls"), "localhost")


@pytest.fixture
def server(certificate):
    with SmtpServer(starttls=served_with(certificate)) as running:
        yield running


def test_starttls_is_used_and_the_password_goes_only_through_it(app, server, certificate):
    url = f"smtp://fair:take%40home@localhost:{server.port}"
    trust = trusting(certificate)
    with Server.at(url).connected(trust) as connection:
        connection.client.noop()
    (login,) = server.users
    assert login == "AUTH PLAIN AGZhaXIAdGFrZUBob21l"  # \0fair\0take@home


def test_a_certificate_nobody_vouches_for_is_refused(app, server):
    url = f"smtp://fair:take@localhost:{server.port}"
    with pytest.raises(ssl.SSLCertVerificationError), Server.at(url).connected():
        pass
    assert server.users == []


def test_a_certificate_for_another_host_is_refused(app, server, certificate):
    trust = trusting(certificate)
    with (
        pytest.raises(ssl.SSLCertVerificationError),
        Server.at(f"smtp://127.0.0.1:{server.port}").connected(trust),
    ):
        pass


def test_smtp_errors_are_os_errors():
    """`send_due` relies on it where it tells a broken connection from a refusal."""
    assert issubclass(smtplib.SMTPException, OSError)
