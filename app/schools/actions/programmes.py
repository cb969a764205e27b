"""Programmes, modules and outcomes."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity.actor import Actor
from app.kit import identifiers
from app.kit.errors import Reason, Refused
from app.kit.identifiers import Wrong
from app.kit.verbs import does
from app.kit.words import _
from app.schools import verbs
from app.schools.facts import before_removing_module
from app.schools.models import Module, ModuleKind, Outcome, Programme, School


def _code(written: str) -> str:
    try:
        return identifiers.programme_code(written).printed
    except Wrong as unread:
        raise Refused(unread.said) from None


def _only_one(db: Session, school_id: int, code: str, qualification: str, but: int | None = None) -> None:
    taken = db.scalar(
        select(Programme.id).where(
            Programme.school_id == school_id, Programme.code == code, Programme.qualification == qualification
        )
    )
    if taken is not None and taken != but:
        raise Refused(
            Reason(
                _("The programme {code} “{name}” is already there.", code=code, name=qualification),
                url=f"/skola/programmas/{taken}",
            )
        )


@does(verbs.ADD_PROGRAMME)
def add_programme(
    db: Session,
    actor: Actor,
    school: School,
    *,
    code: str,
    qualification: str,
    level: int,
    hours: int,
    licence_no: str = "",
    licensed_until: date | None = None,
    flagged_dvb: bool = False,
) -> Programme:
    """A programme, named by its code and its qualification."""
    code = _code(code)
    _only_one(db, school.id, code, qualification)
    programme = Programme(
        school_id=school.id,
        code=code,
        qualification=qualification,
        level=level,
        hours=hours,
        licence_no=licence_no,
        licensed_until=licensed_until,
        flagged_dvb=flagged_dvb,
    )
    db.add(programme)
    return programme


@does(verbs.EDIT_PROGRAMME)
def edit_programme(
    db: Session,
    actor: Actor,
    programme: Programme,
    *,
    code: str,
    qualification: str,
    level: int,
    hours: int,
    licence_no: str = "",
    licensed_until: date | None = None,
    flagged_dvb: bool = False,
) -> None:
    """Corrects a programme; plans made from it keep what they have."""
    code = _code(code)
    _only_one(db, programme.school_id, code, qualification, programme.id)
    programme.code, programme.qualification = code, qualification
    programme.level, programme.hours = level, hours
    programme.licence_no, programme.licensed_until = licence_no, licensed_until
    programme.flagged_dvb = flagged_dvb


@does(verbs.REMOVE_PROGRAMME)
def remove_programme(db: Session, actor: Actor, programme: Programme) -> None:
    """A programme that nobody learns, with its modules."""
    for module in list(programme.modules):
        for outcome in list(module.outcomes):
            db.delete(outcome)
        db.delete(module)
    db.delete(programme)


def _free_name(db: Session, programme: Programme, name: str, but: int | None = None) -> None:
    taken = db.scalar(select(Module.id).where(Module.programme_id == programme.id, Module.name == name))
    if taken is not None and taken != but:
        raise Refused(_("The programme already has a module “{name}”.", name=name))


@does(verbs.ADD_MODULE)
def add_module(
    db: Session,
    actor: Actor,
    programme: Programme,
    *,
    name: str,
    kind: ModuleKind,
    hours: int,
    practical_hours: int,
    outcomes: Sequence[str],
) -> Module:
    """A module at the end of the programme, with its outcomes."""
    _free_name(db, programme, name)
    position = max((module.position for module in programme.modules), default=0) + 1
    module = Module(
        programme=programme,
        position=position,
        name=name,
        kind=kind,
        hours=hours,
        practical_hours=practical_hours,
        outcomes=[Outcome(position=n, text=text) for n, text in enumerate(dict.fromkeys(outcomes), 1)],
    )
    db.add(module)
    return module


@does(verbs.EDIT_MODULE)
def edit_module(
    db: Session,
    actor: Actor,
    module: Module,
    *,
    name: str,
    kind: ModuleKind,
    hours: int,
    practical_hours: int,
    outcomes: Sequence[str],
) -> None:
    """Corrects a module. A changed sentence stays the same outcome; none leaves a plan that has it."""
    _free_name(db, module.programme, name, module.id)
    wanted = list(dict.fromkeys(outcomes))
    kept = {outcome.text: outcome for outcome in module.outcomes if outcome.text in wanted}
    loose = [outcome for outcome in module.outcomes if outcome.text not in kept]
    fresh = [text for text in wanted if text not in kept]
    gone = loose[len(fresh) :]
    if gone and (reasons := before_removing_module(db, module)):
        raise Refused(*(unmet.reason for unmet in reasons))
    module.name, module.kind = name, kind
    module.hours, module.practical_hours = hours, practical_hours
    for outcome, text in zip(loose, fresh, strict=False):
        outcome.text = text
        kept[text] = outcome
    for outcome in gone:
        module.outcomes.remove(outcome)
        db.delete(outcome)
    for position, text in enumerate(wanted, 1):
        if text not in kept:
            kept[text] = Outcome(text=text)
            module.outcomes.append(kept[text])
        kept[text].position = position


@does(verbs.REMOVE_MODULE)
def remove_module(db: Session, actor: Actor, module: Module) -> None:
    """A module that no plan has."""
    for outcome in list(module.outcomes):
        db.delete(outcome)
    db.delete(module)
