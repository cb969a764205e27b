"""Whose signatures a checked file holds: each found signature is laid beside the people who are expected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.documents.models import Delegation, Document, Signer
from app.esign.codes import Code, Weight
from app.esign.report import Finding, Report, SignatureFound
from app.identity.models import Person
from app.kit.clock import now
from app.kit.names import search_key


@dataclass(frozen=True)
class Match:
    """A signature and the place it fills; by a delegate when there is a delegation."""

    signer: Signer
    found: SignatureFound
    person: Person
    delegation: Delegation | None = None
    by_name: bool = False  # the portal knows no code of this person


@dataclass
class Reading:
    """What a brought file means for a document."""

    report: Report
    holds: list[Match] = field(default_factory=list)
    waits: list[Match] = field(default_factory=list)  # sound, but revocation is not known yet
    known: list[Signer] = field(default_factory=list)  # signed already
    refused: list[Finding] = field(default_factory=list)

    @property
    def of_use(self) -> bool:
        """Whether it brings a signature that is not there yet."""
        return bool(self.holds or self.waits) and not self.refused


def same_code(one: str, other: str) -> bool:
    """Personal codes are compared by their digits: with a hyphen or without, in the old style or the new."""
    return _digits(one) == _digits(other) != ""


def _digits(code: str) -> str:
    return "".join(each for each in code if each.isdigit())


def _is(person: Person, found: SignatureFound) -> bool:
    if person.personal_code:
        return same_code(person.personal_code, found.personal_code)
    return _key(person.name) == _key(f"{found.given_name} {found.family_name}")


def _key(name: str) -> list[str]:
    return sorted(search_key(name).replace("-", " ").split())


def _delegations(db: Session, document: Document) -> dict[int, list[Delegation]]:
    """By the person expected, those who may sign for them."""
    wanted = select(Delegation).where(
        Delegation.giver_id.in_([signer.person_id for signer in document.parties]),
        Delegation.organisation_id.in_([signer.organisation_id for signer in document.parties]),
    )
    found: dict[int, list[Delegation]] = {}
    for each in db.scalars(wanted):
        found.setdefault(each.giver_id, []).append(each)
    return found


def _places(document: Document, found: SignatureFound, lent: dict[int, list[Delegation]]) -> list[Match]:
    moment = found.signed_at or now()
    places = []
    for signer in document.parties:
        if _is(signer.person, found):
            by_name = not signer.person.personal_code
            places.append(Match(signer, found, signer.person, None, by_name))
            continue
        for each in lent.get(signer.person_id, ()):
            right = each.organisation_id == signer.organisation_id and each.held_on(moment)
            if right and _is(each.taker, found):
                places.append(Match(signer, found, each.taker, each, not each.taker.personal_code))
                break
    return places


def match(db: Session, document: Document, report: Report) -> Reading:
    """Counts people, never signatures; a broken signature refuses the whole file."""
    reading = Reading(report, refused=[f for f in report.findings if f.weight is Weight.REFUSE])
    for signature in report.signatures:
        reading.refused += [
            Finding(finding.code, finding.about or signature.signer)
            for finding in signature.findings
            if finding.weight is Weight.REFUSE
        ]
    if reading.refused:
        return reading
    lent, strangers, taken = _delegations(db, document), [], set[int]()
    for signature in report.signatures:
        places = _places(document, signature, lent)
        if not places and not signature.seal:
            strangers.append(signature)
        for place in places:
            if place.signer.id in taken:
                signature.findings.append(Finding(Code.SAME_SIGNER_TWICE, signature.signer))
            elif not place.signer.pending:
                reading.known.append(place.signer)
            else:
                (reading.waits if signature.waits else reading.holds).append(place)
            taken.add(place.signer.id)
    if not (reading.holds or reading.waits or reading.known):
        reading.refused += _who_instead(report.signatures, strangers)
    return reading


def _who_instead(found: Sequence[SignatureFound], strangers: Sequence[SignatureFound]) -> list[Finding]:
    if not found:
        return [Finding(Code.NOT_SIGNED)]
    return [Finding(Code.WRONG_SIGNER, each.signer) for each in strangers] or [Finding(Code.WRONG_SIGNER)]
