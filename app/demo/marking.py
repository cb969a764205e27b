"""Assessments of the demo year: past modules with both marks, one repeated, one late, one commented on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import actions
from app.assessment import event_actions as events
from app.assessment import paper_actions as papers
from app.assessment.models import Assessment
from app.assessment.papers import ASPECTS
from app.assessment.queries import report_of, ticked
from app.assessment.rules import first_word
from app.assessment.scale import Grip
from app.demo.setting import Part
from app.identity.actor import Actor
from app.kit.clock import at
from app.placements.models import Kind, Placement
from app.plans import actions as plans
from app.plans.models import Plan

GOOD = (
    "Strādā rūpīgi, darba vietu atstāj kārtībā.",
    "Uzdevumu saprot uzreiz un jautā, ja kaut kas nav skaidrs.",
    "Laikus ierodas un ātri apgūst jaunus paņēmienus.",
)
BETTER = (
    "Vēl jāmācās plānot laiku lielākam pasūtījumam.",
    "Mērījumi jāpārbauda otrreiz, pirms griež materiālu.",
    "Vairāk jāstrādā patstāvīgi, negaidot norādes.",
)
LEARNED = (
    "Iemācījos plānot darba secību un pārbaudīt rezultātu pēc rasējuma.",
    "Patstāvīgi izpildīju pasūtījumu no sagataves līdz nodošanai.",
)
REPEATED, LATE, WAITING, COMMENTED, ANSWERED = 5, 3, 6, 0, 2  # the numbers of the parts who play these
Who = Callable[[int], Actor]


def is_marked(part: Part) -> bool:
    """The leads, and every fourth of the others, have a module behind them."""
    return part.number < 8 or part.number % 4 == 0


def end_first_module(db: Session, actor: Actor, plan: Plan, day: date) -> None:
    """The plan says when the first module ends; the others end with the placement."""
    row = plan.rows[0]
    plans.fill_cell(db, actor, row, field="ends", value=day, version=row.version)


def mark(db: Session, who: Who, ilze: Actor, placement: Placement, part: Part, today: date) -> None:
    """What has been assessed by today, by the people whose deeds they are."""
    wanted = select(Assessment).where(Assessment.placement_id == placement.id).order_by(Assessment.position)
    sheets = list(db.scalars(wanted))
    if not sheets or placement.mentor is None or placement.ends is None:
        return
    mentor, learner = who(placement.mentor.person_id), who(placement.learner.person_id)
    if part.plays == "completed":
        if placement.kind is Kind.PRACTICE:
            _papers(db, mentor, learner, ilze, placement, placement.ends)
        for n, sheet in enumerate(sheets):
            _both(
                db, mentor, ilze, sheet, 6 + (part.number + n) % 4, placement.ends - timedelta(days=9 - n % 5)
            )
        return
    if not is_marked(part):
        return
    first, day = sheets[0], today - timedelta(days=40)
    if part.number == LATE:
        with at(_on(today - timedelta(days=30))):
            actions.set_due(db, ilze, first, on=today - timedelta(days=6))
    elif part.number == WAITING:
        _company(db, mentor, first, 8, today - timedelta(days=2))
    elif part.number == REPEATED:
        _repeated(db, mentor, ilze, first, day)
    else:
        _both(db, mentor, ilze, first, 5 + part.number % 5, day)
    if part.number in (COMMENTED, ANSWERED):
        _talk(db, learner, ilze, first, today, answered=part.number == ANSWERED)


def invite(db: Session, who: Who, ilze: Actor, interns: list[Placement]) -> None:
    """The closing event of a group is announced, and the first of them has begun the report."""
    first = interns[0]
    assert first.ends
    events.plan_event(
        db,
        ilze,
        first.school,
        title="Prakses noslēguma pasākums",
        on=first.ends + timedelta(days=4),
        at=time(14),
        place="Skolas aktu zāle",
        placements=interns,
    )
    report = report_of(db, first.id)
    if report is not None:
        texts = [LEARNED[0], *[""] * (len(report.headings) - 1)]
        papers.write_report(db, who(first.learner.person_id), report, texts=texts)


def _papers(db: Session, mentor: Actor, learner: Actor, ilze: Actor, placement: Placement, day: date) -> None:
    """The characterisation and the report of an internship that has ended."""
    with at(_on(day - timedelta(days=1))):
        words = dict.fromkeys(ASPECTS, Grip.GOOD)
        texts = {f"{name}_text": GOOD[n] for n, name in enumerate(ASPECTS)}
        paper = papers.characterise(db, mentor, placement, **words, **texts)
        db.flush()
        papers.confirm(db, mentor, paper)
        report = report_of(db, placement.id)
        if report is None:
            return
        papers.write_report(db, learner, report, texts=[LEARNED[n % 2] for n in range(len(report.headings))])
        papers.submit_report(db, learner, report)
    with at(_on(day + timedelta(days=1))):
        papers.accept_report(db, ilze, report)


def _on(day: date) -> datetime:
    return datetime.combine(day, time(9, 20), UTC)


def _company(db: Session, mentor: Actor, sheet: Assessment, mark: int, day: date) -> None:
    counts = ticked(db, sheet.placement_id)
    with at(_on(day)):
        actions.propose(
            db,
            mentor,
            sheet,
            practised={str(each): first_word(counts, each, 2).value for each in sheet.outcome_ids},
            mark=mark,
            good=GOOD[sheet.id % len(GOOD)],
            better=BETTER[sheet.id % len(BETTER)],
        )
        actions.submit(db, mentor, sheet)


def _both(db: Session, mentor: Actor, ilze: Actor, sheet: Assessment, mark: int, day: date) -> None:
    _company(db, mentor, sheet, mark, day)
    with at(_on(day + timedelta(days=3))):
        actions.grade(db, ilze, sheet, mark=max(5, mark - sheet.id % 2))


def _repeated(db: Session, mentor: Actor, ilze: Actor, sheet: Assessment, day: date) -> None:
    _company(db, mentor, sheet, 4, day)
    with at(_on(day + timedelta(days=3))):
        actions.grade(
            db,
            ilze,
            sheet,
            mark=4,
            reason="Praktiskajā darbā nav ievēroti izmēri.",
            repeat_on=day + timedelta(days=21),
        )
    with at(_on(day + timedelta(days=21))):
        actions.grade(db, ilze, sheet, mark=6, reason="Atkārtoti izgatavots mezgls atbilst rasējumam.")


def _talk(
    db: Session, learner: Actor, ilze: Actor, sheet: Assessment, today: date, *, answered: bool
) -> None:
    with at(_on(today - timedelta(days=4))):
        actions.remark(
            db, learner, sheet, text="Man šķiet, ka precizitāte pēdējās nedēļās ir kļuvusi labāka."
        )
    if answered:
        with at(_on(today - timedelta(days=3))):
            actions.answer(db, ilze, sheet, text="Paldies! Ar vadītāju to pārrunāsim nākamajā vizītē.")
