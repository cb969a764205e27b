"""The learner logs and submits; the mentor approves, takes it back, or returns it."""

from __future__ import annotations

from app.companies.models import Mentor
from app.diary.models import State, Week
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import SCHOOL_STAFF, Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements.models import Placement


def learner(actor: Actor, week: Week) -> bool:
    """The learner of the placement."""
    return actor.has(Role.LEARNER) and week.placement.learner.person_id == actor.person_id


def mentor(actor: Actor, week: Week) -> bool:
    """The mentor of the placement."""
    named: Mentor | None = week.placement.mentor
    return actor.has(Role.MENTOR) and named is not None and named.person_id == actor.person_id


def party(actor: Actor, placement: Placement) -> bool:
    """Whoever gave the last signature: the diary opens with the contract."""
    return actor.organisation_id in {placement.school_id, placement.company_id}


def coordinator(actor: Actor, week: Week) -> bool:
    """A coordinator of the school, in the mentor's stead and marked so."""
    return actor.has(Role.COORDINATOR) and week.placement.school_id == actor.organisation_id


def staff(actor: Actor, week: Week) -> bool:
    """The school's staff."""
    return bool(actor.roles & SCHOOL_STAFF) and week.placement.school_id == actor.organisation_id


def its_mentor(week: Week) -> list[Person]:
    """The mentor is told."""
    return [week.placement.mentor.person] if week.placement.mentor else []


def its_learner(week: Week) -> list[Person]:
    """The learner is told."""
    return [week.placement.learner.person]


OPEN = Verb("diary.open_for", _("opened the diary"), who=(party,))
LOG_DAY = Verb("diary.log_day", _("logged a day"), who=(learner,), of=(State.OPEN, State.RETURNED))
CLEAR_DAY = Verb("diary.clear_day", _("cleared a day"), who=(learner,), of=(State.OPEN, State.RETURNED))
SUBMIT = Verb(
    "diary.submit",
    _("submitted the week"),
    who=(learner,),
    of=(State.OPEN, State.RETURNED),
    to=State.SUBMITTED,
    tells=its_mentor,
)
TAKE_BACK = Verb(
    "diary.take_back", _("took the week back"), who=(learner,), of=(State.SUBMITTED,), to=State.OPEN
)
APPROVE = Verb(
    "diary.approve",
    _("approved the week"),
    who=(mentor, coordinator),
    of=(State.SUBMITTED,),
    to=State.APPROVED,
    tells=its_learner,
)
UNDO_APPROVE = Verb(
    "diary.undo_approve",
    _("took the approval of the week back"),
    who=(mentor, coordinator),
    of=(State.APPROVED,),
    to=State.SUBMITTED,
)
GIVE_BACK = Verb(
    "diary.give_back",
    _("returned the week for correction"),
    who=(mentor, coordinator),
    of=(State.SUBMITTED,),
    to=State.RETURNED,
    tells=its_learner,
)
