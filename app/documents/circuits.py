"""How each kind of a school's documents goes round: who signs in which order, and how many of each party."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy.orm import Session

from app.documents import verbs
from app.documents.issuing import Wanted
from app.documents.kinds import MADE, WRITTEN
from app.documents.models import Circuit, Party
from app.identity.actor import Actor
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import Said, _


@dataclass(frozen=True)
class Kind:
    """A kind of document that is signed, and the parties that may sign it."""

    label: Said
    parties: tuple[Party, ...]
    several: bool = True  # whether more than one of a party can be asked


ALL: Final = (Party.LEARNER, Party.GUARDIAN, Party.COMPANY, Party.SCHOOL)
KINDS: Final[Mapping[str, Kind]] = {
    "contract_484": Kind(MADE["contract_484"], ALL),
    "contract_481": Kind(MADE["contract_481"], ALL),
    "decision_481": Kind(MADE["decision_481"], (Party.SCHOOL,)),
    "amendment": Kind(MADE["amendment"], ALL),
    "termination": Kind(MADE["termination"], ALL),
    "settlement": Kind(MADE["settlement"], (Party.LEARNER, Party.GUARDIAN, Party.COMPANY)),
    "practice_order": Kind(MADE["practice_order"], (Party.SCHOOL,)),
    "suitability": Kind(MADE["suitability"], (Party.SCHOOL,), several=False),
    # written elsewhere: whoever sends it names every signer
    **{kind: Kind(label, ALL, several=False) for kind, label in WRITTEN.items()},
}
ALONE: Final = Party.LEARNER  # there is only one


@does(verbs.SET_CIRCUIT)
def set_circuit(
    db: Session,
    actor: Actor,
    circuit: Circuit,
    *,
    parallel: bool,
    any_of: Sequence[Party] = (),
    all_of: Sequence[Party] = (),
    outside: Sequence[Party] = (),
    minor_too: bool = False,
    remind_days: int = 3,
    escalate_days: int = 10,
) -> Circuit:
    """For documents issued from now on; those that are out keep their way, but not their reminders."""
    kind = KINDS[circuit.kind]
    if {*any_of, *all_of, *outside} - set(kind.parties):
        raise Refused(_("This party does not sign such a document."))
    if set(any_of) & set(all_of):
        raise Refused(_("Of one party either one signature is enough, or all are needed."))
    if (any_of or all_of) and (not kind.several or ALONE in {*any_of, *all_of}):
        raise Refused(_("Here each party has one signer."))
    if escalate_days and remind_days and escalate_days <= remind_days:
        raise Refused(_("The school is told later than the signer is reminded."))
    circuit.parallel = parallel
    circuit.any_of, circuit.all_of = _values(any_of), _values(all_of)
    circuit.outside, circuit.minor_too = _values(outside), minor_too and Party.GUARDIAN in kind.parties
    circuit.remind_days, circuit.escalate_days = remind_days, escalate_days
    db.add(circuit)
    return circuit


def _values(parties: Sequence[Party]) -> list[str]:
    return sorted({party.value for party in parties})


def several(circuit: Circuit, party: Party) -> bool:
    """Whether every signatory of the party is asked."""
    return party in circuit.any_of or party in circuit.all_of


ONE_ENOUGH: Final = "šīs puses vārdā pietiek ar vienu parakstu"
IN_PORTAL: Final = "elektroniski"
OUTSIDE: Final = "ar drošu elektronisko parakstu vai pašrocīgi"


def printed(signers: Sequence[Wanted], names: Mapping[Party, str]) -> list[dict[str, Any]]:
    """The signers as the document itself lists them, in Latvian: its language."""
    return [
        {
            "party": names[one.party],
            "name": one.person.name,
            "capacity": "; ".join(part for part in (one.capacity, ONE_ENOUGH if one.one_of else "") if part),
            "how": OUTSIDE if one.outside else IN_PORTAL,
        }
        for one in signers
    ]
