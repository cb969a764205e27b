"""The school's usual wording of the clauses that 484 wants in every contract; each contract may change it."""

from __future__ import annotations

from typing import Final

from app.contracts.models import Contract
from app.kit.words import Said, _
from app.schools.models import School

# field → heading, clause, usual text (Latvian: it is the language of the contract)
CLAUSES: Final[dict[str, tuple[Said, str, str]]] = {
    "induction": (
        _("Safety induction: when and how"),
        "484: 9.2",
        (
            "Uzņēmums līdz pirmās darba dienas sākumam veic izglītojamā ievadapmācību un sākotnējo "
            "instruktāžu darba vietā, iepazīstina ar darba kārtības noteikumiem un to apliecina ar "
            "ierakstu, ko apstiprina izglītojamais."
        ),
    ),
    "assessment": (
        _("Assessment: how and when the company submits it"),
        "484: 9.7",
        (
            "Uzņēmums katra moduļa noslēgumā piecu darba dienu laikā iesniedz izglītības iestādei "
            "novērtējumu portālā: apgūtie mācīšanās rezultāti, vērtējums 10 ballu skalā un īss pamatojums."
        ),
    ),
    "liability": (
        _("Civil-liability insurance"),
        "484: 9.10",
        (
            "Uzņēmums uz visu individuālā plāna izpildes laiku apdrošina izglītojamā civiltiesisko "
            "atbildību par kaitējumu, ko viņš mācību laikā uzņēmumā var nodarīt trešajām personām."
        ),
    ),
    "amendment": (
        _("How the contract is amended"),
        "484: 6.3",
        (
            "Līgumu groza, pusēm rakstiski vienojoties. Grozījumus sagatavo izglītības iestāde, un tie "
            "stājas spēkā, kad tos parakstījušas visas puses. Kontaktinformācijas maiņu puse paziņo "
            "pārējām, un līgums nav jāgroza."
        ),
    ),
    "termination": (
        _("How the contract is ended"),
        "484: 6.3",
        (
            "Līgumu izbeidz, pusēm vienojoties, vai vienpusēji, rakstiski paziņojot pārējām pusēm vismaz "
            "piecas darba dienas iepriekš, ja: izglītojamais atskaitīts; uzņēmums zaudējis piemērotību vai "
            "beidz darbību; nav iespējams nodrošināt vadītāju; puse būtiski pārkāpj līgumu. Ja apdraudēta "
            "dzīvība vai veselība, mācības uzņēmumā pārtrauc nekavējoties."
        ),
    ),
}


def usual(school: School) -> dict[str, str]:
    """The clauses a new contract begins with: the school's own wording, else the usual one."""
    own = school.clauses or {}
    return {name: own.get(name) or text for name, (_heading, _clause, text) in CLAUSES.items()}


def empty(contract: Contract) -> list[str]:
    """Mandatory clauses without words."""
    return [name for name in CLAUSES if not getattr(contract, name).strip()]
