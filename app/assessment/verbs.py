"""The company proposes, the school returns or sets the mark, the learner comments."""

from __future__ import annotations

from app.assessment.models import MARKED, WITH_COMPANY, Assessment, State
from app.identity.actor import Actor
from app.identity.models import Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import is_minor
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import parties
from app.placements import verbs as placements
from app.placements.models import Placement
from app.placements.models import State as Stage
from app.schools.models import School

BEGUN = (Stage.ACTIVE, Stage.SUSPENDED, Stage.TERMINATED)


def assessor(actor: Actor, assessment: Assessment) -> bool:
    """The mentor, or somebody of the company's office in the mentor's stead (484: 9.7)."""
    return placements.company_side(actor, assessment.placement)


def grader(actor: Actor, assessment: Assessment) -> bool:
    """The school's staff: nobody else sets a final mark (484: 8.10; 481: 7.5)."""
    return placements.staff(actor, assessment.placement)


def assessed(actor: Actor, assessment: Assessment) -> bool:
    """The learner whose mark it is."""
    return placements.learner(actor, assessment.placement)


def procedure_setter(actor: Actor, school: School) -> bool:
    """The coordinator, the school's administrator or the director (MK 332: 24)."""
    return (
        actor.has(Role.COORDINATOR, Role.SCHOOL_ADMIN, Role.DIRECTOR) and school.id == actor.organisation_id
    )


def its_school(assessment: Assessment) -> list[Person]:
    """The coordinators are told."""
    return parties.coordinators(assessment.placement)


def its_mentor(assessment: Assessment) -> list[Person]:
    """The mentor is told."""
    return mentor_of(assessment.placement)


def its_learner(assessment: Assessment) -> list[Person]:
    """The learner is told, and the legal representative of a minor."""
    return learner_of(assessment.placement)


def all_three(assessment: Assessment) -> list[Person]:
    """The learner with the representative, and the mentor."""
    return its_learner(assessment) + its_mentor(assessment)


def mentor_of(placement: Placement) -> list[Person]:
    """Who supervises where the learner works."""
    return [placement.guide] if placement.guide else []


def learner_of(placement: Placement) -> list[Person]:
    """The learner of a placement, and the legal representatives of a minor."""
    person = placement.learner.person
    minor = person.birth_date is not None and is_minor(person.birth_date, today())
    return [person, *(parties.guardians(placement) if minor else [])]


OPEN = Verb(
    "assessment.open_for",
    _("opened the assessment sheets"),
    who=(placements.party,),
    of=BEGUN,
)
END_EARLY = Verb(
    "assessment.end_early",
    _("asked for the assessments earlier, because the placement ended"),
    who=(placements.party,),
    of=(Stage.TERMINATED,),
)
PROPOSE = Verb("assessment.propose", _("wrote on the company's assessment"), who=(assessor,), of=WITH_COMPANY)
SUBMIT = Verb(
    "assessment.submit",
    _("gave the company's assessment"),
    who=(assessor,),
    of=WITH_COMPANY,
    to=State.PROPOSED,
    tells=its_school,
)
TAKE_BACK = Verb(
    "assessment.take_back",
    _("took the company's assessment back"),
    who=(assessor,),
    of=(State.PROPOSED,),
    to=State.OPEN,
)
SEND_BACK = Verb(
    "assessment.send_back",
    _("returned the assessment to the company"),
    who=(grader,),
    of=(State.PROPOSED,),
    to=State.RETURNED,
    tells=its_mentor,
)
GRADE = Verb(
    "assessment.grade",
    _("set the final mark"),
    who=(grader,),
    of=(State.OPEN, State.RETURNED, State.PROPOSED, State.FAILED),
    tells=all_three,
)
CORRECT = Verb(
    "assessment.correct",
    _("corrected the final mark"),
    who=(grader,),
    of=MARKED,
    tells=all_three,
)
SET_REPEAT = Verb(
    "assessment.set_repeat",
    _("set the day of the repeated assessment"),
    who=(grader,),
    of=(State.FAILED,),
    tells=its_learner,
)
SET_DUE = Verb(
    "assessment.set_due",
    _("set until when the company assesses"),
    who=(grader,),
    of=WITH_COMPANY,
    tells=its_mentor,
)
REMARK = Verb(
    "assessment.remark",
    _("commented on the assessment"),
    who=(assessed,),
    of=(State.PROPOSED, *MARKED),
    tells=its_school,
)
ANSWER = Verb(
    "assessment.answer",
    _("answered the learner's comment"),
    who=(grader,),
    of=(State.PROPOSED, *MARKED),
    tells=its_learner,
)
ISSUE = Verb("assessment.issue", _("issued the assessment sheet"), who=(placements.staff,))
SET_PROCEDURE = Verb(
    "assessment.set_procedure", _("changed the procedure of assessment"), who=(procedure_setter,)
)
