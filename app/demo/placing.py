"""One placement of the demo year: each part is played at its time, by the people whose deeds they are."""

from __future__ import annotations

from collections.abc import Container
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.closing.actions import run_errand
from app.closing.queries import errands_of
from app.companies.models import Company, Mentor
from app.contracts import actions as contracts
from app.contracts.models import Contract
from app.demo import keeping, marking, paying, planning
from app.demo.cast import actor_of
from app.demo.setting import Part, SetUp
from app.diary import actions as diary
from app.diary.models import Week
from app.diary.queries import loggable, planned_outcomes
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Document, Party, Signer, Step
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.clock import at, now, today
from app.placements import actions as placements
from app.placements.models import Placement
from app.placements.parties import minor
from app.plans import acquaintance_actions as acquaintance
from app.plans import actions as plans
from app.plans.models import Plan
from app.schools.models import Learner, SchoolYear
from app.schools.queries import week_letters, year_at

DONE = (
    "Darbs pēc meistara norādēm, rezultāts pārbaudīts.",
    "Sagatavoju darba vietu un materiālus, palīdzēju pie pasūtījuma.",
    "Strādāju patstāvīgi, kļūdas izlaboju tajā pašā dienā.",
    "",
    "Mērījumi un kvalitātes pārbaude, aizpildīju žurnālu.",
)
STAGES = (
    *("no-company", "no-mentor", "plan-draft", "plan-proposed", "plan-agreed", "ready"),
    *("declined", "learner-turn", "guardian-turn", "company-turn", "company-late", "director-turn"),
    "instruction-turn",
)
BEFORE = {name: n for n, name in enumerate(STAGES)}


class Director:
    """Knows who is who and moves the clock."""

    def __init__(self, db: Session, place: SetUp) -> None:
        self.db, self.place = db, place
        self._actors: dict[int, Actor] = {}
        self.ilze = self.actor(place.actors["ilze"])
        self.today = today()  # the real one, whatever the clock plays

    def actor(self, person_id: int) -> Actor:
        """The person, acting."""
        if person_id not in self._actors:
            self._actors[person_id] = actor_of(self.db, self.db.get_one(Person, person_id))
        return self._actors[person_id]

    def play(self, part: Part) -> None:
        """From the first choice to where this part stops."""
        learner = self.db.get_one(Learner, part.learner_id)
        future = part.plays in BEFORE
        year = self._year(learner, part)
        begun = self._moment(
            self.today - timedelta(days=16 + part.number % 9) if future else year.starts - timedelta(12)
        )
        with at(begun):
            placement = placements.create(self.db, self.ilze, learner)
            if part.plays == "no-company":
                return
            placements.choose_company(
                self.db, self.ilze, placement, self.db.get_one(Company, part.company_id)
            )
            if part.plays == "no-mentor":
                return
            placements.choose_mentor(self.db, self.ilze, placement, self.db.get_one(Mentor, part.mentor_id))
            self._period(placement, year, future, part)
            if part.plays == "cancelled":
                placements.cancel(
                    self.db, self.ilze, placement, reason="Izglītojamais izvēlējās citu uzņēmumu."
                )
                return
            plan = planning.draft(self.db, self.ilze, placement, part)
            if marking.is_marked(part) and part.plays not in BEFORE and part.plays != "completed":
                marking.end_first_module(self.db, self.ilze, plan, self.today - timedelta(days=47))
        if part.plays == "plan-draft":
            return
        with at(begun + timedelta(days=1)):
            self._agree(plan, placement, part)
        if BEFORE.get(part.plays, 99) > BEFORE["ready"]:
            self._contract(placement, part, begun + timedelta(days=3), future)

    def _year(self, learner: Learner, part: Part) -> SchoolYear:
        day = self.today - timedelta(days=365) if part.plays == "completed" else self.today
        year = year_at(self.db, learner.school_id, day)
        assert year is not None
        return year

    def _moment(self, day: date) -> datetime:
        """Half past seven that morning in UTC, never later than now."""
        return min(datetime.combine(day, time(7, 30), UTC), now() - timedelta(hours=1))

    def _period(self, placement: Placement, year: SchoolYear, future: bool, part: Part) -> None:
        starts = year.starts + timedelta(days=(7 - year.starts.weekday()) % 7)
        if future:
            soon = self.today + timedelta(days=3 + part.number % 14)
            starts = soon + timedelta(days=(7 - soon.weekday()) % 7)
        ends = year.ends - timedelta(days=19)
        weeks = placement.learner.group.company_weeks if placement.learner.group else []
        letters = week_letters(self.db, placement.school_id, weeks, starts, ends)
        if "C" not in letters:
            letters = "".join("C" if n % 4 > 1 and each == "S" else each for n, each in enumerate(letters))
        placements.set_period(
            self.db,
            self.ilze,
            placement,
            starts=starts,
            ends=ends,
            weeks=letters,
            work_days="12345",
            work_from=time(8),
            work_until=time(15, 30) if minor(placement) else time(16, 30),
            day_hours=Decimal(7) if minor(placement) else Decimal(8),
        )

    def _agree(self, plan: Plan, placement: Placement, part: Part) -> None:
        plans.propose(self.db, self.ilze, plan)
        if part.plays == "plan-proposed":
            return
        assert placement.mentor is not None
        plans.agree(self.db, self.actor(placement.mentor.person_id), plan)
        if part.plays != "plan-agreed":
            plans.approve(self.db, self.ilze, plan)

    def _contract(self, placement: Placement, part: Part, sent: datetime, future: bool) -> None:
        until = {
            "learner-turn": {Party.LEARNER},
            "guardian-turn": {Party.GUARDIAN},
            "company-turn": {Party.COMPANY},
            "company-late": {Party.COMPANY},
            "director-turn": {Party.SCHOOL},
        }.get(part.plays, set())
        if future and part.plays != "declined":
            sent = now() - timedelta(days=10 if part.plays == "company-late" else 1 + part.number % 4)
        with at(sent):
            contract = contracts.draft(self.db, self.ilze, placement)
            paying.insure(self.db, self.ilze, self.place, placement)
            paying.agree(self.db, self.ilze, placement, part)
            contracts.send(self.db, self.ilze, contract)
        if part.plays == "declined":
            self._decline(contract, sent + timedelta(hours=5))
            return
        self._sign(contract, sent, until)
        if not until:
            with at(now() if future else self._first_morning(placement)):
                self._begin(placement, part)
        if not future:
            with at(sent + timedelta(days=2)):
                learner = self.actor(placement.learner.person_id)
                acquaintance.acquaint(self.db, learner, placement, edition=1)
            self._weeks(placement, part)
        if part.number == keeping.HURT and part.plays == "running":
            assert placement.mentor
            hurt = self.actor(placement.mentor.person_id)
            keeping.accident(self.db, self.ilze, hurt, placement, self.today - timedelta(days=6))

    def _signer(self, document_id: int | None) -> Signer | None:
        wanted = select(Signer).where(Signer.document_id == document_id, Signer.step == Step.ASKED)
        return self.db.scalar(wanted.order_by(Signer.position))

    def sign(self, document: Document, sent: datetime, until: Container[Party] = frozenset()) -> None:
        """Everybody in turn, a few hours apart, up to somebody who has not signed yet."""
        hours = 0
        while (signer := self._signer(document.id)) is not None and signer.party not in until:
            hours += 3
            with at(min(sent + timedelta(hours=hours), now())):
                code = make_code(self.db, signer)
                sha256 = signer.document.edition.sha256
                documents.sign(self.db, self.actor(signer.person_id), signer, code=code, sha256=sha256)

    def _sign(self, contract: Contract, sent: datetime, until: set[Party]) -> None:
        assert contract.document
        self.sign(contract.document, sent, until)

    def _first_morning(self, placement: Placement) -> datetime:
        """Before the first task at the company."""
        assert placement.starts is not None
        monday = placement.starts - timedelta(days=placement.starts.weekday())
        first = max(placement.starts, monday + timedelta(weeks=placement.weeks.index("C")))
        return datetime.combine(first, time(5), UTC)

    def _begin(self, placement: Placement, part: Part) -> None:
        """What is read, shown and told before the first task."""
        assert placement.mentor
        learner = self.actor(placement.learner.person_id)
        mentor = self.actor(placement.mentor.person_id)
        keeping.keep(self.db, mentor, learner, placement, part, self.today, self.ilze)
        if part.number % 31:
            for errand in errands_of(self.db, placement):
                run_errand(self.db, self.ilze, errand)

    def _decline(self, contract: Contract, moment: datetime) -> None:
        signer = self._signer(contract.document_id)
        assert signer is not None
        with at(moment):
            documents.decline(
                self.db,
                self.actor(signer.person_id),
                signer,
                reason="Darba laiks līgumā neatbilst norunātajam.",
            )

    def _weeks(self, placement: Placement, part: Part) -> None:
        """The diary up to this week; the last ones as the part wants them."""
        weeks = self.db.scalars(select(Week).where(Week.placement_id == placement.id).order_by(Week.monday))
        past = [w for w in weeks if w.monday + timedelta(days=6) < self.today]
        missing = {"one-week-missing": 1, "two-weeks-missing": 2}.get(part.plays, 0)
        fresh = bool(past) and past[-1].monday + timedelta(days=14) > self.today
        late = part.plays == "week-unapproved"
        waiting = 1 if late or (part.plays == "week-submitted" and fresh) else 0
        if late and fresh:
            past = past[:-1]
        done = len(past) - missing - waiting
        for number, week in enumerate(past[: len(past) - missing]):
            self.fill_week(placement, week, part.number + number, approve=number < done)
        marking.mark(self.db, self.actor, self.ilze, placement, part, self.today)
        if part.plays == "completed":
            with at(self._moment(week_end(past[-1]) + timedelta(days=5))):
                placements.complete(self.db, self.ilze, placement)

    def fill_week(self, placement: Placement, week: Week, number: int, approve: bool) -> None:
        """A week as the learner writes it, perhaps already approved by the supervisor at the place."""
        assert placement.guide is not None
        learner = self.actor(placement.learner.person_id)
        outcomes = planned_outcomes(self.db, placement)
        for n, day in enumerate(loggable(placement, week.monday)):
            with at(datetime.combine(day, time(14, 40), UTC)):
                chosen = [o for k, o in enumerate(outcomes) if (k + number + n) % 5 == 0][:2]
                diary.log_day(
                    self.db,
                    learner,
                    week,
                    on=day,
                    hours=placement.day_hours,
                    outcome_ids=chosen,
                    text=DONE[(number + n) % len(DONE)],
                )
        with at(datetime.combine(week_end(week), time(16, 30), UTC)):
            diary.submit(self.db, learner, week)
        if approve:
            with at(datetime.combine(week_end(week) + timedelta(days=1), time(5, 55), UTC)):
                diary.approve(self.db, self.actor(placement.guide.id), week)


def week_end(week: Week) -> date:
    """Its Sunday."""
    return week.monday + timedelta(days=6)
