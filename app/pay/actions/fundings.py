"""Programmes that pay for placements, and the check that they ask for."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies.models import Company
from app.identity.actor import Actor
from app.kit.clock import today
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.pay import verbs
from app.pay.funding import Cost
from app.pay.models import FundingProgramme, PlacementFunding, UndeclaredCheck
from app.pay.queries import check_of, funding_of
from app.placements.models import Placement
from app.schools.models import School


def _free(db: Session, school_id: int, name: str, but: int = 0) -> None:
    wanted = select(FundingProgramme.id).where(
        FundingProgramme.school_id == school_id, FundingProgramme.name == name, FundingProgramme.id != but
    )
    if db.scalar(wanted) is not None:
        raise Refused(_("There is already a programme of this name."))


@does(verbs.ADD_FUNDING)
def add_funding(
    db: Session, actor: Actor, school: School, *, name: str, costs: Collection[Cost] = ()
) -> FundingProgramme:
    """A programme in the school's list."""
    _free(db, school.id, name)
    made = FundingProgramme(school_id=school.id, name=name, costs=sorted(costs))
    db.add(made)
    return made


@does(verbs.EDIT_FUNDING)
def edit_funding(
    db: Session,
    actor: Actor,
    programme: FundingProgramme,
    *,
    name: str,
    costs: Collection[Cost] = (),
    active: bool = True,
) -> None:
    """Its name and costs; one that is over is no longer offered, placements keep it."""
    _free(db, programme.school_id, name, programme.id)
    programme.name, programme.costs, programme.active = name, sorted(costs), active


@does(verbs.FUND)
def fund(
    db: Session, actor: Actor, placement: Placement, *, programmes: Collection[FundingProgramme]
) -> None:
    """These programmes and no others."""
    if any(programme.school_id != placement.school_id for programme in programmes):
        raise Refused(_("Choose programmes of the school."))
    known = {row.programme_id: row for row in funding_of(db, placement.id)}
    wanted = {programme.id for programme in programmes}
    for number in known.keys() - wanted:
        db.delete(known[number])
    db.add_all(
        PlacementFunding(placement_id=placement.id, programme_id=number) for number in wanted - known.keys()
    )


@does(verbs.NOTE_CHECK)
def note_check(db: Session, actor: Actor, company: Company, *, on: date) -> None:
    """The day of the Inspectorate's answer, kept with the company for every school."""
    if on > today():
        raise Refused(_("The day of the check cannot be in the future."))
    known = check_of(db, company.id) or UndeclaredCheck(company_id=company.id)
    known.checked_on = on
    db.add(known)
