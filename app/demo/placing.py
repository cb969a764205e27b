"""One placement of the demo year: each part is played at its time, by the people whose deeds they are."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company, Mentor
from app.contracts import actions as contracts
from app.contracts.models import Contract
from app.demo import keeping, marking, planning
from app.demo.cast import actor_of
from app.demo.setting import Part, SetUp
from app.diary import actions as diary
from app.diary.models import Week
from app.diary.queries import loggable, planned_outcomes
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Party, Signer, Step
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.clock import at, now, today
from app.pay import actions as pay
from app.pay.models import Instrument
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
            work_until=time(16, 30),
            day_hours=Decimal(8),
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
            self._insure(placement)
            self._pay(placement, part)
            contracts.send(self.db, self.ilze, contract)
        if part.plays == "declined":
            self._decline(contract, sent + timedelta(hours=5))
            return
        self._sign(contract, sent, until)
        if not until:
            self._keep(placement, part)
        if not future:
            with at(sent + timedelta(days=2)):
                learner = self.actor(placement.learner.person_id)
                acquaintance.acquaint(self.db, learner, placement, edition=1)
            self._weeks(placement, part)

    def _pay(self, placement: Placement, part: Part) -> None:
        """Some of those of age are employed, the others have a stipend; with a few nothing is agreed yet."""
        if part.plays == "director-turn":
            return
        wage = part.number % 5 == 0 and not minor(placement)
        pay.agree(
            self.db,
            self.ilze,
            placement,
            instrument=Instrument.WAGE if wage else Instrument.STIPEND,
            number=str(part.number + 1),
            agreed_on=today(),
            amount=Decimal(480 if wage else 120 + 10 * (part.number % 6)),
            week_hours=Decimal(20) if wage else None,
        )

    def _insure(self, placement: Placement) -> None:
        """A policy a year of the school and of the company, brought by the first placement that needs it."""
        assert placement.starts is not None
        assert placement.company is not None
        year = year_at(self.db, placement.school_id, placement.starts)
        assert year is not None
        for keeper in (placement.school, placement.company):
            key = (keeper.id, year.id)
            if key in self.place.insured:
                continue
            self.place.insured.add(key)
            of_school = keeper.id == placement.school_id
            pay.add_policy(
                self.db,
                self.ilze,
                keeper,
                insurer="„Daugavas Drošība”" if of_school else "„Baltijas Apdrošinātājs”",
                number=f"{'NG' if of_school else 'CTA'}-{year.starts.year}-{keeper.id:04}",
                insured_sum=Decimal(3_000 if of_school else 50_000),
                starts=year.starts,
                ends=year.ends + timedelta(days=61),
            )

    def _signer(self, contract: Contract) -> Signer | None:
        wanted = select(Signer).where(Signer.document_id == contract.document_id, Signer.step == Step.ASKED)
        return self.db.scalar(wanted.order_by(Signer.position))

    def _sign(self, contract: Contract, sent: datetime, until: set[Party]) -> None:
        hours = 0
        while (signer := self._signer(contract)) is not None and signer.party not in until:
            hours += 3
            with at(min(sent + timedelta(hours=hours), now())):
                code = make_code(self.db, signer)
                sha256 = signer.document.edition.sha256
                documents.sign(self.db, self.actor(signer.person_id), signer, code=code, sha256=sha256)

    def _keep(self, placement: Placement, part: Part) -> None:
        assert placement.mentor
        learner = self.actor(placement.learner.person_id)
        keeping.keep(self.db, self.actor(placement.mentor.person_id), learner, placement, part, self.today)

    def _decline(self, contract: Contract, moment: datetime) -> None:
        signer = self._signer(contract)
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
            self._week(placement, week, part.number + number, approve=number < done)
        marking.mark(self.db, self.actor, self.ilze, placement, part, self.today)
        if part.plays == "completed":
            with at(self._moment(week_end(past[-1]) + timedelta(days=5))):
                placements.complete(self.db, self.ilze, placement)

    def _week(self, placement: Placement, week: Week, number: int, approve: bool) -> None:
        assert placement.mentor is not None
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
                    hours=Decimal(8),
                    outcome_ids=chosen,
                    text=DONE[(number + n) % len(DONE)],
                )
        with at(datetime.combine(week_end(week), time(16, 30), UTC)):
            diary.submit(self.db, learner, week)
        if approve:
            with at(datetime.combine(week_end(week) + timedelta(days=1), time(5, 55), UTC)):
                diary.approve(self.db, self.actor(placement.mentor.person_id), week)


def week_end(week: Week) -> date:
    """Its Sunday."""
    return week.monday + timedelta(days=6)
