"""The usual wording of the clauses that every contract must have; each contract may change it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from sqlalchemy.orm import Session

from app.clauses.queries import texts
from app.clauses.registry import Clause, DocumentKind, plain, register
from app.contracts.models import Contract
from app.contracts.specimen import internship_contract, learning_contract
from app.kit.words import Said, _
from app.placements.models import Kind, Placement

# field → heading, clause, usual text (Latvian: it is the language of the contract)
Clauses = Mapping[str, tuple[Said, str, str]]

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

# the same fields as an internship wants them
INTERNSHIP: Final[dict[str, tuple[Said, str, str]]] = {
    "induction": (
        _("Labour-protection and fire-safety induction: when and how"),
        "481: 9.3",
        (
            "Prakses vieta līdz pirmā uzdevuma sākumam veic praktikanta ievadapmācību, instruktāžu "
            "darba vietā un ugunsdrošības instruktāžu, iepazīstina ar darba kārtības noteikumiem un "
            "to apliecina ar ierakstu, ko apstiprina praktikants."
        ),
    ),
    "assessment": (
        _("How achievements are assessed"),
        "481: 6.1.5",
        (
            "Prakses vadītājs prakses vietā reizi nedēļā apstiprina dienasgrāmatas ierakstus, prakses "
            "noslēgumā novērtē sasniegtos mācīšanās rezultātus un raksta praktikanta raksturojumu. "
            "Praktikants iesniedz prakses pārskatu. Praksi vērtē izglītības iestāde pēc šiem "
            "dokumentiem un prakses noslēguma pasākuma."
        ),
    ),
    "liability": (
        _("Liability of the parties"),
        "481: 6.1.5",
        (
            "Puse atlīdzina zaudējumus, ko nodarījusi citai pusei, pārkāpjot līgumu vai normatīvos "
            "aktus. Prakses vieta neatbild par praktikanta rīcību ārpus prakses programmas, ja to nav "
            "uzdevusi."
        ),
    ),
    "amendment": (
        _("How the contract is amended"),
        "481: 6.1.5",
        (
            "Līgumu groza, pusēm rakstiski vienojoties. Grozījumus sagatavo izglītības iestāde, un "
            "tie stājas spēkā, kad tos parakstījušas visas puses."
        ),
    ),
    "termination": (
        _("Conditions of termination"),
        "481: 6.1.5",
        (
            "Līgumu pirms termiņa izbeidz, pusēm vienojoties, vai vienpusēji, rakstiski paziņojot "
            "pārējām pusēm vismaz piecas darba dienas iepriekš, ja: izglītojamais atskaitīts; prakses "
            "vieta nevar nodrošināt prakses programmas izpildi; puse būtiski pārkāpj līgumu; "
            "praktikants atkārtoti neievēro prakses vadītāja norādījumus vai iekšējos noteikumus. Ja "
            "apdraudēta dzīvība vai veselība, praksi pārtrauc nekavējoties."
        ),
    ),
}
# and as the school decides them for itself
AT_SCHOOL: Final[dict[str, tuple[Said, str, str]]] = {
    "induction": (
        INTERNSHIP["induction"][0],
        "481: 9.3",
        (
            "Izglītības iestāde līdz pirmā uzdevuma sākumam veic praktikanta ievadapmācību, instruktāžu "
            "darba vietā un ugunsdrošības instruktāžu, iepazīstina ar iekšējās kārtības noteikumiem un "
            "to apliecina ar ierakstu, ko apstiprina praktikants."
        ),
    ),
    "assessment": INTERNSHIP["assessment"],
    "liability": (
        INTERNSHIP["liability"][0],
        "481: 6.1.5",
        (
            "Izglītības iestāde un praktikants par nodarītajiem zaudējumiem atbild normatīvajos aktos "
            "noteiktajā apmērā. Praktikants neatbild par sekām, ja izpildījis vadītāja norādījumus."
        ),
    ),
}
OF_KIND: Final[Mapping[Kind, Clauses]] = {Kind.DVB: CLAUSES, Kind.PRACTICE: INTERNSHIP}


def of_kind(kind: Kind, *, in_school: bool) -> Clauses:
    """What must stand in a contract of this kind; a decision of the school has nobody to part with."""
    return AT_SCHOOL if in_school else OF_KIND[kind]


def of(placement: Placement) -> Clauses:
    """Of the placement's contract."""
    return of_kind(placement.kind, in_school=placement.in_school)


KINDS: Final = {
    Kind.DVB: register(
        DocumentKind(
            "contract_484",
            _("Learning contract (484)"),
            tuple(
                Clause(name, heading, clause, text, code="R13" if clause == "484: 6.3" else "R14")
                for name, (heading, clause, text) in CLAUSES.items()
            ),
            preview=learning_contract,
        )
    ),
    Kind.PRACTICE: register(
        DocumentKind(
            "contract_481",
            _("Internship contract (481)"),
            tuple(
                Clause(name, heading, clause, text, code="R15")
                for name, (heading, clause, text) in INTERNSHIP.items()
            ),
            preview=internship_contract,
        )
    ),
}


def first_words(db: Session, placement: Placement) -> dict[str, Any]:
    """What a new contract begins with: the school's own wording, else the usual one."""
    found, wanted = texts(db, placement.school_id, KINDS[placement.kind]), of(placement)
    own = () if placement.in_school else found.own
    return {name: found.clauses[name] for name in wanted} | {"own_clauses": plain(own)}


def empty(contract: Contract, wanted: Clauses | None = None) -> list[str]:
    """Mandatory clauses without words."""
    names = of(contract.placement) if wanted is None else wanted
    return [name for name in names if not getattr(contract, name).strip()]
