"""Who signs for each side of a placement, as the circuit of the document asks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy.orm import Session

from app.documents.circuits import several
from app.documents.issuing import Wanted
from app.documents.models import Circuit, Party, Signer
from app.identity.models import Person
from app.placements.models import Placement
from app.placements.parties import company_signatories, concludes, directors, guardians
from app.schools.models import School

DIRECTOR: Final = "direktors"


def relation(placement: Placement, person: Person) -> str:
    """Mother, father, guardian: as the school has written it."""
    for guardianship in placement.learner.guardianships:
        if guardianship.person_id == person.id:
            return guardianship.relation
    return ""


def _side(
    circuit: Circuit, party: Party, organisation_id: int, people: Sequence[tuple[Person, str]], outside: bool
) -> list[Wanted]:
    """The first of them; all when the circuit asks several."""
    asked = people if several(circuit, party) else people[:1]
    outside |= party in circuit.outside
    one_of = party in circuit.any_of and len(asked) > 1
    return [Wanted(party, person, organisation_id, capacity, outside, one_of) for person, capacity in asked]


def for_the_learner(placement: Placement, circuit: Circuit) -> list[Wanted]:
    """The learner; for a minor the legal representative takes the learner's place (484: 7), and the learner
    signs beside them where the school wants it."""
    concluder = concludes(placement)
    if concluder is None:
        return []
    own = concluder.id == placement.learner.person_id
    party = Party.LEARNER if own else Party.GUARDIAN
    everybody = [concluder] if own else list(dict.fromkeys([concluder, *guardians(placement)]))
    known = [(person, relation(placement, person)) for person in everybody]
    asked = _side(circuit, party, placement.school_id, known, party in placement.outside)
    if circuit.minor_too and not own:
        outside = Party.LEARNER in {*placement.outside, *circuit.outside}
        learner = placement.learner.person
        asked.append(Wanted(Party.LEARNER, learner, placement.school_id, "", outside))
    return asked


def for_the_company(
    placement: Placement, circuit: Circuit, signatories: Sequence[tuple[Person, str]]
) -> list[Wanted]:
    """Its signatories, the one whom the document names first."""
    if placement.company_id is None:
        return []
    outside = Party.COMPANY in placement.outside
    return _side(circuit, Party.COMPANY, placement.company_id, signatories, outside)


def for_the_school(db: Session, school: School, circuit: Circuit, *, outside: bool = False) -> list[Wanted]:
    """The director whom the school has named; the others with that role when several sign."""
    named = [school.director] if school.director else []
    others = directors(db, school.id) if several(circuit, Party.SCHOOL) else []
    known = [(person, DIRECTOR) for person in dict.fromkeys([*named, *others])]
    return _side(circuit, Party.SCHOOL, school.id, known, outside)


def others_instead(db: Session, signer: Signer) -> list[tuple[Person, str]]:
    """Who else of the same side could sign a document about a placement; a learner is only one."""
    about, _colon, number = signer.document.subject.partition(":")
    placement = db.get(Placement, int(number)) if about == "placement" else None
    if placement is None:
        return []
    if signer.party is Party.GUARDIAN:
        return [(each, relation(placement, each)) for each in guardians(placement)]
    if signer.party is Party.COMPANY:
        return company_signatories(db, placement)
    return (
        [(each, DIRECTOR) for each in directors(db, placement.school_id)]
        if signer.party is Party.SCHOOL
        else []
    )
