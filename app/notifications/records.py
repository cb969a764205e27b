"""What the records of a domain say about its letters: SPF (RFC 7208), DKIM (6376), DMARC (7489)."""

from __future__ import annotations

import base64
import re
from dataclasses import dataclass
from typing import Any, Final

import dns.exception
import dns.nameserver
import dns.resolver
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

from app.kit.words import Said, _

MOST_LOOKUPS: Final = 10  # RFC 7208, 4.6.4
WEAK_BITS, GOOD_BITS = 1024, 2048
SECONDS: Final = 5.0
NONE: Final = (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer)


class Silent(Exception):
    """No name server answered."""


@dataclass(frozen=True)
class Finding:
    """One question answered: ok, warn, bad or unknown, why, and the record itself."""

    what: str
    level: str
    said: Said
    record: str = ""

    def to_json(self) -> dict[str, Any]:
        """For the database."""
        return {"what": self.what, "level": self.level, "said": self.said.to_json(), "record": self.record}


class Names:
    """The name servers: those of the system, or the one that is set (`host` or `host:port`)."""

    def __init__(self, server: str) -> None:
        host, _colon, port = server.rpartition(":") if re.search(r":\d+$", server) else (server, "", "53")
        self.resolver = dns.resolver.Resolver(configure=not server)
        self.resolver.lifetime = SECONDS
        if server:
            self.resolver.nameservers = [dns.nameserver.Do53Nameserver(host, int(port))]

    def texts(self, name: str) -> list[str]:
        """The TXT records of a name, each joined."""
        return [b"".join(row.strings).decode("utf-8", "replace") for row in self._asked(name, "TXT")]

    def exchangers(self, name: str) -> list[str]:
        """Who takes letters for a domain; without an MX record the domain itself, if it has an address."""
        rows = sorted(self._asked(name, "MX"), key=lambda row: row.preference)
        if rows:
            return [str(row.exchange).rstrip(".") for row in rows if str(row.exchange) != "."]
        return [name] if self._asked(name, "A") or self._asked(name, "AAAA") else []

    def _asked(self, name: str, kind: str) -> list[Any]:
        try:
            return list(self.resolver.resolve(name, kind))
        except NONE:
            return []
        except (dns.exception.DNSException, OSError, UnicodeError) as failure:
            raise Silent(str(failure)) from failure


def spf(names: Names, domain: str) -> Finding:
    """Who may send in the name of the envelope's domain."""
    found = _spf_of(names, domain)
    if not found:
        said = _("{domain} has no SPF record: nobody can tell which servers may send for it.", domain=domain)
        return Finding("spf", "bad", said)
    if len(found) > 1:
        return Finding(
            "spf", "bad", _("There are several SPF records; there must be one."), " | ".join(found)
        )
    record, lookups = found[0], _lookups(names, found[0], {domain})
    if lookups > MOST_LOOKUPS:
        said = _("The SPF record asks for {n} look-ups; receivers stop at 10 and ignore it.", n=lookups)
        return Finding("spf", "bad", said, record)
    ends = re.findall(r"(?i)(?:^|\s)([+~?-]?)all(?:\s|$)", record)
    if ends and ends[-1] in {"", "+"}:
        return Finding("spf", "bad", _("The SPF record lets the whole world send (+all)."), record)
    if (not ends and "redirect=" not in record.casefold()) or (ends and ends[-1] == "?"):
        said = _("The SPF record does not say what to do with other servers; end it with ~all or -all.")
        return Finding("spf", "warn", said, record)
    return Finding("spf", "ok", _("It is said which servers may send; the rest are refused."), record)


def _spf_of(names: Names, domain: str) -> list[str]:
    return [text for text in names.texts(domain) if re.match(r"(?i)v=spf1(\s|$)", text)]


def _lookups(names: Names, record: str, been: set[str]) -> int:
    """How many questions a receiver must ask; included records count with theirs."""
    count = 0
    for term in record.split()[1:]:
        name, value = _term(term)
        if name not in {"include", "a", "mx", "ptr", "exists", "redirect"}:
            continue
        count += 1
        if name in {"include", "redirect"} and value not in been and len(been) <= MOST_LOOKUPS:
            been.add(value)
            count += sum(_lookups(names, inner, been) for inner in _spf_of(names, value)[:1])
    return count


def _term(term: str) -> tuple[str, str]:
    name, _mark, value = term.lstrip("+-~?").partition(
        "=" if term.casefold().startswith("redirect=") else ":"
    )
    return name.partition("/")[0].casefold(), value.partition("/")[0].casefold()


def dkim(names: Names, domain: str, selector: str) -> Finding:
    """Whether the key with which the mail server signs is published."""
    if not selector:
        said = _("The selector of the signature is not set (DVB_DKIM_SELECTOR), so it cannot be checked.")
        return Finding("dkim", "warn", said)
    where = f"{selector}._domainkey.{domain}"
    found = [text for text in names.texts(where) if "p=" in text]
    if not found:
        return Finding(
            "dkim", "bad", _("There is no key at {name}: letters bear no valid signature.", name=where)
        )
    tags = _tags(found[0])
    if not tags.get("p"):
        return Finding("dkim", "bad", _("The key has been withdrawn (p= is empty)."), found[0])
    bits = _bits(tags["p"])
    if tags.get("k", "rsa") == "rsa" and bits is None:
        return Finding("dkim", "bad", _("The key cannot be read."), found[0])
    if bits is not None and bits < GOOD_BITS:
        said = _("The key has {n} bits; receivers want at least 2048.", n=bits)
        return Finding("dkim", "bad" if bits < WEAK_BITS else "warn", said, found[0])
    if "y" in tags.get("t", "").split(":"):
        return Finding(
            "dkim", "warn", _("The key is marked as a test (t=y), so receivers ignore it."), found[0]
        )
    return Finding("dkim", "ok", _("The key of the signature is published."), found[0])


def _bits(key: str) -> int | None:
    """Of an RSA key."""
    try:
        read = load_der_public_key(base64.b64decode(re.sub(r"\s", "", key), validate=True))
    except (ValueError, TypeError):
        return None
    return read.key_size if isinstance(read, RSAPublicKey) else None


def dmarc(names: Names, domain: str, returning: str, signed: bool) -> Finding:
    """What receivers are to do with letters that only claim to be ours."""
    found: list[str] = []
    for where in _upwards(domain):
        found = [text for text in names.texts(f"_dmarc.{where}") if re.match(r"(?i)v=dmarc1\s*(;|$)", text)]
        if found:
            break
    if not found:
        said = _("There is no DMARC record: anybody may write in the name of {domain}.", domain=domain)
        return Finding("dmarc", "bad", said)
    tags = _tags(found[0])
    if tags.get("p", "").casefold() not in {"none", "quarantine", "reject"}:
        return Finding("dmarc", "bad", _("The DMARC record has no policy (p=)."), found[0])
    if _upwards(returning)[-1] != _upwards(domain)[-1] and not signed:
        said = _(
            "Letters return to {back}, but are from {domain}: without a DKIM signature they fail DMARC.",
            back=returning,
            domain=domain,
        )
        return Finding("dmarc", "warn", said, found[0])
    if tags["p"].casefold() == "none":
        said = _("DMARC only watches (p=none); when the reports are clean, choose quarantine or reject.")
        return Finding("dmarc", "warn", said, found[0])
    return Finding("dmarc", "ok", _("Letters that only claim to be from here are stopped."), found[0])


def _upwards(domain: str) -> list[str]:
    """The domain, its parent, down to the last two names."""
    parts = domain.split(".")
    return [".".join(parts[n:]) for n in range(max(1, len(parts) - 1))]


def _tags(record: str) -> dict[str, str]:
    pairs = (part.partition("=") for part in record.split(";"))
    return {name.strip().casefold(): value.strip() for name, _mark, value in pairs}


def way_back(names: Names, domain: str, read: bool) -> Finding:
    """Whether what cannot be delivered comes back, and is read."""
    found = names.exchangers(domain)
    if not found:
        said = _(
            "{domain} takes no letters, so the portal never learns of those that come back.", domain=domain
        )
        return Finding("back", "bad", said)
    if not read:
        said = _("Letters come back, but the portal does not read them (DVB_BOUNCE_MAILBOX).")
        return Finding("back", "warn", said, ", ".join(found))
    return Finding("back", "ok", _("What cannot be delivered comes back and is read."), ", ".join(found))
