"""The page of one placement: what is stuck, the year, the share, people, documents, history."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import select

from app.audit.models import Trail
from app.contracts.models import Contract
from app.desk.lines import Line, lines
from app.desk.steps import step
from app.diary.models import State as WeekState
from app.diary.queries import Cell, belt_words, cell_of, planned_outcomes, practised
from app.documents.models import Party, Signer
from app.identity.door import Signed, room, seen
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import today
from app.kit.days import Week, age_on, is_minor
from app.kit.errors import NotFound
from app.kit.pages import Page
from app.kit.verbs import named
from app.kit.words import Said, _
from app.law.queries import points_of
from app.notifications.reminders import nudges
from app.pay.queries import pay_seen
from app.placements.models import Kind, Placement, State
from app.placements.verbs import NAME_DEPUTY, REQUIRE_SIGNATURE
from app.plans.models import Plan, PlanRow

pages = room()
IMPORTANT = 8
QUIET = frozenset(
    {
        "diary.log_day",
        "diary.clear_day",
        "plans.fill_cell",
        "documents.ask_code",
        "diary.open_for",
        "plans.open_for",
    }
)
LOOKS = {
    "notifications": ("bell", "wait"),
    "diary": ("book-open", "run"),
    "documents": ("signature", "ok"),
    "contracts": ("file-text", "ok"),
    "plans": ("clipboard-list", "run"),
    "internships": ("clipboard-list", "run"),
    "placements": ("users", ""),
    "assessment": ("award", "ok"),
    "safety": ("hard-hat", "run"),
    "pay": ("euro", "run"),
    "closing": ("archive", ""),
    "law": ("gavel", ""),
}


@dataclass(frozen=True)
class Happening:
    """A deed as the history shows it."""

    at: Any
    who: str
    says: Said
    icon: str
    tone: str


def history(page: Page, placement: Placement, most: int, quiet: bool) -> list[Happening]:
    """The newest deeds about the placement; the small ones only when asked for."""
    wanted = (
        select(Trail.at, Trail.verb, Person.given_name, Person.family_name)
        .outerjoin(Person, Person.id == Trail.person_id)
        .where(Trail.subject == placement.trail_subject)
        .order_by(Trail.id.desc())
        .limit(most)
    )
    if not quiet:
        wanted = wanted.where(Trail.verb.not_in(QUIET))
    return [
        Happening(
            at,
            f"{given} {family}",
            named[verb].says if verb in named else Said(verb),
            *LOOKS.get(verb.partition(".")[0], ("circle", "")),
        )
        for at, verb, given, family in page.db.execute(wanted)
    ]


@dataclass(frozen=True)
class ModuleProgress:
    """How many outcomes of a module have been practised in approved weeks."""

    name: str
    done: int
    of: int

    @property
    def percent(self) -> int:
        """For the ring."""
        return round(100 * self.done / self.of) if self.of else 0


def modules(page: Page, placement: Placement) -> list[ModuleProgress]:
    """The plan's modules that are learned at the company."""
    rows = page.db.scalars(
        select(PlanRow)
        .join(Plan)
        .where(Plan.placement_id == placement.id, PlanRow.company > 0)
        .order_by(PlanRow.position)
    )
    seen_outcomes = practised(page.db, placement.id)
    if placement.kind is Kind.PRACTICE:
        wanted = planned_outcomes(page.db, placement)
        done = sum(1 for o in wanted if o in seen_outcomes)
        named = page.words.text(_("Practice programme"))
        return [ModuleProgress(named, done, len(wanted))] if wanted else []
    return [
        ModuleProgress(
            row.module.name, sum(1 for o in row.outcome_ids if o in seen_outcomes), len(row.outcome_ids)
        )
        for row in rows
    ]


def year_belt(line: Line) -> list[Cell]:
    """Every week from the start to the end."""
    if line.first_monday is None:
        return []
    states = {w.monday: w.state for w in line.diary}
    first, now = Week.of(line.first_monday), Week.now()
    span = [first.shifted(n) for n in range(len(line.weeks))]
    return [cell_of(line.first_monday, line.weeks, w, now, states.get(w.monday)) for w in span]


def months(cells: Sequence[Cell], line: Line) -> list[tuple[int, int]]:
    """Month and how many weeks it spans, by the Thursday of each week."""
    found: list[tuple[int, int]] = []
    if line.first_monday:
        first = Week.of(line.first_monday)
        for n in range(len(cells)):
            month = first.shifted(n).days[3].month
            if found and found[-1][0] == month:
                found[-1] = (month, found[-1][1] + 1)
            else:
                found.append((month, 1))
    return found


def _signers(page: Page, line: Line) -> list[Signer]:
    if line.contract_id is None:
        return []
    wanted = (
        select(Signer)
        .join(Contract, Contract.document_id == Signer.document_id)
        .where(Contract.id == line.contract_id)
        .order_by(Signer.position)
    )
    return list(page.db.scalars(wanted))


def _people(placement: Placement) -> list[tuple[Person, Said]]:
    """Who takes part: the mentor, the coordinator, the learner, those who represent them."""
    found: list[tuple[Person, Said]] = []
    internship = placement.kind is Kind.PRACTICE
    if placement.guide:
        at_place = _("Supervisor at the place") if internship else _("DVB supervisor at the company")
        found.append((placement.guide, at_place))
    if placement.deputy:
        found.append((placement.deputy.person, _("Stands in for the DVB supervisor")))
    if placement.coordinator:
        found.append((placement.coordinator, _("Coordinator") if internship else _("DVB coordinator")))
    found.append((placement.learner.person, _("Learner")))
    for guardianship in placement.learner.guardianships:
        if guardianship.ended_on is None:
            found.append((guardianship.person, Said(guardianship.relation) or _("Legal representative")))
    return found


def _conditions(page: Page, placement: Placement) -> list[tuple[Said, str]]:
    words = page.words
    days = [words.weekday_short(int(d)) for d in placement.work_days]
    pairs = []
    if placement.starts:
        pairs.append((_("Period"), words.span(placement.starts, placement.ends)))
    hours = words.text(_("{hours:hours} a day", hours=placement.day_hours))
    pairs.append(
        (
            _("Working time"),
            f"{' '.join(days)} {placement.work_from:%-H:%M}–{placement.work_until:%-H:%M}, {hours}",
        )
    )
    if pay := pay_seen(page.db, page.actor, placement):
        amount = f", {words.money(pay.amount)} {words.text(pay.rate.label)}" if pay.amount is not None else ""
        pairs.append((_("Pay"), f"{words.text(pay.instrument.label)}{amount}"))
    place = (
        placement.branch.street_address
        if placement.branch
        else placement.company.organisation.address
        if placement.company
        else placement.place_name
    )
    if place:
        pairs.append((_("Place"), place))
    return pairs


def line_of(page: Page, placement: Placement) -> Line:
    """The placement at a glance."""
    found = lines(page.db, page.actor, list(State), only=placement.id)
    if not found:
        raise NotFound("placement")
    return found[0]


@pages.get("/vietas/{placement_id:int}", name="placements.show")
def show(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The overview."""
    line = line_of(page, placement)
    cells = year_belt(line)
    signers = _signers(page, line)
    birth = placement.learner.person.birth_date
    guardians = [g.person for g in placement.learner.guardianships if g.ended_on is None]
    return page.show(
        "desk/placement.html",
        placement=placement,
        line=line,
        step=step(line),
        cells=cells,
        months=months(cells, line),
        belt_words=belt_words(cells),
        signers=signers,
        reminded=nudges(page.db, [f"signer:{s.id}" for s in signers]),
        modules=modules(page, placement),
        history=history(page, placement, IMPORTANT, quiet=False),
        people=_people(placement),
        conditions=_conditions(page, placement),
        done_hours=sum(w.hours for w in line.diary if w.state is WeekState.APPROVED),
        may_require_signature=REQUIRE_SIGNATURE.open_to(page.actor, placement),
        outside=[party.label for party in Party if party in placement.outside],
        may_name_deputy=NAME_DEPUTY.open_to(page.actor, placement) and placement.mentor is not None,
        staff=bool(page.actor.roles & SCHOOL_STAFF),
        points=points_of(page.db, placement),
        minor=birth is not None and is_minor(birth, today()),
        age=age_on(birth, today()) if birth else 0,
        guardian=guardians[0] if guardians else None,
    )


@pages.get("/vietas/{placement_id:int}/notikumi", name="placements.history")
def events(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Everything that happened, newest first."""
    return page.show(
        "desk/history.html", placement=placement, history=history(page, placement, 500, quiet=True)
    )
