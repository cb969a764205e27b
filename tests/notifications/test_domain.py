"""What the name servers say of the sending domain, asked of a real one."""

import base64
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from fastapi import FastAPI
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.jobs.work import later
from app.notifications import records
from app.notifications.domain import CHECK, examined
from app.notifications.models import DomainCheck
from app.settings import Settings
from tests.browser import Browser
from tests.notifications.name_server import Serving, name_server

DOMAIN, BACK = "portals.example", "bounces.portals.example"
DMARC = f"_dmarc.{DOMAIN}"
KEY = f"m2026._domainkey.{DOMAIN}"


@pytest.fixture(scope="module")
def key() -> str:
    """An RSA key as it is published."""
    return published(2048)


def published(bits: int) -> str:
    made = rsa.generate_private_key(65537, bits).public_key()
    written = base64.b64encode(made.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo))
    return f"v=DKIM1; k=rsa; p={written.decode()}"


@pytest.fixture(scope="module")
def serving() -> Iterator[Serving]:
    with name_server() as server:
        yield server


@pytest.fixture
def names(serving: Serving, key: str) -> Serving:
    """A domain as it should be."""
    serving.zone, serving.silent = {}, False
    serving.says(BACK, "TXT", "v=spf1 include:_spf.relay.example -all", "something else")
    serving.says("_spf.relay.example", "TXT", "v=spf1 ip4:192.0.2.0/24 a:mail.relay.example ~all")
    serving.says(BACK, "MX", "10 mx2.relay.example.", "5 mx1.relay.example.")
    serving.says(KEY, "TXT", key)
    serving.says(DMARC, "TXT", "v=DMARC1; p=reject; rua=mailto:dmarc@portals.example")
    return serving


@pytest.fixture
def own(names: Serving) -> Settings:
    return Settings.read(
        {
            "DVB_DEMO": "1",
            "DVB_MAIL_FROM": f"DVB portāls <portals@{DOMAIN}>",
            "DVB_BOUNCE_ADDRESS": f"bounces@{BACK}",
            "DVB_BOUNCE_MAILBOX": "somewhere",
            "DVB_DKIM_SELECTOR": "m2026",
            "DVB_DNS_SERVER": names.address,
        }
    )


def levels(settings: Settings) -> dict[str, str]:
    return {finding.what: finding.level for finding in examined(settings)}


def test_works(app: FastAPI, browser: Browser, db: Session, own: Settings) -> None:
    before = app.state.settings
    app.state.settings = replace(own, data_dir=before.data_dir)
    later(db, CHECK, {})
    browser.work()
    app.state.settings = before
    check = db.scalars(select(DomainCheck)).one()
    assert check.domain == DOMAIN
    assert {found["what"]: found["level"] for found in check.findings} == dict.fromkeys(
        ("spf", "dkim", "dmarc", "back"), "ok"
    )
    assert check.findings[3]["record"] == "mx1.relay.example, mx2.relay.example"


def spf(text: str) -> Callable[[Serving], None]:
    return lambda names: names.says(BACK, "TXT", text)


def dmarc(text: str) -> Callable[[Serving], None]:
    return lambda names: names.says(DMARC, "TXT", text)


def gone(name: str, kind: str) -> Callable[[Serving], object]:
    return lambda names: names.zone.pop((name, kind))


MANY = "v=spf1 " + " ".join(f"include:s{n}.example" for n in range(11)) + " -all"


@pytest.mark.parametrize(
    ("broken", "what", "level", "said"),
    [
        (gone(BACK, "TXT"), "spf", "bad", "has no SPF record"),
        (spf("v=spf1 +all"), "spf", "bad", "the whole world"),
        (spf("v=spf1 mx all"), "spf", "bad", "the whole world"),
        (spf("v=spf1 mx ?all"), "spf", "warn", "what to do with other servers"),
        (spf("v=spf1 mx"), "spf", "warn", "what to do with other servers"),
        (spf(MANY), "spf", "bad", "look-ups"),
        (spf(f"v=spf1 include:{BACK} -all"), "spf", "ok", ""),
        (lambda names: names.says(BACK, "TXT", "v=spf1 -all", "v=spf1 mx -all"), "spf", "bad", "several"),
        (gone(KEY, "TXT"), "dkim", "bad", "no key"),
        (lambda names: names.says(KEY, "TXT", "v=DKIM1; p="), "dkim", "bad", "withdrawn"),
        (lambda names: names.says(KEY, "TXT", "v=DKIM1; p=notakey"), "dkim", "bad", "cannot be read"),
        (lambda names: names.says(KEY, "TXT", published(1024)), "dkim", "warn", "bits"),
        (gone(DMARC, "TXT"), "dmarc", "bad", "no DMARC record"),
        (dmarc("v=DMARC1; p=none"), "dmarc", "warn", "only watches"),
        (dmarc("v=DMARC1"), "dmarc", "bad", "no policy"),
        (gone(BACK, "MX"), "back", "bad", "takes no letters"),
    ],
)
def test_what_is_wrong_is_said(
    names: Serving, own: Settings, broken: Callable[[Serving], object], what: str, level: str, said: str
) -> None:
    broken(names)
    found = {finding.what: finding for finding in examined(own)}
    assert found[what].level == level
    assert said in found[what].said
    assert {name for name, finding in found.items() if finding.level != "ok"} <= {what}


def test_a_key_under_test_counts_for_nothing(names: Serving, own: Settings, key: str) -> None:
    names.says(KEY, "TXT", f"{key}; t=y:s")
    assert levels(own)["dkim"] == "warn"


def test_what_is_not_set_is_said(own: Settings) -> None:
    found = levels(replace(own, dkim_selector="", bounce_mailbox=""))
    assert (found["dkim"], found["back"]) == ("warn", "warn")


def test_the_policy_of_the_parent_counts(own: Settings) -> None:
    assert levels(replace(own, mail_from=f"portals@skola.{DOMAIN}"))["dmarc"] == "ok"


def test_letters_that_return_elsewhere_need_a_signature(names: Serving, own: Settings) -> None:
    names.says("elsewhere.example", "TXT", "v=spf1 -all")
    own = replace(own, bounce_address="b@elsewhere.example", dkim_selector="")
    assert levels(own)["dmarc"] == "warn"


def test_silence_is_no_verdict(names: Serving, own: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(records, "SECONDS", 0.05)
    names.silent = True
    assert set(levels(own).values()) == {"unknown"}


def test_a_machine_of_ones_own_is_no_domain(own: Settings) -> None:
    assert levels(replace(own, mail_from="portals@localhost", bounce_address="")) == {"sender": "bad"}
