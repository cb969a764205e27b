"""Every setting of the portal, read once from the environment."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

DEMO_SECRET = "demo-only"
S3 = ("ENDPOINT", "REGION", "KEY", "SECRET")
SEAL = ("KEY", "PASSWORD", "CERTIFICATE", "FOLDER", "PKCS11", "TOKEN", "PIN", "LABEL")
PORTALSIGN = ("URL", "USER", "PASSWORD")
EPARAKSTS = ("URL", "CLIENT", "SECRET")
YES = {"1", "yes", "true"}


class Unsafe(Exception):
    """The settings would make an unsafe portal; the text says what to set."""


@dataclass(frozen=True)
class Settings:
    """What an operator may choose; see the table in the README."""

    data_dir: Path
    files: str
    s3: dict[str, str] = field(repr=False)
    database_url: str
    host: str
    port: int
    demo: bool
    secret_key: str
    base_url: str
    smtp_url: str
    mail_from: str
    bounce_address: str
    bounce_mailbox: str
    dkim_selector: str
    dns_server: str
    lotl_url: str  # of the European list of lists, for the nightly refresh
    worker: bool
    trusted_lists: Path | None  # for `verify`; without it what the portal has imported
    seal: dict[str, str] = field(repr=False)
    tsa_url: str
    portalsign: dict[str, str] = field(repr=False)
    eparaksts: dict[str, str] = field(repr=False)
    test_signing: bool

    @classmethod
    def read(cls, environ: Mapping[str, str] = os.environ) -> Settings:
        """Raises `Unsafe` when a real portal would start with a known secret."""
        data_dir = Path(environ.get("DVB_DATA_DIR") or "var").resolve()
        host = environ.get("DVB_HOST") or "127.0.0.1"
        port = int(environ.get("DVB_PORT") or 8000)
        demo = environ.get("DVB_DEMO", "").lower() in YES
        secret = environ.get("DVB_SECRET_KEY", "")
        if not demo and (len(secret) < 32 or secret == DEMO_SECRET):
            raise Unsafe(
                "DVB_SECRET_KEY must be a secret of at least 32 characters; "
                "make one with: python -c 'import secrets; print(secrets.token_urlsafe(48))'"
            )
        return cls(
            data_dir=data_dir,
            files=environ.get("DVB_FILES") or str(data_dir / "files"),
            s3={name.lower(): environ.get(f"DVB_S3_{name}", "") for name in S3},
            database_url=environ.get("DVB_DATABASE_URL") or f"sqlite:///{data_dir / 'dvb.sqlite'}",
            host=host,
            port=port,
            demo=demo,
            secret_key=secret or DEMO_SECRET,
            base_url=(environ.get("DVB_BASE_URL") or f"http://{host}:{port}").rstrip("/"),
            smtp_url=environ.get("DVB_SMTP_URL", ""),
            mail_from=environ.get("DVB_MAIL_FROM") or "DVB portāls <portals@localhost>",
            bounce_address=environ.get("DVB_BOUNCE_ADDRESS", ""),
            bounce_mailbox=environ.get("DVB_BOUNCE_MAILBOX", ""),
            dkim_selector=environ.get("DVB_DKIM_SELECTOR", ""),
            dns_server=environ.get("DVB_DNS_SERVER", ""),
            lotl_url=environ.get("DVB_LOTL_URL", ""),
            trusted_lists=Path(lists) if (lists := environ.get("DVB_TRUSTED_LISTS")) else None,
            worker=environ.get("DVB_WORKER", "1").lower() not in {"0", "no", "false"},
            seal={name.lower(): environ.get(f"DVB_SEAL_{name}", "") for name in SEAL},
            portalsign={name.lower(): environ.get(f"DVB_PORTALSIGN_{name}", "") for name in PORTALSIGN},
            eparaksts={name.lower(): environ.get(f"DVB_EPARAKSTS_{name}", "") for name in EPARAKSTS},
            tsa_url=environ.get("DVB_TSA_URL", ""),
            test_signing=(environ.get("DVB_TEST_SIGNING") or str(int(demo))).lower() in YES,
        )
