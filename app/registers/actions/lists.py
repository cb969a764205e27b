"""The list of files and the numbers."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.identity.models import Organisation
from app.jobs.work import later
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.verbs import does
from app.kit.words import _
from app.registers import usual, verbs
from app.registers.models import CaseFile, Direction, Scheme, Term
from app.registers.numbering import sound

REVIEW = "registers.review"


def _free(db: Session, organisation_id: int, code: str, own: int = 0) -> None:
    taken = select(CaseFile.id).where(CaseFile.organisation_id == organisation_id, CaseFile.code == code)
    if db.scalar(taken.where(CaseFile.id != own)) is not None:
        raise Refused(_("The index {code} is taken already.", code=code))


@does(verbs.ADD_CASE_FILE)
def add_case_file(
    db: Session,
    actor: Actor,
    school: Organisation,
    *,
    code: str,
    title: str,
    kinds: list[str],
    term: Term,
    years: int | None,
    basis: str,
) -> CaseFile:
    """One more row."""
    _free(db, school.id, code)
    years = None if term is Term.PERMANENT else years
    row = CaseFile(
        organisation_id=school.id, code=code, title=title, kinds=kinds, term=term, years=years, basis=basis
    )
    db.add(row)
    later(db, REVIEW, {"organisation": school.id, "every": True})
    return row


@does(verbs.EDIT_CASE_FILE)
def edit_case_file(
    db: Session,
    actor: Actor,
    row: CaseFile,
    *,
    code: str,
    title: str,
    kinds: list[str],
    term: Term,
    years: int | None,
    basis: str,
    closed: bool = False,
) -> None:
    """What the school has typed is certain; the terms of what lies in it are counted again by a job."""
    _free(db, row.organisation_id, code, row.id)
    row.code, row.title, row.kinds, row.term, row.basis = code, title, kinds, term, basis
    row.years = None if term is Term.PERMANENT else years
    row.certain, row.closed_at = True, (row.closed_at or now()) if closed else None
    later(db, REVIEW, {"organisation": row.organisation_id, "every": True})


@does(verbs.TAKE_USUAL)
def take_usual(db: Session, actor: Actor, school: Organisation) -> None:
    """The rows of the usual list whose index is still free; whatever is uncertain is marked so."""
    taken = set(db.scalars(select(CaseFile.code).where(CaseFile.organisation_id == school.id)))
    fresh = [row for row in usual.SET if row.code not in taken]
    if not fresh:
        raise Refused(_("All of the usual list is there already."))
    for row in fresh:
        db.add(
            CaseFile(
                organisation_id=school.id,
                code=row.code,
                title=row.title,
                kinds=list(row.kinds),
                term=row.term,
                years=row.years,
                basis=row.basis,
                certain=row.certain,
            )
        )
    later(db, REVIEW, {"organisation": school.id, "every": True})


@does(verbs.SET_SCHEME)
def set_scheme(
    db: Session, actor: Actor, school: Organisation, *, direction: Direction, kind: str, pattern: str
) -> Scheme:
    """Papers of this kind are numbered so from now on; numbers that were given stay."""
    if not sound(pattern):
        raise Refused(
            _(
                "Write {number} where the number goes; besides it only {year} and {index} are filled.",
                number="{n}",
                year="{year}",
                index="{index}",
            )
        )
    found = db.scalar(
        select(Scheme).where(
            Scheme.organisation_id == school.id, Scheme.direction == direction, Scheme.kind == kind
        )
    )
    scheme = found or Scheme(organisation_id=school.id, direction=direction, kind=kind)
    scheme.pattern = pattern
    db.add(scheme)
    return scheme
