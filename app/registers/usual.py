"""What a vocational school usually keeps about learning at companies.

Only terms that stand in a regulation are certain; the others are common practice, and the school confirms or
changes them by its own list, which the archive has agreed to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from app.registers.models import Term

ARCHIVES: Final = "Arhīvu likums; skolas lietu nomenklatūra"


@dataclass(frozen=True)
class Usual:
    """A row that can be taken over."""

    code: str
    title: str
    kinds: tuple[str, ...]
    term: Term
    years: int | None
    basis: str = ARCHIVES
    certain: bool = False


SET: Final = (
    Usual(
        "05-01",
        "Mācību līgumi par darba vidē balstītām mācībām, to grozījumi un izbeigšana",
        ("contract_484", "amendment", "termination"),
        Term.PLACEMENT,
        5,
    ),
    Usual(
        "05-02", "Prakses līgumi un lēmumi par praksi", ("contract_481", "decision_481"), Term.PLACEMENT, 5
    ),
    Usual(
        "05-03",
        "Īstenošanas plāni un prakses programmas",
        ("implementation", "practice_programme"),
        Term.YEAR,
        5,
    ),
    Usual(
        "05-04",
        "Vērtējumi, raksturojumi un prakses pārskati",
        ("assessment", "characterisation", "report"),
        Term.PLACEMENT,
        5,
    ),
    Usual("05-05", "Rīkojumi par praksi", ("practice_order",), Term.YEAR, 5),
    Usual(
        "05-06",
        "Uzņēmumu piemērotības izvērtējumi un sarakste ar nozaru ekspertu padomēm",
        ("suitability", "council_letter", "opinion"),
        Term.YEAR,
        5,
    ),
    Usual(
        "05-07",
        "Darba aizsardzības apmācības un instruktāžas dokumenti",
        ("safety",),
        Term.YEAR,
        5,
        "MK noteikumi Nr. 749",
        True,
    ),
    Usual("05-08", "Nelaimes gadījumu akti", ("incident",), Term.YEAR, 45, "Darba aizsardzības likums"),
    Usual("05-09", "Norēķini par prakses izdevumiem", ("settlement",), Term.YEAR, 5, "Grāmatvedības likums"),
    Usual("05-10", "Apdrošināšanas polises un izziņas", ("policy", "certificate", "statement"), Term.YEAR, 5),
    Usual(
        "05-11",
        "Sarakste un iesniegumi",
        ("letter", "application", "order", "consent", "act", "other"),
        Term.YEAR,
        5,
    ),
    Usual(
        "05-12", "Lietu nomenklatūra un dokumentu iznīcināšanas akti", ("destruction",), Term.PERMANENT, None
    ),
)
