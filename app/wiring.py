"""What follows from what: the only calls that go up."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from app import rooms
from app.assessment import actions as assessment
from app.assessment import followers as assessment_followers
from app.assessment.paperwork import documents_read_by
from app.audit import actions as audit
from app.closing import followers as closing
from app.closing import papers, plan_papers, safety_paper
from app.closing.needed import whole_file
from app.companies.models import seen_ids
from app.contracts import followers as contracts
from app.contracts import verbs as contract_verbs
from app.contracts.amendments import followers as amendments
from app.contracts.amendments import verbs as amending
from app.contracts.amendments.models import Amendment
from app.contracts.endings import followers as endings
from app.contracts.endings import verbs as ending
from app.contracts.endings.models import Termination
from app.contracts.marks import of_placements
from app.contracts.models import Contract
from app.desk import waiting as desk
from app.diary import actions as diary
from app.diary import followers as diary_followers
from app.diary import queries as diary_queries
from app.documents import followers as document_followers
from app.documents import issuing, letters, listing, marks, replacing, showing
from app.documents import models as document_models
from app.documents import verbs as documents
from app.identity.models import also_seen
from app.internships import followers as internships
from app.internships import preparing
from app.internships import reading as internship_reading
from app.internships import verbs as internship_verbs
from app.internships.models import Practice, Settlement
from app.kit import rules, verbs
from app.law import followers as law
from app.law import queries as laws
from app.notifications import actions as notifications
from app.notifications import open_work
from app.notifications import queries as notices
from app.pay import followers as pay_followers
from app.pay import verbs as pay
from app.placements import subjects as placement_subjects
from app.placements import verbs as placements
from app.placements.concerned import people_about
from app.placements.models import Kind
from app.placements.signing import others_instead
from app.plans import continuing, task_list
from app.plans import followers as plan_followers
from app.plans import verbs as plan_verbs
from app.plans.acquaintance import practice_contents
from app.providers import choosing
from app.registers import followers as registers
from app.registers import queries as register_queries
from app.registers import subjects as register_subjects
from app.safety import followers as safety_followers
from app.safety import queries as safety_queries
from app.safety import verbs as safety_verbs
from app.schools import verbs as schools
from app.suitability.models import Decision

# whoever is asked to sign, or must know of danger, is told at once, however seldom they want letters
URGENT = (
    documents.SIGN,
    documents.ACCEPT,
    documents.REFUSE,
    documents.WITHDRAW,
    documents.CHANGE,
    letters.SEND,
    letters.HAND,
    contract_verbs.SEND,
    amending.SEND,
    ending.SEND,
    internship_verbs.SEND_ORDER,
    internship_verbs.SEND_SETTLEMENT,
    safety_verbs.REPORT,
)


@contextmanager
def silently() -> Iterator[None]:
    """Deeds are in the trail but nobody is told: for a year that is played, not lived."""
    told = verbs.after_every[:]
    verbs.after_every[:] = [audit.record]
    try:
        yield
    finally:
        verbs.after_every[:] = told


def connect() -> None:
    """Followers run at once, in order, in the same transaction."""
    verbs.after_every[:] = [registers.register_sent, audit.record, notifications.tell]
    verbs.then.clear()
    rules.judges[:] = [laws.judge]
    laws.inquiries[:] = [whole_file]
    laws.fillers[:] = [(room.FILLS, room.fill) for room in rooms.modules("filling")]
    papers.sources[:] = [plan_papers.plans, papers.issued, safety_paper.instructions]
    for begun in (placements.CREATE, placements.CHOOSE_PROGRAMME):
        verbs.then[begun.name].append(plan_followers.begun)
    verbs.then[placements.CHOOSE_COMPANY.name].append(plan_followers.company_chosen)
    verbs.then[placements.CHOOSE_MENTOR.name].append(plan_followers.period_or_mentor_chosen)
    verbs.then[placements.SET_PERIOD.name].append(plan_followers.period_or_mentor_chosen)
    verbs.then[plan_verbs.ACQUAINT.name].append(law.start_when_ready)
    verbs.then[placements.CONCLUDE.name].append(law.start_when_ready)
    verbs.then[placements.ACTIVATE.name] += [diary.open_for, assessment.open_for, closing.began]
    for planned in (plan_verbs.APPROVE, internship_verbs.AGREE, amending.APPLY):
        verbs.then[planned.name].append(assessment_followers.plan_changed)
    verbs.then[placements.COMPLETE.name].append(closing.ended)
    verbs.then[placements.TERMINATE.name].append(closing.ended)
    verbs.then[schools.EDIT_LEARNER.name].append(closing.left)
    verbs.then[safety_verbs.CONFIRM.name].append(safety_followers.start_when_instructed)
    verbs.then[safety_verbs.ALLOW.name].append(law.start_when_ready)
    _connect_letters()
    for part in (
        _connect_readers,
        _connect_registers,
        _connect_contracts,
        _connect_internships,
        _connect_pay,
    ):
        part()


def _connect_readers() -> None:
    """Who sees organisations and documents by what they are about."""
    also_seen[:] = [seen_ids]
    document_models.also_seen[:] = [
        Contract.documents_read_by,
        Amendment.documents_read_by,
        Termination.documents_read_by,
        Decision.documents_read_by,
        documents_read_by,
        safety_queries.documents_read_by,
        Practice.documents_read_by,
        Settlement.documents_read_by,
    ]


def _connect_letters() -> None:
    notifications.urgent.update(verb.name for verb in URGENT)
    open_work.sources[:] = [desk.open_work]


def _connect_registers() -> None:
    register_subjects.named[:] = [placement_subjects.named]
    register_subjects.ended[:] = [placement_subjects.ended]
    issuing.explained[:] = [register_queries.destroyed_by]


def _connect_contracts() -> None:
    """What is signed by all, or declined."""
    notices.counted["documents.list"] = listing.to_do
    letters.known_about[:] = [people_about]
    replacing.others_of[:] = [others_instead]
    marks.known[:] = [of_placements]
    showing.offers[:] = [choosing.offers]
    for given in (documents.SIGN, documents.ACCEPT):
        verbs.then[given.name].append(document_followers.complete_when_signed)
    verbs.then[documents.COMPLETE.name].append(document_followers.seal_when_complete)
    verbs.then[documents.DECLINE.name].append(document_followers.come_back_when_declined)
    for kind in (contracts, amendments, endings):
        verbs.then[documents.DECLINE.name].append(kind.decline_when_declined)
    verbs.then[documents.COMPLETE.name].append(document_followers.give_back_when_complete)
    verbs.then[documents.COMPLETE.name].append(contracts.activate_when_signed)
    for later in (amendments, endings):
        verbs.then[documents.COMPLETE.name].append(later.settle_when_signed)
    verbs.then[amending.SETTLE.name].append(amendments.apply_when_due)
    verbs.then[ending.SUSPEND.name].append(endings.begin_when_due)
    verbs.then[ending.SETTLE.name].append(endings.end_when_due)
    for changed in (amending.APPLY, ending.BEGIN_PAUSE, ending.RESUME, ending.END):
        verbs.then[changed.name].append(diary_followers.schedule_changed)
    continuing.learned[:] = [diary_queries.hours_by_module]
    verbs.then[ending.END.name].append(plan_followers.place_before_ended)
    verbs.then[ending.END.name].append(assessment_followers.ended_early)


def _connect_internships() -> None:
    task_list.written[Kind.PRACTICE] = preparing.parts
    practice_contents[:] = [internship_reading.content]
    for begun in (placements.CREATE, placements.CHOOSE_PROGRAMME):
        verbs.then[begun.name].append(internships.begun)
    for chosen in (placements.CHOOSE_COMPANY, placements.CHOOSE_SCHOOL):
        verbs.then[chosen.name].append(internships.place_chosen)
    verbs.then[placements.SET_PERIOD.name].append(internships.period_set)
    verbs.then[documents.COMPLETE.name].append(internships.document_complete)
    verbs.then[documents.DECLINE.name].append(internships.document_declined)
    verbs.then[internship_verbs.COMPLETE_ORDER.name].append(internships.enter_all)
    verbs.then[internship_verbs.ENTER.name].append(law.start_when_ready)


def _connect_pay() -> None:
    """What may have been the last thing missing."""
    for mended in (pay.AGREE, pay.CORRECT):
        verbs.then[mended.name].append(law.start_when_ready)
    for insured in (pay.ADD_POLICY, pay.CORRECT_POLICY, pay.RESTORE_POLICY):
        verbs.then[insured.name].append(pay_followers.let_start)
