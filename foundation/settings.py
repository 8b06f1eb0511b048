"""Everything that differs between machines. Nothing else reads the environment."""

import os
import secrets
import tempfile
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import Field, dataclass, field, fields, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from foundation import setting_values

PREFIX = "FAIRTAKE_"
_OUTSIDE_NAMES = {"database_url": "DATABASE_URL"}


class BadSetting(Exception):
    """Stops the start: a sentence for each variable that is wrong, by its name."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = tuple(sentences)


def setting(
    default: Any,
    means: str,
    parse: Callable[[str], Any] = setting_values.text,
    *,
    secret: bool = False,
) -> Any:
    """A field that knows how it is read, what the README says of it, and if it may be shown."""
    return field(
        default=default,
        repr=not secret,
        metadata={"means": means, "parse": parse, "secret": secret},
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    mode: str = setting(
        "development",
        "`development` or `production`. Development serves loopback only and captures mail.",
        setting_values.choice("development", "production"),
    )
    url: str = setting(
        "http://localhost:5000",
        "Public address, scheme and host; links and passkeys use it.",
        setting_values.web_address,
    )
    var: Path = setting(Path("var"), "Folder for what the application keeps on this machine.", Path)
    database_url: str = setting(
        "",
        "Default: SQLite in the var folder. Or postgresql://…",
        setting_values.database,
        secret=True,
    )
    secret_key: str = setting(
        "",
        "Signs cookies and links; 32 characters or more. Development makes its own.",
        setting_values.key,
        secret=True,
    )
    master_key: str = setting(
        "",
        "Wraps the keys of personal data; 64 hexadecimal digits. Development makes its own.",
        setting_values.hexadecimal_key,
        secret=True,
    )
    ledger_origin: str = setting(
        "", "The name that the rights ledger starts under; empty: the host's, with /ledger/1."
    )
    ledger_key: str = setting(
        "",
        "Private key of the rights ledger; empty: the file ledger-key in the var folder.",
        secret=True,
    )
    ledger_second_place: str = setting(
        "",
        "Where the newest signed checkpoint is kept besides the database: a file elsewhere, or the"
        " address of any second database. Empty: a file in the var folder.",
        secret=True,
    )
    ledger_policy: str = setting(
        "",
        "A tlog-policy file that names the witnesses of the rights ledger; empty: none is asked.",
    )
    credentials_key: str = setting(
        "",
        "File (PEM) with the key and certificates that sign content credentials; empty: the file"
        " credentials-key.pem in the var folder.",
    )
    smtp_url: str = setting(
        "",
        "smtp://user:password@host:587 or smtps://… Empty: mail is captured.",
        setting_values.mail_server,
        secret=True,
    )
    mail_from: str = setting("Fairtake <no-reply@localhost>", "Sender of every mail.")
    help_mail: str = setting(
        "", "Where people without an account can write to; shown on the help page."
    )
    operator_name: str = setting(
        "Fairtake", "Who runs this installation, as documents and receipts name it."
    )
    operator_address: str = setting(
        "", "The operator's postal address, in documents and receipts; empty: the web address."
    )
    operator_tax_number: str = setting(
        "", "The operator's tax number, as invoices state it; empty: they state none."
    )
    storage: str = setting(
        "local", "`local` (in the var folder) or s3://bucket/prefix.", setting_values.storage
    )
    s3_endpoint: str = setting("", "Address of an S3-compatible store; empty: the provider's own.")
    s3_region: str = setting("us-east-1", "Region of the bucket.")
    s3_key_id: str = setting("", "Access key id; empty: boto3's own search.")
    s3_secret: str = setting("", "Secret access key.", secret=True)
    proxies: int = setting(
        0,
        "How many trusted proxies stand in front; their X-Forwarded-For is believed.",
        setting_values.count,
    )
    upload_limit_mb: int = setting(4096, "Largest upload, in MiB.", setting_values.count)
    upload_quota_mb: int = setting(
        20480, "What one person may have uploaded and not yet used, in MiB.", setting_values.count
    )
    metrics_token: str = setting(
        "", "Bearer token for /metrics; empty: loopback only.", secret=True
    )
    log_level: str = setting(
        "info",
        "`debug`, `info`, `warning` or `error`.",
        setting_values.choice("debug", "info", "warning", "error"),
    )
    identity_url: str = setting(
        "",
        "Address of a hosted provider of identity checks; empty: compliance checks by hand.",
        setting_values.web_address,
    )
    identity_secret: str = setting(
        "", "Shared with that provider: asks it, and signs what it tells us.", secret=True
    )
    backup_dir: str = setting("", "Where backups are kept; the doctor looks for a fresh one here.")
    stripe_secret_key: str = setting(
        "",
        "Secret key at Stripe, sk_… or rk_…; empty: the stand-in on this machine, in development.",
        secret=True,
    )
    stripe_api_base: str = setting(
        "",
        "Address of Stripe's API; empty: the real one, or the stand-in's where there is no key.",
        setting_values.web_address,
    )
    stripe_connect_base: str = setting(
        "",
        "Address for signing in at Stripe; empty: goes with the API's.",
        setting_values.web_address,
    )
    stripe_files_base: str = setting(
        "", "Address for Stripe's files; empty: goes with the API's.", setting_values.web_address
    )
    stripe_meter_events_base: str = setting(
        "", "Address for Stripe's meters; empty: goes with the API's.", setting_values.web_address
    )
    stripe_webhook_secrets: tuple[str, ...] = setting(
        (),
        "What Stripe signs its snapshot events with: a whsec_… for each endpoint, with commas;"
        " during a change the new and the old.",
        setting_values.webhook_secrets,
        secret=True,
    )
    stripe_thin_webhook_secrets: tuple[str, ...] = setting(
        (),
        "The same for thin events, which come to an address of their own.",
        setting_values.webhook_secrets,
        secret=True,
    )
    stripe_calls_per_second: int = setting(
        80,
        "How many calls a second all processes together make at most; Stripe allows 100.",
        setting_values.positive,
    )

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> "Settings":
        """An unknown FAIRTAKE_ name or a bad value stops the start, by name."""
        found, problems = cls.judged(environment)
        if problems:
            raise BadSetting(problems)
        return found

    @classmethod
    def judged(cls, environment: Mapping[str, str]) -> tuple["Settings", list[str]]:
        """What can be understood, and a sentence for each thing that cannot."""
        by_name = {variable(each): each for each in fields(cls)}
        problems = [
            f"{name} is not a setting of Fairtake. Is it misspelt?"
            for name in sorted(environment)
            if name.startswith(PREFIX) and name not in by_name
        ]
        given: dict[str, Any] = {}
        for name, each in by_name.items():
            if environment.get(name):
                try:
                    given[each.name] = each.metadata["parse"](environment[name])
                except ValueError as why:
                    shown = "" if each.metadata["secret"] else f"; it is {environment[name]!r}"
                    problems.append(f"{name} {why}{shown}.")
        found = cls(**given)
        try:
            found = found.completed()
        except OSError as why:
            problems.append(f"{PREFIX}VAR is a folder that cannot be used: {why}.")
        return found, problems + found.missing(environment)

    def completed(self) -> "Settings":
        """Development fills what it may: a database, and keys that stay the same over restarts."""
        found: dict[str, Any] = {}
        if not self.database_url:
            found["database_url"] = f"sqlite:///{(self.var / 'fairtake.sqlite').absolute()}"
        if not self.production:
            for name in ("secret_key", "master_key"):
                if not getattr(self, name):
                    found[name] = _kept_key(self.var / name.replace("_", "-"))
        return replace(self, **found)

    def missing(self, environment: Mapping[str, str]) -> list[str]:
        wanted = {
            "secret_key": "with 32 characters or more",
            "master_key": "with 64 hexadecimal digits",
        }
        return [
            f"{PREFIX}{name.upper()} must be set, {how}."
            for name, how in wanted.items()
            if not getattr(self, name) and not environment.get(PREFIX + name.upper())
        ]

    @property
    def production(self) -> bool:
        return self.mode == "production"

    @property
    def https(self) -> bool:
        return self.url.startswith("https://")

    @property
    def hostname(self) -> str:
        return urlsplit(self.url).hostname or ""


def variable(each: "Field[Any]") -> str:
    if each.name.startswith("stripe_"):
        return each.name.upper()
    return _OUTSIDE_NAMES.get(each.name, PREFIX + each.name.upper())


def _kept_key(path: Path) -> str:
    """Two processes that start at once agree on one: a link to a whole file is made, or is not."""
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile("w", dir=path.parent) as made:  # Mode 0600.
            made.write(secrets.token_hex(32))
            made.flush()
            with suppress(FileExistsError):
                os.link(made.name, path)
    return path.read_text().strip()
