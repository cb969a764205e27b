"""What people do when nothing goes wrong, in a row, so that walks come far enough to meet trouble."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

from app.contracts.models import State as ContractState
from app.diary.models import State as WeekState
from app.diary.queries import loggable
from app.documents.models import State as DocumentState
from app.documents.models import Step
from app.kit.clock import today
from app.pay.models import Instrument
from app.placements.models import LIVE, Kind, Placement
from app.placements.models import State as Stage
from app.plans.models import State as PlanState
from app.safety.models import State as Told
from app.safety.topics import CHECKLISTS, FIRST
from tests.law.giving import Given, agreement, signature, whole_row
from tests.law.walk import World, deeds

Chapter = Callable[[World], None]


def prepare(world: World) -> None:
    """A placement that lacks something gets a company, a mentor, a period."""
    for placement in _in(world, Stage.DRAFT):
        if placement.company is None and not placement.in_school:
            world.do("placements.choose_company", placement, world.cast.company)
        if placement.mentor is None and placement.company is not None:
            mine = [each for each in world.mentors if each.company_id == placement.company_id]
            world.do("placements.choose_mentor", placement, mine[0])
        if placement.starts is None or placement.starts < today():
            world.do("placements.set_period", placement, n=1)


def suit(world: World) -> None:
    """The council has nothing against the companies, and the director decides."""
    for company in world.companies:
        world.do("suitability.enter_opinion", company, n=1)
    for each in world.targets(deeds()["suitability.decide"]):
        world.do("suitability.decide", each, positive=True, document=False)


def plan(world: World) -> None:
    """Filled, agreed, approved."""
    for each in world.all("Plan"):
        if each.state is PlanState.DRAFT and each.placement.state in LIVE:
            for row in list(each.rows):
                world.do("plans.fill_row", row, **whole_row(world, row, 15))
        if world.do("plans.propose", each) or each.state is PlanState.PROPOSED:
            world.do("plans.agree", each)
        world.do("plans.approve", each)


def contract(world: World) -> None:
    """Written and sent."""
    for placement in _in(world, Stage.DRAFT):
        world.do("contracts.draft", placement)
    for each in world.all("Contract"):
        if each.state is ContractState.DRAFT:
            world.do("contracts.send", each)
    for each in world.all("Amendment"):
        world.do("contracts.send_amendment", each)
    for each in world.all("Termination"):
        world.do("contracts.send_termination", each)


def signing(world: World) -> None:
    """Everybody whose turn it is signs what is out."""
    for document in world.all("Document"):
        while document.state is DocumentState.OUT:
            turn = [each for each in document.signers if each.step is Step.ASKED]
            if not turn or not world.do("documents.sign", turn[0], **signature(world, turn[0], 0)):
                break


def pay(world: World) -> None:
    """Agreed and insured."""
    for placement in world.placements:
        if placement.state in LIVE and placement.starts:
            given = agreement(world, placement, 1) | {"instrument": Instrument.STIPEND}
            world.do("pay.agree", placement, **given)
    for keeper in (world.cast.school, *world.companies):
        span: Given = {"starts": today() - timedelta(days=100), "ends": today() + timedelta(days=600)}
        world.do("pay.add_policy", keeper, number="P-1", **span)


def safety(world: World) -> None:
    """Described, instructed, confirmed; the guardian has read it."""
    for placement in _in(world, Stage.SIGNING, Stage.CONCLUDED, Stage.ACTIVE):
        world.do("safety.describe", placement, risks="Griezoši instrumenti.")
        for kind in FIRST:
            world.do(
                "safety.instruct",
                placement,
                kind=kind,
                on=today(),
                topics=list(CHECKLISTS[kind]),
                passed=True,
            )
    for each in world.all("Instruction"):
        if each.state is Told.WAITING:
            world.do("safety.confirm", each)
    for each in world.all("Conditions"):
        world.do("safety.acknowledge", each)


def week(world: World) -> None:
    """The oldest open week that is over is filled, submitted, approved."""
    past = [
        each
        for each in world.all("Week")
        if each.state in (WeekState.OPEN, WeekState.RETURNED) and each.sunday < today()
    ]
    for each in sorted(past, key=lambda w: (w.monday, w.id))[:1]:
        for day in loggable(each.placement, each.monday):
            world.do("diary.log_day", each, on=day, hours=Decimal(6))
        world.do("diary.submit", each)
    for each in world.all("Week"):
        if each.state is WeekState.SUBMITTED:
            world.do("diary.approve", each)


def marks(world: World) -> None:
    """The company's word, then the school's mark."""
    for each in world.all("Assessment")[:2]:
        world.do("assessment.propose", each, n=7)
        world.do("assessment.submit", each)
        world.do("assessment.grade", each, mark=7, reason="Darbs ir labs.")


def practice(world: World) -> None:
    """The practice programme agreed, the order drafted and sent."""
    for each in world.all("Practice"):
        if each.placement.state in LIVE:
            world.do("internships.write_programme", each, n=6)
            world.do("internships.confirm_occupation", each, n=0)
            world.do("internships.propose", each)
            world.do("internships.agree", each)
    found = [each for each in world.placements if each.kind is Kind.PRACTICE and each.state in LIVE]
    if found and not world.all("PracticeOrder"):
        world.do("internships.draft_order", world.cast.school, found)
    for each in world.all("PracticeOrder"):
        world.do("internships.send_order", each)


def start(world: World) -> None:
    """All of it for whatever is being prepared."""
    for chapter in (prepare, suit, plan, practice, pay, contract, signing, safety):
        chapter(world)


def _in(world: World, *states: Stage) -> list[Placement]:
    return [each for each in world.placements if each.state in states]


CHAPTERS: tuple[Chapter, ...] = (
    *(prepare, suit, plan, contract, signing, signing, pay, safety, week, week, marks, practice, start),
)
