"""Suspending, resuming, ending; going on elsewhere or for another period."""

from __future__ import annotations

from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.contracts.amendments.queries import open_of
from app.contracts.calendar import calendar_of
from app.contracts.effective import histories, history
from app.contracts.endings import verbs
from app.contracts.endings.checks import found_wrong
from app.contracts.endings.models import Cause, Ground, Pause, Side, Suspension, Termination
from app.contracts.endings.parties import who_signs
from app.contracts.endings.queries import open_suspension, open_termination
from app.contracts.endings.values import TEMPLATE, TITLE, values
from app.contracts.models import Contract
from app.contracts.terms import project
from app.documents import actions as documents
from app.documents.issuing import issue, send_out
from app.identity.actor import Actor
from app.kit.clock import now, riga, today
from app.kit.errors import Reason, Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements import actions as placements
from app.placements.models import RUNNING, Placement
from app.placements.models import State as Stage

DAY = timedelta(days=1)


def _running(contract: Contract) -> Placement:
    placement = contract.placement
    if placement.state not in RUNNING:
        raise Refused(_("The placement has ended: {state}.", state=placement.state.label))
    return placement


@does(verbs.SUSPEND)
def suspend(
    db: Session,
    actor: Actor,
    contract: Contract,
    *,
    cause: Cause,
    starts: date,
    expected_until: date | None = None,
    words: str = "",
) -> Suspension:
    """From a day on nobody learns at the company; until when is a guess."""
    placement = _running(contract)
    if placement.state is Stage.CONCLUDED:
        raise Refused(_("The learning has not begun yet."))
    if open_suspension(db, contract):
        raise Refused(_("The contract is suspended already."))
    if (placement.starts and starts < placement.starts) or (placement.ends and starts > placement.ends):
        raise Refused(_("Choose a day within the period of the contract."))
    if expected_until and expected_until < starts:
        raise Refused(_("The end is before the start."))
    made = Suspension(
        contract=contract,
        placement=placement,
        cause=cause,
        words=words.strip(),
        starts=starts,
        expected_until=expected_until,
        state=Pause.PLANNED,
    )
    db.add(made)
    return made


@does(verbs.BEGIN_PAUSE)
def begin_pause(db: Session, actor: Actor, suspension: Suspension) -> None:
    """Its first day has come."""
    if suspension.starts > today():
        raise Refused(_("The suspension begins on {day:day}.", day=suspension.starts))
    placements.suspend(db, actor, suspension.placement)


@does(verbs.RESUME)
def resume(db: Session, actor: Actor, suspension: Suspension) -> None:
    """Goes on from today; one that has not begun is called off."""
    if suspension.state is Pause.ON:
        suspension.ended_on = max(today(), suspension.starts) - DAY
        placements.resume(db, actor, suspension.placement)
    else:
        suspension.ended_on = suspension.starts - DAY


def _check(placement: Placement, ground: Ground, last_day: date, words: str, endangered: bool) -> None:
    wrong = found_wrong(placement, ground=ground, last_day=last_day, words=words, endangered=endangered)
    if wrong:
        raise Refused(*(Reason(said, "484: 6.3") for said in wrong.values()))


def _draft(
    db: Session,
    contract: Contract,
    *,
    ground: Ground,
    side: Side,
    last_day: date,
    words: str,
    endangered: bool,
) -> Termination:
    placement = _running(contract)
    if open_termination(db, contract):
        raise Refused(_("The contract is being ended already."))
    if open_of(db, contract):
        raise Refused(_("Another amendment is being prepared or signed. Finish it or withdraw it first."))
    _check(placement, ground, last_day, words, endangered)
    if not contract.agreed:
        contract.agreed = histories(db, [placement])[placement.id].base.to_json()
    made = Termination(
        contract=contract,
        placement=placement,
        ground=ground,
        side=side,
        last_day=last_day,
        words=words.strip(),
        endangered=endangered,
    )
    db.add(made)
    return made


@does(verbs.END_EARLY)
def end_early(
    db: Session,
    actor: Actor,
    contract: Contract,
    *,
    ground: Ground,
    side: Side,
    last_day: date,
    words: str = "",
    endangered: bool = False,
) -> Termination:
    """A draft of the agreement or of the notice."""
    return _draft(
        db, contract, ground=ground, side=side, last_day=last_day, words=words, endangered=endangered
    )


@does(verbs.REWRITE)
def rewrite_termination(
    db: Session,
    actor: Actor,
    termination: Termination,
    *,
    ground: Ground,
    side: Side,
    last_day: date,
    words: str = "",
    endangered: bool = False,
) -> None:
    """Another ground or day."""
    if termination.next_id and ground is not Ground.TRANSFER:
        raise Refused(_("This termination belongs to a transfer. Discard it to end the contract otherwise."))
    _check(termination.placement, ground, last_day, words, endangered)
    termination.ground, termination.side, termination.last_day = ground, side, last_day
    termination.words, termination.endangered = words.strip(), endangered


@does(verbs.TRANSFER)
def transfer(
    db: Session, actor: Actor, contract: Contract, company: Company, *, last_day: date, words: str = ""
) -> Termination:
    """Ends here by agreement and begins a placement at the other company, with what remains to be learned."""
    placement = contract.placement
    if company.id == placement.company_id:
        raise Refused(_("The learner is at this company. Change the contract instead."))
    made = _draft(
        db,
        contract,
        ground=Ground.TRANSFER,
        side=Side.LEARNER,
        last_day=last_day,
        words=words,
        endangered=False,
    )
    made.next = placements.create(db, actor, placement.learner, kind=placement.kind, continues=placement)
    placements.choose_company(db, actor, made.next, company)
    return made


@does(verbs.RENEW)
def renew(db: Session, actor: Actor, contract: Contract) -> Placement:
    """The same company, mentor and working time; the period is chosen anew."""
    old = contract.placement
    made = placements.create(db, actor, old.learner, kind=old.kind, continues=old)
    if old.company:
        placements.choose_company(db, actor, made, old.company, branch=old.branch)
    if old.mentor and old.mentor.active:
        placements.choose_mentor(db, actor, made, old.mentor)
    made.work_days, made.day_hours = old.work_days, old.day_hours
    made.work_from, made.work_until = old.work_from, old.work_until
    return made


@does(verbs.DISCARD)
def discard_termination(db: Session, actor: Actor, termination: Termination) -> None:
    """Nobody has seen it; nothing changes."""
    _call_off_next(db, actor, termination)


def _call_off_next(db: Session, actor: Actor, termination: Termination) -> None:
    """The learner stays, so the placement prepared elsewhere is not needed."""
    following = termination.next
    if following and following.state is Stage.DRAFT:
        in_name = calendar_of(termination.placement) or actor
        reason = "Izglītojamais paliek līdzšinējā uzņēmumā."
        placements.cancel(db, in_name, following, reason=reason)


@does(verbs.SEND)
def send_termination(db: Session, actor: Actor, termination: Termination) -> None:
    """Numbers and renders it, and asks those who have to sign."""
    contract, placement = termination.contract, termination.placement
    wanted = who_signs(db, termination)
    if not wanted:
        raise Refused(_("Nobody of this side can sign. Check the people of the placement."))
    numbered = select(func.max(Termination.no)).where(Termination.contract_id == contract.id)
    termination.no = (db.scalar(numbered) or 0) + 1
    learner, company = placement.learner.person.name, placement.company
    termination.document = issue(
        db,
        organisation_id=contract.school_id,
        kind="termination",
        number=termination.number,
        title=f"{TITLE[termination.ground.by_agreement]}, {learner}",
        subject=placement.trail_subject,
        template=TEMPLATE,
        values=values(db, termination, wanted, draft=False),
        signers=wanted,
        about=company.name if company else "",
    )
    send_out(termination.document, actor.person)
    termination.sent_at = now()


@does(verbs.SETTLE)
def settle_termination(db: Session, actor: Actor, termination: Termination) -> None:
    """The last who had to has signed; the contract ends on its day."""
    termination.signed_at = now()


@does(verbs.END)
def end(db: Session, actor: Actor, termination: Termination) -> None:
    """The last day has come: the placement ends, what was learned stays."""
    if termination.last_day > today():
        raise Refused(_("The last day is {day:day}.", day=termination.last_day))
    signed = riga(termination.signed_at).date() if termination.signed_at else today()
    termination.ended_on = max(termination.last_day, signed)
    placement = termination.placement
    if pause := open_suspension(db, termination.contract):
        pause.ended_on, pause.state = min(termination.ended_on, today()), Pause.OVER
    placements.terminate(db, actor, placement)
    known = history(db, placement)
    assert known is not None
    project(db, placement, known.terms(today()))


@does(verbs.DECLINED)
def decline_termination(db: Session, actor: Actor, termination: Termination) -> None:
    """Somebody did not sign: the contract goes on."""


@does(verbs.WITHDRAW)
def withdraw_termination(db: Session, actor: Actor, termination: Termination) -> None:
    """Taken back from signing: the contract goes on."""
    assert termination.document is not None
    documents.withdraw(db, actor, termination.document)
    _call_off_next(db, actor, termination)
