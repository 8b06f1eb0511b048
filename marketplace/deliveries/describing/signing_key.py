"""The key that signs content credentials, with its certificates, in one PEM file."""

import hashlib
import os
import stat
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from foundation.clock import now
from foundation.errors import DomainError
from foundation.hooks import Finding
from foundation.settings import Settings

GOOD_FOR = timedelta(days=3652)
"""Without a time stamp from outside, what is signed is good only while its certificate is: so the
certificate lives as long as anybody may hold what it signed. Grants end after some years."""
WARNED_BEFORE = timedelta(days=366)
_PEM = serialization.Encoding.PEM
_FILE = "credentials-key.pem"


class NoSigningKey(DomainError):
    message = (
        "Nothing can be signed: there is no key for content credentials. flask credentials key"
        " create makes one."
    )


@dataclass(eq=False)
class BadSigningKey(DomainError):
    path: Path
    why: str
    message = "The key for content credentials in {path} cannot be used: {why}."


@dataclass(frozen=True, slots=True)
class SigningKey:
    key: bytes = field(repr=False)
    chain: bytes
    """The signer's certificate, then the authority's."""
    anchor: bytes
    """The authority's alone: whoever verifies has to trust this."""
    ends_at: datetime

    @property
    def name(self) -> str:
        """Of the authority, as whoever verifies compares it: the SHA-256 of its certificate."""
        found = x509.load_pem_x509_certificate(self.anchor)
        return found.fingerprint(hashes.SHA256()).hex()

    @property
    def id(self) -> str:
        return hashlib.sha256(self.chain).hexdigest()


def path_of(settings: Settings) -> Path:
    return Path(settings.credentials_key) if settings.credentials_key else settings.var / _FILE


def read(settings: Settings) -> SigningKey:
    """Raises NoSigningKey or BadSigningKey. Development makes its own once."""
    path = path_of(settings)
    if not path.exists() and not settings.production and not settings.credentials_key:
        create(path, settings)
    try:
        mode, text = path.stat().st_mode, path.read_bytes()
    except FileNotFoundError:
        raise NoSigningKey from None
    except OSError as why:
        raise BadSigningKey(path, f"it cannot be read ({why.strerror})") from None
    if stat.S_IMODE(mode) & 0o077:
        raise BadSigningKey(path, "others can read it; chmod 600 it and make another")
    return _parsed(path, text)


def create(path: Path, settings: Settings) -> SigningKey:
    """Two that create at once agree on one. Nobody keeps the authority's own key: it signs one
    certificate and no other, so nothing can be signed in its name later."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent) as made:  # Mode 0600.
        made.write(_made(settings.operator_name, now()))
        made.flush()
        os.fsync(made.fileno())
        with suppress(FileExistsError):
            os.link(made.name, path)
    return _parsed(path, path.read_bytes())


def findings(settings: Settings) -> Iterator[Finding]:
    """For `hooks.doctor`."""
    if not settings.production and not path_of(settings).exists():
        return
    try:
        found = read(settings)
    except DomainError as why:
        yield Finding(str(why), hurts=True)
        return
    if found.ends_at - WARNED_BEFORE < now():
        yield Finding(
            f"The certificate for content credentials ends on {found.ends_at.date()}: move"
            f" {path_of(settings)} away and make another with flask credentials key create.",
            hurts=found.ends_at < now(),
        )


def _parsed(path: Path, text: bytes) -> SigningKey:
    try:
        key = serialization.load_pem_private_key(text, None)
        leaf, authority = x509.load_pem_x509_certificates(text)
        leaf.verify_directly_issued_by(authority)
    except (ValueError, TypeError, InvalidSignature):
        raise BadSigningKey(
            path, "it is not a private key, its certificate and that of its authority"
        ) from None
    if not isinstance(key, ec.EllipticCurvePrivateKey) or key.public_key() != leaf.public_key():
        raise BadSigningKey(path, "the certificate is of another key")
    return SigningKey(
        key=_plain(key),
        chain=leaf.public_bytes(_PEM) + authority.public_bytes(_PEM),
        anchor=authority.public_bytes(_PEM),
        ends_at=min(leaf.not_valid_after_utc, authority.not_valid_after_utc),
    )


def _made(operator: str, at: datetime) -> bytes:
    authority_key, key = (ec.generate_private_key(ec.SECP256R1()) for _ in range(2))
    issuer = _name(operator, "Content credentials authority")
    authority = (
        _certificate(issuer, issuer, authority_key, at)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(_usage(certificates=True), critical=True)
        .sign(authority_key, hashes.SHA256())
    )
    issued_by = x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key())
    leaf = (
        _certificate(_name(operator, "Content credentials"), issuer, key, at)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(_usage(certificates=False), critical=True)
        .add_extension(
            x509.ExtendedKeyUsage([ExtendedKeyUsageOID.EMAIL_PROTECTION]), critical=False
        )
        .add_extension(issued_by, critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    return _plain(key) + leaf.public_bytes(_PEM) + authority.public_bytes(_PEM)


def _certificate(
    subject: x509.Name, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, at: datetime
) -> x509.CertificateBuilder:
    # A day of grace: whoever verifies may have a clock that goes behind ours.
    begins = at.astimezone(UTC) - timedelta(days=1)
    return (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(begins)
        .not_valid_after(begins + GOOD_FOR)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _usage(*, certificates: bool) -> x509.KeyUsage:
    return x509.KeyUsage(
        digital_signature=not certificates,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=certificates,
        crl_sign=certificates,
        encipher_only=False,
        decipher_only=False,
    )


def _name(operator: str, role: str) -> x509.Name:
    """64 characters is the most that a certificate's name has room for."""
    organisation, common = operator[:64], f"{operator[:30]} {role}"[:64]
    return x509.Name(
        [
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def _plain(key: ec.EllipticCurvePrivateKey) -> bytes:
    form = serialization.PrivateFormat.PKCS8
    return key.private_bytes(_PEM, form, serialization.NoEncryption())
