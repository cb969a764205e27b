"""The learner logs and submits; the mentor approves, takes it back, or returns it."""

from __future__ import annotations

from app.diary.facts import before_submitting, before_undoing
from app.diary.models import State, Week
from app.identity.actor import Actor
from app.identity.models import Person
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.models import State as Stage


def learner(actor: Actor, week: Week) -> bool:
    """The learner of the placement."""
    return placements.learner(actor, week.placement)


def mentor(actor: Actor, week: Week) -> bool:
    """The mentor of the placement."""
    return placements.mentor(actor, week.placement)


def coordinator(actor: Actor, week: Week) -> bool:
    """A coordinator of the school, in the mentor's stead and marked so."""
    return placements.coordinator(actor, week.placement)


def its_mentor(week: Week) -> list[Person]:
    """The mentor is told."""
    return [week.placement.guide] if week.placement.guide else []


def its_learner(week: Week) -> list[Person]:
    """The learner is told."""
    return [week.placement.learner.person]


def learner_and_mentor(week: Week) -> list[Person]:
    """Both are told when somebody else decides."""
    return its_learner(week) + its_mentor(week)


OPEN = Verb("diary.open_for", _("opened the diary"), who=(placements.party,), of=(Stage.ACTIVE,))
FOLLOW = Verb(
    "diary.follow_schedule",
    _("brought the diary in line with the schedule"),
    who=(placements.party,),
    of=(Stage.ACTIVE, Stage.SUSPENDED, Stage.TERMINATED),
)
LOG_DAY = Verb("diary.log_day", _("logged a day"), who=(learner,), of=(State.OPEN, State.RETURNED))
CLEAR_DAY = Verb("diary.clear_day", _("cleared a day"), who=(learner,), of=(State.OPEN, State.RETURNED))
SUBMIT = Verb(
    "diary.submit",
    _("submitted the week"),
    who=(learner,),
    of=(State.OPEN, State.RETURNED),
    to=State.SUBMITTED,
    rules=before_submitting,
    tells=its_mentor,
)
TAKE_BACK = Verb(
    "diary.take_back", _("took the week back"), who=(learner,), of=(State.SUBMITTED,), to=State.OPEN
)
APPROVE = Verb(
    "diary.approve",
    _("approved the week"),
    who=(mentor,),
    of=(State.SUBMITTED,),
    to=State.APPROVED,
    tells=its_learner,
)
APPROVE_IN_STEAD = Verb(
    "diary.approve_in_stead",
    _("approved the week in the supervisor's stead"),
    who=(coordinator,),
    of=(State.SUBMITTED,),
    to=State.APPROVED,
    tells=learner_and_mentor,
)
UNDO_APPROVE = Verb(
    "diary.undo_approve",
    _("took the approval of the week back"),
    who=(mentor, coordinator),
    of=(State.APPROVED,),
    to=State.SUBMITTED,
    rules=before_undoing,
)
GIVE_BACK = Verb(
    "diary.give_back",
    _("returned the week for correction"),
    who=(mentor, coordinator),
    of=(State.SUBMITTED,),
    to=State.RETURNED,
    tells=its_learner,
)
