"""The practice programme: written, agreed, opened again; who supervises; the library."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Final

from sqlalchemy.orm import Session

from app.documents.issuing import issue
from app.documents.models import State as DocumentState
from app.identity.actor import Actor
from app.identity.models import Person
from app.internships import verbs
from app.internships.models import Outline, Practice
from app.internships.queries import modules, outcomes, outlines_for, practice_of
from app.internships.values import PROGRAMME, programme_values
from app.kit.clock import now, today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.placements.models import LIVE, Placement
from app.placements.parties import school_staff
from app.schools.models import Group, ModuleKind, Outcome, Programme

WRITTEN: Final = ("aim", "tasks", "criteria", "hours", "weeks", "closing")
POSITION: Final = "prakses vadītājs"
LONGEST: Final = 400


@does(verbs.OPEN)
def open_for(db: Session, actor: Actor, placement: Placement) -> Practice:
    """From the school's library, else from the programme's practice modules."""
    practice = practice_of(db, placement.id)
    if practice is None:
        practice = Practice(
            placement=placement,
            supervisor_id=actor.person_id,
            supervisor_position=POSITION,
            outcome_ids=[],
            hours=0,
            weeks=0,
        )
        db.add(practice)
    if not practice.outcome_ids:
        _begin(db, practice)
    return practice


def _begin(db: Session, practice: Practice) -> None:
    known = outlines_for(db, practice.placement)
    if known:
        _copy(practice, known[0])
        return
    found = [m for m in modules(db, practice.placement.programme_id) if m.kind is ModuleKind.PRACTICE]
    practice.outcome_ids = [outcome.id for module in found for outcome in module.outcomes]
    practice.hours = sum(module.hours for module in found)
    practice.weeks = practice.placement.weeks.count("C") if practice.placement.weeks else 0


def _copy(practice: Practice, outline: Outline) -> None:
    for name in WRITTEN:
        setattr(practice, name, getattr(outline, name))
    practice.outcome_ids = list(outline.outcome_ids)
    practice.outline_id = outline.id


def _check_live(practice: Practice) -> None:
    if practice.placement.state not in LIVE:
        raise Refused(_("The placement has ended: {state}.", state=practice.placement.state.label))


def _ids(
    db: Session, programme_id: int | None, chosen: Iterable[int], own: Sequence[str], was: list[int]
) -> list[int]:
    """The ticked outcomes of the programme, then those in the school's own words."""
    known = {o.id for module in modules(db, programme_id) for o in module.outcomes}
    wanted = list(dict.fromkeys(chosen))
    if set(wanted) - known:
        raise Refused(_("Choose outcomes of the programme's modules."))
    mine = {o.text: o for o in outcomes(db, was) if o.module_id is None}
    for position, text in enumerate(dict.fromkeys(line.strip() for line in own if line.strip()), 1):
        if len(text) > LONGEST:
            raise Refused(_("An outcome has at most {n} characters.", n=LONGEST))
        outcome = mine.get(text)
        if outcome is None:
            outcome = Outcome(module_id=None, position=position, text=text)
            db.add(outcome)
            db.flush()  # its id is what the diary ticks
        wanted.append(outcome.id)
    return wanted


@does(verbs.WRITE_PROGRAMME)
def write_programme(
    db: Session,
    actor: Actor,
    practice: Practice,
    /,
    *,
    chosen: Iterable[int],
    own: Sequence[str] = (),
    **written: Any,
) -> None:
    """Aim, tasks, outcomes, criteria and volume (481: 6.1.1)."""
    _check_live(practice)
    _write(db, practice, practice.placement.programme_id, chosen, own, written)


def _write(
    db: Session,
    thing: Practice | Outline,
    programme_id: int | None,
    chosen: Iterable[int],
    own: Sequence[str],
    written: dict[str, Any],
) -> None:
    if unknown := written.keys() - set(WRITTEN):
        raise TypeError(f"no such fields: {sorted(unknown)}")
    thing.outcome_ids = _ids(db, programme_id, chosen, own, thing.outcome_ids or [])
    for name, value in written.items():
        setattr(thing, name, value)


@does(verbs.TAKE_OUTLINE)
def take_outline(db: Session, actor: Actor, practice: Practice, outline: Outline) -> None:
    """Replaces what is written by a pattern of the library."""
    _check_live(practice)
    if outline.programme_id != practice.placement.programme_id:
        raise Refused(_("The pattern is of another qualification."))
    _copy(practice, outline)


@does(verbs.PROPOSE)
def propose(db: Session, actor: Actor, practice: Practice) -> None:
    """Asks the place."""
    _check_live(practice)
    placement = practice.placement
    practice.proposed_to_id = placement.school_id if placement.in_school else placement.company_id
    practice.comment = ""


@does(verbs.TAKE_BACK)
def take_back(db: Session, actor: Actor, practice: Practice) -> None:
    """The school wants to change something first."""


@does(verbs.AGREE)
def agree(db: Session, actor: Actor, practice: Practice) -> None:
    """The place takes learners by this programme (481: 7.2); this edition is kept as it is."""
    _check_live(practice)
    practice.agreed_at, practice.agreed_by = now(), actor.person
    placement = practice.placement
    practice.document = issue(
        db,
        organisation_id=placement.school_id,
        kind="practice_programme",
        number="",
        title=f"Prakses programma, {placement.learner.person.name}",
        subject=placement.trail_subject,
        template=PROGRAMME,
        values=programme_values(db, practice, draft=False),
        about=placement.place_name,
    )
    practice.document.state, practice.document.completed_at = DocumentState.ISSUED, now()


@does(verbs.SEND_BACK)
def send_back(db: Session, actor: Actor, practice: Practice, *, comment: str) -> None:
    """The place says what should be different."""
    if not comment.strip():
        raise Refused(_("Write what should be different."))
    practice.comment = comment.strip()


def _forget(practice: Practice) -> None:
    if practice.agreed_at is not None:
        practice.edition += 1
    practice.agreed_at = practice.agreed_by = practice.document = None


@does(verbs.REOPEN)
def reopen(db: Session, actor: Actor, practice: Practice) -> None:
    """The next edition; the document of the one before is kept."""
    _check_live(practice)
    _forget(practice)


@does(verbs.START_OVER)
def start_over(db: Session, actor: Actor, practice: Practice) -> None:
    """An agreement of one place says nothing about another."""
    _forget(practice)


@does(verbs.NAME_SUPERVISOR)
def name_supervisor(db: Session, actor: Actor, practice: Practice, person: Person, *, position: str) -> None:
    """An employee of the school who supervises the internship (481: 7.4)."""
    if person not in school_staff(db, practice.placement.school_id):
        raise Refused(_("Choose somebody of the school's staff."))
    if not position.strip():
        raise Refused(_("Write the supervisor's position: the order names it."))
    practice.supervisor, practice.supervisor_position = person, position.strip()


@does(verbs.CONFIRM_OCCUPATION)
def confirm_occupation(
    db: Session, actor: Actor, practice: Practice, *, occupation: str, code: str = ""
) -> None:
    """The supervisor at the place works in the occupation that is learned (481: 9.2)."""
    guide = practice.placement.guide
    if guide is None:
        raise Refused(_("Choose the supervisor at the place first."))
    if not occupation.strip():
        raise Refused(_("Write the occupation in which the supervisor works."))
    practice.occupation, practice.occupation_code = occupation.strip(), code.strip()
    practice.occupation_of_id = guide.id
    practice.occupation_confirmed_at, practice.occupation_confirmed_by = now(), actor.person


@does(verbs.WRITE_OUTLINE)
def write_outline(
    db: Session,
    actor: Actor,
    programme: Programme,
    /,
    *,
    name: str,
    group: Group | None = None,
    chosen: Iterable[int],
    own: Sequence[str] = (),
    **written: Any,
) -> Outline:
    """A pattern that many internships use."""
    outline = Outline(
        school_id=programme.school_id, programme=programme, group=_group(programme, group), name=name
    )
    _write(db, outline, programme.id, chosen, own, written)
    db.add(outline)
    return outline


def _group(programme: Programme, group: Group | None) -> Group | None:
    if group is not None and group.programme_id != programme.id:
        raise Refused(_("The group learns another programme."))
    return group


@does(verbs.EDIT_OUTLINE)
def edit_outline(
    db: Session,
    actor: Actor,
    outline: Outline,
    /,
    *,
    name: str,
    group: Group | None = None,
    chosen: Iterable[int],
    own: Sequence[str] = (),
    **written: Any,
) -> None:
    """Programmes taken from it before stay as they are."""
    outline.group = _group(outline.programme, group)
    outline.name = name
    _write(db, outline, outline.programme_id, chosen, own, written)


@does(verbs.RETIRE_OUTLINE)
def retire_outline(db: Session, actor: Actor, outline: Outline) -> None:
    """It is not offered any more."""
    outline.retired_on = today()
