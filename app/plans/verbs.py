"""The life of an individual plan: drafted by the school, agreed by the company, approved by the school."""

from __future__ import annotations

from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import parties
from app.placements import verbs as placements
from app.placements.models import LIVE, Placement
from app.plans import facts
from app.plans.acquaintance import before_confirming
from app.plans.models import Plan, PlanRow, State
from app.schools.models import School


def opener(actor: Actor, placement: Placement) -> bool:
    """The coordinator who makes the placement."""
    return placements.coordinator(actor, placement)


def drafter(actor: Actor, plan: Plan) -> bool:
    """The school's coordinator or internship supervisor."""
    return actor.has(Role.COORDINATOR, Role.SUPERVISOR) and placements.staff(actor, plan.placement)


def opener_of_plan(actor: Actor, plan: Plan) -> bool:
    """Whoever has a part in the placement that goes on here; it follows from the end of the one before."""
    return placements.party(actor, plan.placement) or actor.via == "system"


def row_drafter(actor: Actor, row: PlanRow) -> bool:
    """Whoever drafts the plan of the row."""
    return drafter(actor, row.plan)


def company_side(actor: Actor, plan: Plan) -> bool:
    """The mentor or the company's office."""
    return placements.company_side(actor, plan.placement)


def approver(actor: Actor, plan: Plan) -> bool:
    """The coordinator or the director, for the school (484: 8.1)."""
    return actor.has(Role.COORDINATOR, Role.DIRECTOR) and placements.staff(actor, plan.placement)


def company_people(plan: Plan) -> list[Person]:
    """Who is asked to agree."""
    return parties.company_people(plan.placement)


def coordinators(plan: Plan) -> list[Person]:
    """Who goes on with the plan."""
    return parties.coordinators(plan.placement)


def those_who_learn_and_teach(plan: Plan) -> list[Person]:
    """The learner is made acquainted with the plan (484: 8.5), the mentor works by it."""
    mentor = [plan.placement.mentor.person] if plan.placement.mentor else []
    return [plan.placement.learner.person, *mentor]


def texts_office(actor: Actor, school: School) -> bool:
    """The school's coordinator or administrator."""
    return actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN) and actor.organisation_id == school.id


OPEN = Verb("plans.open_for", _("opened the individual plan"), who=(opener,))
RECOUNT = Verb(
    "plans.recount_learned",
    _("counted again what was learned at the place before"),
    who=(opener_of_plan,),
    of=(State.DRAFT,),
)
FILL_CELL = Verb("plans.fill_cell", _("changed the individual plan"), who=(row_drafter,), of=(State.DRAFT,))
FILL_ROW = Verb("plans.fill_row", _("changed the individual plan"), who=(row_drafter,), of=(State.DRAFT,))
ADD_ROW = Verb("plans.add_row", _("added a module to the plan"), who=(drafter,), of=(State.DRAFT,))
SPLIT_ROW = Verb("plans.split_row", _("split a row of the plan"), who=(row_drafter,), of=(State.DRAFT,))
REMOVE_ROW = Verb("plans.remove_row", _("removed a row of the plan"), who=(row_drafter,), of=(State.DRAFT,))
COPY_FROM = Verb("plans.copy_from", _("copied another plan"), who=(drafter,), of=(State.DRAFT,))
FOLLOW = Verb(
    "plans.follow", _("took over the hours of the implementation plan"), who=(drafter,), of=(State.DRAFT,)
)
FIT = Verb("plans.fit", _("took over the period and the people"), who=(drafter,), of=(State.DRAFT,))
PROPOSE = Verb(
    "plans.propose",
    _("sent the plan to be agreed"),
    who=(drafter,),
    of=(State.DRAFT,),
    to=State.PROPOSED,
    rules=facts.before_proposing,
    tells=company_people,
)
TAKE_BACK = Verb(
    "plans.take_back",
    _("took the plan back"),
    who=(drafter,),
    of=(State.PROPOSED, State.AGREED),
    to=State.DRAFT,
)
AGREE = Verb(
    "plans.agree",
    _("agreed to the plan for the company"),
    who=(company_side,),
    of=(State.PROPOSED,),
    to=State.AGREED,
    tells=coordinators,
)
SEND_BACK = Verb(
    "plans.send_back",
    _("returned the plan with a comment"),
    who=(company_side,),
    of=(State.PROPOSED,),
    to=State.DRAFT,
    tells=coordinators,
)
APPROVE = Verb(
    "plans.approve",
    _("approved the plan for the school"),
    who=(approver,),
    of=(State.AGREED,),
    to=State.APPROVED,
    rules=facts.before_approving,
    tells=those_who_learn_and_teach,
)
REOPEN = Verb(
    "plans.reopen",
    _("opened a new edition of the plan"),
    who=(drafter,),
    of=(State.APPROVED,),
    to=State.DRAFT,
    rules=facts.not_out_for_signature,
)
START_OVER = Verb(
    "plans.start_over",
    _("opened the plan again, because the company changed"),
    who=(drafter,),
    of=(State.PROPOSED, State.AGREED, State.APPROVED),
    to=State.DRAFT,
)
ACQUAINT = Verb(
    "plans.acquaint",
    _("confirmed to have read the plan, the rights and the duties"),
    who=(placements.learner,),
    of=LIVE,
    rules=before_confirming,
)
SET_TEXTS = Verb("plans.set_texts", _("changed what learners are made acquainted with"), who=(texts_office,))
