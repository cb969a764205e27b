"""Making a placement, part by part, and moving it through its life."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, time
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Branch, Company, Mentor, Offer, OfferState, Partnership
from app.documents.models import Party
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements import verbs
from app.placements.models import Kind, Placement
from app.placements.parties import school_staff
from app.placements.queries import Free, taken
from app.placements.schedule import Schedule, troubles
from app.schools.models import Learner, Programme, Status


@does(verbs.CREATE)
def create(
    db: Session,
    actor: Actor,
    learner: Learner,
    *,
    kind: Kind = Kind.DVB,
    continues: Placement | None = None,
) -> Placement:
    """Begins with the learner; the programme is that of the group, or of the placement it continues."""
    if learner.status is Status.LEFT:
        raise Refused(_("{name} has left the school.", name=learner.person.name))
    placement = Placement(
        school_id=learner.school_id,
        learner=learner,
        programme=continues.programme if continues else learner.programme,
        continues=continues,
        coordinator_id=actor.person_id,
        kind=kind,
        sort_key=learner.sort_key,
    )
    db.add(placement)
    return placement


@does(verbs.CHOOSE_PROGRAMME)
def choose_programme(db: Session, actor: Actor, placement: Placement, programme: Programme) -> None:
    """For a learner whose group has no programme yet."""
    if programme.school_id != placement.school_id:
        raise Refused(_("Choose a programme of the school."))
    placement.programme = programme


def _check_offer(db: Session, placement: Placement, company: Company, offer: Offer) -> None:
    if offer.company_id != company.id:
        raise Refused(_("The offer is of another company."))
    if offer.id == placement.offer_id:
        return
    if offer.state is not OfferState.OPEN:
        raise Refused(_("{company} has closed this offer.", company=company.name))
    # two coordinators may want the last place at once: the second waits here and then sees it taken
    db.scalar(select(Offer.id).where(Offer.id == offer.id).with_for_update())
    if not Free(offer, taken(db, [offer]).get(offer.id, 0)).free:
        raise Refused(_("{company} has no free places left in this offer.", company=company.name))


@does(verbs.CHOOSE_COMPANY)
def choose_company(
    db: Session,
    actor: Actor,
    placement: Placement,
    company: Company,
    *,
    branch: Branch | None = None,
    offer: Offer | None = None,
) -> None:
    """Another company has other mentors, so the mentor is chosen anew."""
    if company.ended_on:
        raise Refused(_("{company} ended on {day:day}.", company=company.name, day=company.ended_on))
    partner = select(Partnership.id).where(
        Partnership.school_id == placement.school_id, Partnership.company_id == company.id
    )
    if db.scalar(partner) is None:
        raise Refused(_("{company} is not a partner of the school yet.", company=company.name))
    if branch and branch.company_id != company.id:
        raise Refused(_("The place is of another company."))
    if offer:
        _check_offer(db, placement, company, offer)
    if company.id != placement.company_id:
        placement.mentor = placement.deputy = None
    placement.in_school, placement.host = False, None
    placement.company = company
    placement.branch = branch or (offer.branch if offer else None)
    placement.offer = offer


@does(verbs.CHOOSE_SCHOOL)
def choose_school(db: Session, actor: Actor, placement: Placement, host: Person) -> None:
    """An internship in the school itself; the school names who supervises it there (481: 6.1.5)."""
    if placement.kind is not Kind.PRACTICE:
        raise Refused(_("Only an internship can take place in the school itself."))
    if host not in school_staff(db, placement.school_id):
        raise Refused(_("Choose somebody of the school's staff."))
    placement.company = placement.branch = placement.offer = None
    placement.mentor = placement.deputy = None
    placement.in_school, placement.host = True, host


@does(verbs.CHOOSE_MENTOR)
def choose_mentor(db: Session, actor: Actor, placement: Placement, mentor: Mentor) -> None:
    """One of the company's supervisors (484: 9.1)."""
    if placement.company_id is None:
        raise Refused(_("Choose the company first."))
    if mentor.company_id != placement.company_id:
        raise Refused(_("The supervisor works at another company."))
    if not mentor.active:
        raise Refused(_("{name} does not supervise learners at present.", name=mentor.person.name))
    placement.mentor = mentor
    if placement.deputy is mentor:
        placement.deputy = None


@does(verbs.NAME_DEPUTY)
def name_deputy(db: Session, actor: Actor, placement: Placement, deputy: Mentor | None) -> None:
    """Who does the supervisor's part while they are away; nobody, when they are back."""
    if deputy is not None:
        if placement.mentor is None:
            raise Refused(_("Choose the supervisor first."))
        if deputy.company_id != placement.company_id:
            raise Refused(_("The supervisor works at another company."))
        if not deputy.active:
            raise Refused(_("{name} does not supervise learners at present.", name=deputy.person.name))
        if deputy is placement.mentor:
            raise Refused(_("{name} is the supervisor already.", name=deputy.person.name))
    placement.deputy = deputy


@does(verbs.REQUIRE_SIGNATURE)
def require_signature(
    db: Session, actor: Actor, placement: Placement, *, parties: Sequence[Party], reason: str
) -> None:
    """For documents issued from now on these parties sign with eParaksts or on paper; why is kept."""
    if not reason.strip():
        raise Refused(_("Write why."))
    placement.outside = sorted({party.value for party in parties})
    placement.outside_because = reason.strip()


@does(verbs.SET_PERIOD)
def set_period(
    db: Session,
    actor: Actor,
    placement: Placement,
    *,
    starts: date,
    ends: date,
    weeks: str,
    work_days: str = "12345",
    work_from: time = time(8),
    work_until: time = time(16, 30),
    day_hours: Decimal = Decimal(8),
) -> None:
    """The period, the weeks at the company and the working time."""
    work_days = "".join(sorted(set(work_days)))
    schedule = Schedule(starts, ends, weeks, work_days, work_from, work_until, day_hours)
    if wrong := troubles(schedule):
        raise Refused(*wrong.values())
    placement.starts, placement.ends, placement.weeks = starts, ends, weeks
    placement.work_days, placement.day_hours = work_days, day_hours
    placement.work_from, placement.work_until = work_from, work_until


@does(verbs.CANCEL)
def cancel(db: Session, actor: Actor, placement: Placement, *, reason: str) -> None:
    """It will not take place; the reason stays with it."""
    if not reason.strip():
        raise Refused(_("Write why the placement is cancelled."))
    placement.cancelled_because = reason.strip()


@does(verbs.RESTORE)
def restore(db: Session, actor: Actor, placement: Placement) -> None:
    """It will take place after all; without the offer, if its places have been given away meanwhile."""
    placement.cancelled_because = ""
    offer = placement.offer
    if offer and not Free(offer, taken(db, [offer]).get(offer.id, 0)).free:
        placement.offer = None


@does(verbs.START_SIGNING)
def start_signing(db: Session, actor: Actor, placement: Placement) -> None:
    """The contract is out for signature."""


@does(verbs.BACK_TO_DRAFT)
def back_to_draft(db: Session, actor: Actor, placement: Placement) -> None:
    """The contract was withdrawn or declined."""


@does(verbs.CONCLUDE)
def conclude(db: Session, actor: Actor, placement: Placement) -> None:
    """Everybody has signed."""


@does(verbs.ACTIVATE)
def activate(db: Session, actor: Actor, placement: Placement) -> None:
    """What has to be there before the first working day is there."""


@does(verbs.SUSPEND)
def suspend(db: Session, actor: Actor, placement: Placement) -> None:
    """For a while nobody learns here."""


@does(verbs.RESUME)
def resume(db: Session, actor: Actor, placement: Placement) -> None:
    """The learning goes on."""


@does(verbs.TERMINATE)
def terminate(db: Session, actor: Actor, placement: Placement) -> None:
    """It ends before its time."""


@does(verbs.COMPLETE)
def complete(db: Session, actor: Actor, placement: Placement) -> None:
    """The period is over and everything is done."""
