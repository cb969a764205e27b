"""Why a message was not delivered, by the enhanced status code of RFC 3463, and what can be done."""

from __future__ import annotations

import re
from typing import Final

from app.identity.models import Person
from app.kit.errors import Reason, Refused
from app.kit.words import Said, _

CODE: Final = re.compile(r"(?<![\d.])([245])\.(\d{1,3})\.(\d{1,3})(?![\d.])")
NO_ADDRESS, NO_ANSWER = "5.0.1", "4.4.1"  # the first is our own: there was nowhere to send

# of the plain replies, which say less
_PLAIN: Final = {550: "5.1.0", 551: "5.1.6", 552: "5.2.2", 553: "5.1.3", 556: "5.1.10"}

NOBODY = _("There is no such address.")
NO_DOMAIN = _("There is no mail server of that name (the part after @).")
CLOSED = _("The mailbox has been closed.")
FULL = _("The mailbox is full.")
TOO_LARGE = _("The letter is too large for this mailbox.")
UNREACHABLE = _("The receiver's mail server could not be reached.")
TOO_LATE = _("The receiver's mail server did not take the letter in time.")
UNWANTED = _("The receiver's mail server took the letter for an unwanted one.")
NOT_YET = _("The receiver's mail server does not take the letter yet.")
REFUSED = _("The receiver's mail server refused the letter.")
NOWHERE = _("There is neither an e-mail nor a phone.")

_REASONS: Final[dict[str, Said]] = {
    NO_ADDRESS: NOWHERE,
    "1.2": NO_DOMAIN,
    "1.10": NO_DOMAIN,
    "1": NOBODY,
    "2.1": CLOSED,
    "2.2": FULL,
    "2.3": TOO_LARGE,
    "3.4": TOO_LARGE,
    "4.3": NO_DOMAIN,
    "4.4": NO_DOMAIN,
    "4.7": TOO_LATE,
    "4": UNREACHABLE,
    "7": UNWANTED,
}
CORRECT = _("Correct the address, or telephone.")
TELEPHONE = _("Telephone, or ask for another address.")
WAIT = _("Telephone, or send it again later.")
TELL = _("Telephone; tell the portal's administrator, because other letters may be refused too.")

_ADVICE: Final[dict[Said, Said]] = {
    NOBODY: CORRECT,
    NO_DOMAIN: CORRECT,
    CLOSED: TELEPHONE,
    NOWHERE: _("Enter one of them first."),
    UNWANTED: TELL,
    REFUSED: TELEPHONE,
    TOO_LARGE: TELEPHONE,
}


def _looked_up(status: str) -> Said | None:
    _class, _dot, rest = status.partition(".")
    return _REASONS.get(status) or _REASONS.get(rest) or _REASONS.get(rest.partition(".")[0])


def reason(status: str) -> Said:
    """In plain words; an unknown code by its class."""
    return _looked_up(status) or (NOT_YET if status.startswith("4") else REFUSED)


def advice(status: str) -> Said:
    """What whoever sent it can do."""
    return _ADVICE.get(reason(status), WAIT)


def check_reachable(person: Person) -> None:
    """Raises `Refused` where letters come back, so that whoever writes next knows it at once."""
    if person.email and person.email_fault:
        said = _("Letters to {name} do not arrive at {email}.", name=person.name, email=person.email)
        fix = advice(person.email_fault)
        if person.phone:
            fix = _("Correct the address, or telephone: {phone:phone}.", phone=person.phone)
        raise Refused(Reason(said, because=reason(person.email_fault), fix=fix))


def lasting(status: str) -> bool:
    """Whether trying again is of no use."""
    return status.startswith("5")


def dead(status: str) -> bool:
    """Whether the address itself is at fault, so that no other letter would arrive either."""
    return status != NO_ADDRESS and lasting(status) and reason(status) in {NOBODY, NO_DOMAIN, CLOSED}


def status_of(code: int, said: str) -> str:
    """The enhanced code in a server's reply, or the nearest to its plain one."""
    found = CODE.search(said)
    if found and int(found[1]) == code // 100:
        return ".".join(found.groups())
    return _PLAIN.get(code) or f"{code // 100}.0.0"
