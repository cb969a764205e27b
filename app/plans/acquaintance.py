"""What the learner reads before the first working day: aims, tasks, outcomes, assessment, rights, duties."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.kit.rules import Rule, Unmet, unmet
from app.kit.words import Said, _
from app.placements.models import Kind, Placement
from app.plans.acquaintance_models import Acquaintance, SchoolText
from app.plans.models import Plan, State
from app.plans.queries import plan_of
from app.plans.rows import by_module

# name → heading, clause, usual words (Latvian: the language of the school)
TEXTS: Final[dict[str, tuple[Said, str, str]]] = {
    "assessment": (
        _("Principles of assessment"),
        "484: 8.5, 9.7",
        (
            "Uzņēmuma vadītājs novērtē katra moduļa rezultātus 10 ballu skalā vai ar ieskaiti. Galīgo "
            "vērtējumu izliek skola, ņemot vērā uzņēmuma vērtējumu un dienasgrāmatu. Ja vērtējumam "
            "nepiekrīti, par to raksti koordinatoram."
        ),
    ),
    "rights": (
        _("Your rights"),
        "484: 8.5, 9",
        (
            "Uzņēmumā tevi vada nosaukts vadītājs. Pirms darba tev bez maksas izsniedz aizsardzības "
            "līdzekļus. Tu esi apdrošināts pret nelaimes gadījumiem. Vari atteikties no darba, kas apdraud "
            "dzīvību vai veselību, un tūlīt par to paziņot vadītājam un skolai. Vari jautāt koordinatoram "
            "par visu, kas nav skaidrs."
        ),
    ),
    "duties": (
        _("Your duties"),
        "484: 11, 12",
        (
            "Izpildi individuālo plānu un vadītāja norādījumus. Ievēro darba kārtības, darba aizsardzības un "
            "ugunsdrošības noteikumus. Saudzē uzņēmuma mantu. Katru darba dienu aizpildi dienasgrāmatu. Par "
            "kavējumu un tā iemeslu tajā pašā dienā paziņo vadītājam un skolai."
        ),
    ),
    "confidentiality": (
        _("Confidentiality and people's data"),
        "481: 8.5, 8.6",
        (
            "Neizpaud uzņēmuma komercnoslēpumu un citas ziņas, ko uzņēmums nosaucis par konfidenciālām, arī "
            "pēc mācību beigām. Klientu un kolēģu datus izmanto tikai darbam, nefotografē tos un nerādi "
            "citiem."
        ),
    ),
}


@dataclass(frozen=True)
class Task:
    """A module or a task as the learner will meet it."""

    name: str
    where: Said | None = None
    period: tuple[date, date] | None = None
    assessment: str = ""
    outcomes: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Content:
    """Everything of one placement; `edition` is what is confirmed."""

    edition: int
    aim: Said
    tasks: list[Task]
    texts: list[tuple[Said, str, str]]  # heading, clause, words


# for internships, the practice programme of the room above: wired in; None while there is none
practice_contents: Final[list[Callable[[Session, Placement], Content | None]]] = []


def texts_of(db: Session, school_id: int) -> dict[str, str]:
    """The school's own words, else the usual ones."""
    own = {each.name: each.text for each in db.scalars(select(SchoolText).filter_by(school_id=school_id))}
    return {name: own.get(name) or text for name, (_heading, _clause, text) in TEXTS.items()}


def headed(texts: dict[str, str]) -> list[tuple[Said, str, str]]:
    """With their headings and clauses, in the order in which they are read."""
    return [(heading, clause, texts[name]) for name, (heading, clause, _usual) in TEXTS.items()]


def content_of(db: Session, placement: Placement) -> Content:
    """What there is to read now."""
    if placement.kind is Kind.PRACTICE:
        for of_practice in practice_contents:
            if found := of_practice(db, placement):
                return found
    plan = plan_of(db, placement.id)
    qualification = placement.programme.qualification if placement.programme else ""
    if placement.kind is Kind.DVB:
        aim = _(
            "To learn the professional content of the qualification “{name}” in turns at school and at work.",
            name=qualification,
        )
    else:
        aim = _("To use at work what has been learned for the qualification “{name}”.", name=qualification)
    return Content(plan.edition if plan else 1, aim, tasks(plan), headed(texts_of(db, placement.school_id)))


def tasks(plan: Plan | None) -> list[Task]:
    """The modules of the plan."""
    found = []
    for group in by_module(plan) if plan else []:
        company = sum(row.company for row in group.rows)
        starts = [row.starts for row in group.rows if row.starts]
        ends = [row.ends for row in group.rows if row.ends]
        chosen = {each for row in group.rows for each in row.outcome_ids}
        school = group.hours - company
        places = {"company": company, "school": school}
        where = _("at the company {company:hours}, at school {school:hours}", **places)
        if not school or not company:
            where = (
                _("at the company {company:hours}", **places)
                if company
                else _("at school {school:hours}", **places)
            )
        ways = dict.fromkeys(row.assessment for row in group.rows if row.assessment)
        outcomes = [o.short for o in group.module.outcomes if o.id in chosen]
        period = (min(starts), max(ends)) if starts and ends else None
        found.append(Task(group.module.name, where, period, ", ".join(ways), outcomes))
    return found


PLAN_APPROVED: Final = (
    Rule(
        "acquaint-plan",
        "484: 8.5",
        _("The individual plan is approved, so there is something to read"),
        lambda approved: approved,
        fix=_("the coordinator, in the plan"),
        where="plan",
    ),
)


def before_confirming(db: Session, placement: Placement) -> list[Unmet]:
    """A draft may still change, so nobody confirms it."""
    if placement.kind is not Kind.DVB:
        return []
    state = db.scalar(select(Plan.state).where(Plan.placement_id == placement.id))
    return unmet(PLAN_APPROVED, state is State.APPROVED, {"plan": f"{placement.address}/plans"})


def confirmed(db: Session, placement_ids: Collection[int]) -> dict[int, dict[int, datetime]]:
    """Placement → edition → when; in one select."""
    found: dict[int, dict[int, datetime]] = {}
    wanted = select(Acquaintance.placement_id, Acquaintance.edition, Acquaintance.confirmed_at)
    for placement_id, edition, at in db.execute(wanted.where(Acquaintance.placement_id.in_(placement_ids))):
        found.setdefault(placement_id, {})[edition] = at
    return found


def standing(editions: dict[int, datetime], edition: int, approved: bool) -> datetime | None:
    """When the edition in force was confirmed; while the next is drafted, the one before counts."""
    least = edition if approved else edition - 1
    return max((at for no, at in editions.items() if no >= max(least, 1)), default=None)


def waiting(db: Session, placement_ids: Iterable[int]) -> set[int]:
    """Placements of DVB whose approved plan the learner has not confirmed."""
    wanted = (
        select(Plan.placement_id)
        .outerjoin(
            Acquaintance,
            (Acquaintance.placement_id == Plan.placement_id) & (Acquaintance.edition == Plan.edition),
        )
        .where(
            Plan.placement_id.in_(list(placement_ids)),
            Plan.state == State.APPROVED,
            Acquaintance.id.is_(None),
        )
    )
    return set(db.scalars(wanted))
