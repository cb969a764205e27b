"""Programmes and learners, row by row."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.identity.models import Membership, Person
from app.identity.roles import Role
from app.imports.programmes import ModuleRead, ProgrammeRead, programmes
from app.imports.readings import Reading
from app.kit.ledger import Ledger
from app.kit.names import search_key, sort_key
from app.kit.words import _
from app.schools.models import (
    Group,
    Guardianship,
    Learner,
    Module,
    ModuleKind,
    Outcome,
    Programme,
    School,
    Status,
)


def land_programmes(ledger: Ledger, school: School, rows: Iterable[Reading]) -> None:
    """Programmes by code and qualification, modules and outcomes by name."""
    wanted = select(Programme).where(Programme.school_id == school.id)
    found = ledger.db.scalars(wanted.options(selectinload(Programme.modules).selectinload(Module.outcomes)))
    known = {(p.code, p.qualification): p for p in found}
    for read in programmes(rows):
        ledger.row = read.row
        wrong = [note for note in read.notes if note.wrong]
        for note in wrong:
            ledger.row = note.row
            ledger.refuse(note.field, note.said)
        if not wrong:
            _land_programme(ledger, school, known.get((read.code, read.qualification)), read)


def _land_programme(ledger: Ledger, school: School, programme: Programme | None, read: ProgrammeRead) -> None:
    if programme is None:
        programme = Programme(
            school_id=school.id,
            code=read.code,
            qualification=read.qualification,
            level=read.level,
            hours=read.hours,
        )
        ledger.make(programme, main=True)
    ledger.change(programme, "level", read.level, _("Qualification level"))
    ledger.change(programme, "hours", read.hours, _("Hours of the programme"))
    modules = {module.name: module for module in programme.modules}
    for part in read.modules:
        _land_module(ledger, programme, modules.get(part.name), part)


def _land_module(ledger: Ledger, programme: Programme, module: Module | None, read: ModuleRead) -> None:
    ledger.row = read.row
    if module is None:
        module = Module(
            programme=programme,
            position=len(programme.modules) + 1,
            name=read.name,
            kind=ModuleKind(read.kind),
            hours=read.hours,
            practical_hours=read.practical_hours,
        )
        ledger.make(module, main=True)
    ledger.change(module, "hours", read.hours, _("Hours of the module"))
    ledger.change(module, "practical_hours", read.practical_hours, _("Practical hours"))
    known = {outcome.text for outcome in module.outcomes}
    for outcome in read.outcomes:
        ledger.row = outcome.row
        if outcome.text not in known:
            position = len(module.outcomes) + 1
            ledger.make(Outcome(module=module, position=position, text=outcome.text), main=True)
            known.add(outcome.text)


class Learners:
    """The school's learners, groups and programmes, found by what lists call them."""

    def __init__(self, ledger: Ledger, school: School) -> None:
        self.ledger, self.school, self.db = ledger, school, ledger.db
        groups = select(Group).where(Group.school_id == school.id).options(joinedload(Group.programme))
        self.groups = {search_key(g.name): g for g in self.db.scalars(groups)}
        self.programmes = list(
            self.db.scalars(select(Programme).where(Programme.school_id == school.id).order_by(Programme.id))
        )
        wanted = select(Learner).where(Learner.school_id == school.id)
        everybody = list(
            self.db.scalars(
                wanted.options(
                    joinedload(Learner.person),
                    joinedload(Learner.group),
                    selectinload(Learner.guardianships).joinedload(Guardianship.person),
                )
            )
        )
        self.by_code = {one.person.personal_code: one for one in everybody if one.person.personal_code}
        self.by_name: dict[str, list[Learner]] = {}
        for one in everybody:
            self.by_name.setdefault(one.person.search_key, []).append(one)

    def group(self, name: str, code: str = "", course: int | None = None) -> Group:
        """The group of that name, made when it is new."""
        group = self.groups.get(search_key(name))
        programme = self._programme(name, code)
        if group is None:
            found = re.search(r"\d", name)
            number = course or (int(found[0]) if found and found[0] in "123456" else 1)
            group = Group(
                school_id=self.school.id,
                name=name,
                course=number,
                programme=programme,
                sort_key=sort_key(name),
            )
            self.ledger.make(group)
            self.groups[search_key(name)] = group
        elif group.programme is None and programme is not None:
            group.programme = programme
        return group

    def _programme(self, group_name: str, code: str) -> Programme | None:
        """By code; when several qualifications share it, as the groups with the same letters have it."""
        fitting = [p for p in self.programmes if p.code == code]
        letters = group_name.partition("-")[0]
        for group in self.groups.values():
            if group.programme in fitting and group.name.partition("-")[0] == letters:
                return group.programme
        return fitting[0] if fitting else None

    def named(self, given: str, family: str, group: str = "") -> list[Learner]:
        """Everybody of that name, those of the group first; only they when there are any."""
        found = self.by_name.get(search_key(f"{given} {family}"), [])
        same = [one for one in found if one.group and search_key(one.group.name) == search_key(group)]
        return same or found

    def add(self, person: Person, group: Group | None, status: Status = Status.STUDYING) -> Learner:
        """A new learner with their membership."""
        person.fill_keys()
        learner = Learner(
            school_id=self.school.id, person=person, group=group, status=status, sort_key=person.sort_key
        )
        self.ledger.make(learner, main=True)
        self.ledger.make(Membership(person=person, organisation_id=self.school.id, role=Role.LEARNER))
        if person.personal_code:
            self.by_code[person.personal_code] = learner
        self.by_name.setdefault(person.search_key, []).append(learner)
        return learner


def land_learners(ledger: Ledger, school: School, rows: Iterable[Reading]) -> None:
    """By personal code; somebody known only by name in the same group gets the code."""
    here = Learners(ledger, school)
    elsewhere = _people_by_code(ledger.db, rows)
    for reading in rows:
        ledger.row = reading.row
        values = reading.values
        code = values.get("programme_code", "")
        if code and not any(p.code == code for p in here.programmes):
            ledger.refuse(
                "programme_code",
                _("The school has no programme with this code. Import the programmes first."),
            )
            continue
        group = here.group(values["group"], code, values.get("course"))
        learner = here.by_code.get(values["personal_code"]) or _without_code(here, values)
        if learner is None:
            person = elsewhere.get(values["personal_code"])
            if person is None:
                person = ledger.make(Person(given_name=values["given_name"], family_name=values["surname"]))
            person.personal_code = values["personal_code"]
            learner = here.add(person, group, Status(values.get("status", "studying")))
        _update(ledger, learner, values, group)
        if values.get("guardian_surname"):
            _guardian(ledger, school, learner, values)


def _people_by_code(db: Session, rows: Iterable[Reading]) -> dict[str, Person]:
    codes = {reading.values.get("personal_code") for reading in rows} - {None}
    return {
        p.personal_code or "": p for p in db.scalars(select(Person).where(Person.personal_code.in_(codes)))
    }


def _without_code(here: Learners, values: dict[str, Any]) -> Learner | None:
    found = here.named(values["given_name"], values["surname"], values["group"])
    free = [
        one
        for one in found
        if not one.person.personal_code
        and one.group
        and search_key(one.group.name) == search_key(values["group"])
    ]
    return free[0] if len(free) == 1 else None


def _update(ledger: Ledger, learner: Learner, values: dict[str, Any], group: Group) -> None:
    person = learner.person
    ledger.change(person, "given_name", values["given_name"], _("Given name"))
    ledger.change(person, "family_name", values["surname"], _("Surname"))
    ledger.change(person, "personal_code", values["personal_code"], _("Personal code"))
    ledger.change(person, "birth_date", values.get("birth_date"), _("Date of birth"))
    ledger.change(person, "email", values.get("email", "").casefold(), _("E-mail"))
    ledger.change(person, "phone", values.get("phone"), _("Phone"))
    ledger.change(learner, "status", Status(values["status"]) if "status" in values else None, _("Status"))
    if learner.group is not group:
        old = learner.group.name if learner.group else ""
        ledger.db.flush()  # a new group needs its id
        ledger.change(learner, "group_id", group.id, _("Group"), (old, group.name))
        learner.group = group


def _guardian(ledger: Ledger, school: School, learner: Learner, values: dict[str, Any]) -> None:
    key = search_key(f"{values['guardian_given_name']} {values['guardian_surname']}")
    for known in learner.guardianships:
        if known.person.search_key == key:
            ledger.change(known.person, "phone", values.get("guardian_phone"), _("Representative’s phone"))
            return
    person = Person(
        given_name=values["guardian_given_name"],
        family_name=values["guardian_surname"],
        phone=values.get("guardian_phone", ""),
    )
    person.fill_keys()
    ledger.make(person)
    ledger.make(Guardianship(learner=learner, person=person))
    ledger.make(Membership(person=person, organisation_id=school.id, role=Role.GUARDIAN))
    if ledger.row not in ledger.new:
        ledger.shown[ledger.row].append((_("Legal representative"), "", person.name))
