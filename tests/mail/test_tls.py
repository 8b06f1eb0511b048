"""Real TLS against a real server, with a certificate that only this test trusts."""

import smtplib
import ssl
from datetime import timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from foundation.mail.smtp import Server
from tests.cast import START
from tests.mail.smtp_server import SmtpServer


@pytest.fixture(scope="module")
def certificate(tmp_path_factory):
    """For `localhost`, signed by itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(START - timedelta(days=3650))
        .not_valid_after(START + timedelta(days=3650))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    file = tmp_path_factory.mktemp("tls") / "server.pem"
    file.write_bytes(
        made.public_bytes(serialization.Encoding.PEM)
        + key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return file


@pytest.fixture
def server(certificate):
    tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    tls.load_cert_chain(certificate)
    with SmtpServer(starttls=tls) as running:
        yield running


def test_starttls_is_used_and_the_password_goes_only_through_it(app, server, certificate):
    url = f"smtp://fair:take%40home@localhost:{server.port}"
    trust = ssl.create_default_context(cafile=certificate)
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
    trust = ssl.create_default_context(cafile=certificate)
    with (
        pytest.raises(ssl.SSLCertVerificationError),
        Server.at(f"smtp://127.0.0.1:{server.port}").connected(trust),
    ):
        pass


def test_smtp_errors_are_os_errors():
    """`send_due` relies on it where it tells a broken connection from a refusal."""
    assert issubclass(smtplib.SMTPException, OSError)
