"""The register, and the placements that a coordinator keeps in a workbook."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.companies.models import Company, Mentor, Partnership, RegisterEntry
from app.contracts.models import Contract
from app.contracts.models import State as ContractState
from app.diary.models import Week
from app.identity.models import Kind, Membership, Organisation, Person
from app.identity.roles import Role
from app.imports.land_school import Learners
from app.imports.readings import Reading
from app.kit.clock import now, today
from app.kit.days import Week as IsoWeek
from app.kit.ledger import Ledger
from app.kit.names import company_key, search_key
from app.kit.words import _
from app.pay.models import Instrument, PayAgreement
from app.placements.models import Kind as PlacementKind
from app.placements.models import Placement, State
from app.plans.models import Plan
from app.schools.models import Learner, School
from app.schools.queries import week_letters


def land_register(ledger: Ledger, school: School, rows: Sequence[Reading]) -> None:
    """Companies of the register by number; those that ended since are marked with the day."""
    numbers = [reading.values["reg_no"] for reading in rows]
    known: dict[str, RegisterEntry] = {}
    for start in range(0, len(numbers), 500):
        part = select(RegisterEntry).where(RegisterEntry.reg_no.in_(numbers[start : start + 500]))
        known |= {entry.reg_no: entry for entry in ledger.db.scalars(part)}
    for reading in rows:
        ledger.row = reading.row
        values = reading.values
        entry = known.get(values["reg_no"])
        if entry is None:
            entry = RegisterEntry(
                reg_no=values["reg_no"],
                name=values["name"],
                legal_form=values.get("legal_form", ""),
                legal_form_text=values.get("legal_form_text", ""),
                address=values.get("address", ""),
                ended_on=values.get("ended_on"),
                search_key=company_key(values["name"]),
            )
            ledger.make(entry, main=True)
            continue
        if entry.name != values["name"]:
            entry.search_key = company_key(values["name"])
        ledger.change(entry, "name", values["name"], _("Company"))
        ledger.change(entry, "address", values.get("address"), _("Address"))
        ledger.change(entry, "ended_on", values.get("ended_on"), _("Ended on"))


class Companies:
    """Companies by number, with their mentors; a new one is filled from the register."""

    def __init__(self, ledger: Ledger, school: School, rows: Sequence[Reading]) -> None:
        self.ledger, self.school, self.db = ledger, school, ledger.db
        numbers = {reading.values.get("reg_no") for reading in rows} - {None}
        wanted = (
            select(Company)
            .join(Organisation, Organisation.id == Company.id)
            .where(Organisation.reg_no.in_(numbers))
            .options(selectinload(Company.mentors).joinedload(Mentor.person))
        )
        self.known = {c.organisation.reg_no: c for c in self.db.scalars(wanted)}
        entries = self.db.scalars(select(RegisterEntry).where(RegisterEntry.reg_no.in_(numbers)))
        self.register = {entry.reg_no: entry for entry in entries}
        partners = select(Partnership.company_id).where(Partnership.school_id == school.id)
        self.partners = set(self.db.scalars(partners))

    def company(self, values: dict[str, Any]) -> Company | None:
        """The company of a row; None when it has ended or cannot be told, with the reason booked."""
        number = values.get("reg_no", "")
        entry = self.register.get(number)
        if entry and entry.ended_on:
            self.ledger.refuse("reg_no", _("The company ended on {day:day}.", day=entry.ended_on))
            return None
        company = self.known.get(number) if number else self._by_name(values["company_name"])
        if company is None and not number:
            self.ledger.refuse(
                "company_name", _("No company of this name is known. Write its register number.")
            )
            return None
        if company is None:
            company = self._new(number, values, entry)
        if company.id not in self.partners:
            self.db.flush()  # a new company needs its id
            self.ledger.make(Partnership(school_id=self.school.id, company_id=company.id))
            self.partners.add(company.id)
        return company

    def _by_name(self, name: str) -> Company | None:
        found = self.db.scalars(
            select(Company)
            .join(Organisation, Organisation.id == Company.id)
            .where(Organisation.search_key == company_key(name))
        ).all()
        return found[0] if len(found) == 1 else None

    def _new(self, number: str, values: dict[str, Any], entry: RegisterEntry | None) -> Company:
        organisation = Organisation(
            kind=Kind.COMPANY,
            name=entry.name if entry else values.get("company_name") or number,
            reg_no=number,
            address=entry.address if entry else "",
        )
        company = Company(organisation=organisation, legal_form=entry.legal_form if entry else "")
        self.ledger.make(organisation)
        self.ledger.make(company)
        self.known[number] = company
        return company

    def mentor(self, company: Company, values: dict[str, Any]) -> Mentor | None:
        """By phone, else by name, within the company; made when new."""
        if not values.get("mentor_surname"):
            return None
        name = search_key(f"{values['mentor_given_name']} {values['mentor_surname']}")
        phone = values.get("mentor_phone", "")
        for mentor in company.mentors:
            if mentor.person.search_key == name and (not phone or mentor.person.phone in ("", phone)):
                self.ledger.change(mentor.person, "phone", phone, _("Mentor’s phone"))
                self.ledger.change(mentor.person, "email", values.get("mentor_email"), _("Mentor’s e-mail"))
                return mentor
        person = Person(
            given_name=values["mentor_given_name"],
            family_name=values["mentor_surname"],
            phone=phone,
            email=values.get("mentor_email", ""),
        )
        person.fill_keys()
        self.db.flush()  # the company's id
        self.ledger.make(person)
        mentor = self.ledger.make(Mentor(company=company, person=person))
        self.ledger.make(Membership(person=person, organisation_id=company.id, role=Role.MENTOR))
        return mentor


def land_placements(ledger: Ledger, school: School, rows: Sequence[Reading]) -> None:
    """Learners, companies and mentors are matched or made; the same placement again is only compared."""
    learners, companies = Learners(ledger, school), Companies(ledger, school, rows)
    numbers = set(ledger.db.scalars(select(Contract.number).where(Contract.school_id == school.id)))
    live = _live(ledger.db, school)
    for reading in rows:
        ledger.row = reading.row
        values = reading.values
        learner = _learner(ledger, learners, values)
        company = companies.company(values) if learner else None
        if learner is None or company is None:
            continue
        mentor = companies.mentor(company, values)
        ledger.db.flush()  # ids of what was made
        known = live.get((learner.id, company.id, values["starts"]))
        if known:
            _compare(ledger, known, mentor, values)
        elif values.get("contract_no") in numbers:
            ledger.refuse("contract_no", _("Another contract of the school has this number."))
        else:
            placement = _place(ledger, school, learner, company, mentor, values)
            live[learner.id, company.id, values["starts"]] = placement
            numbers.add(values.get("contract_no"))


def _live(db: Session, school: School) -> dict[tuple[int, int | None, date | None], Placement]:
    wanted = select(Placement).where(Placement.school_id == school.id, Placement.state != State.CANCELLED)
    found = db.scalars(wanted.options(joinedload(Placement.mentor)))
    return {(p.learner_id, p.company_id, p.starts): p for p in found}


def _learner(ledger: Ledger, here: Learners, values: dict[str, Any]) -> Learner | None:
    if (code := values.get("personal_code")) and (known := here.by_code.get(code)):
        return known
    found = here.named(values["given_name"], values["surname"], values.get("group", ""))
    if len(found) > 1:
        ledger.refuse(
            "surname_given",
            _("{n} learners have this name. Add a column with the personal code.", n=len(found)),
        )
        return None
    if found:
        return found[0]
    if not values.get("group"):
        ledger.refuse("group", _("The learner is not known. Write the group, or import the learners first."))
        return None
    person = Person(given_name=values["given_name"], family_name=values["surname"])
    ledger.make(person)
    person.personal_code = values.get("personal_code")
    return here.add(person, here.group(values["group"]))


def _compare(ledger: Ledger, placement: Placement, mentor: Mentor | None, values: dict[str, Any]) -> None:
    ledger.change(placement, "ends", values["ends"], _("Until"))
    if mentor and placement.mentor_id != mentor.id:
        old = placement.mentor.person.name if placement.mentor else ""
        ledger.change(placement, "mentor_id", mentor.id, _("Mentor"), (old, mentor.person.name))


def _place(
    ledger: Ledger,
    school: School,
    learner: Learner,
    company: Company,
    mentor: Mentor | None,
    values: dict[str, Any],
) -> Placement:
    """A placement whose contract was concluded outside the portal; its diary begins this week."""
    starts, ends = values["starts"], values["ends"]
    letters = week_letters(
        ledger.db, school.id, learner.group.company_weeks if learner.group else [], starts, ends
    )
    if "C" not in letters:
        letters = letters.replace("S", "C")  # no alternation is known: every week may be at the company
    placement = Placement(
        school_id=school.id,
        learner=learner,
        programme=learner.programme,
        company=company,
        mentor=mentor,
        kind=PlacementKind(values.get("kind", "dvb")),
        state=State.COMPLETED if ends < today() else State.ACTIVE,
        starts=starts,
        ends=ends,
        weeks=letters,
        sort_key=learner.sort_key,
    )
    ledger.make(placement, main=True)
    ledger.make(Plan(placement=placement))
    _outside(ledger, placement, values)
    monday = starts - timedelta(days=starts.weekday())
    for number, letter in enumerate(letters):
        week = monday + timedelta(weeks=number)
        if letter == "C" and week >= IsoWeek.now().monday:
            ledger.make(Week(placement=placement, monday=week))
    return placement


def _outside(ledger: Ledger, placement: Placement, values: dict[str, Any]) -> None:
    """The contract that was concluded on paper or elsewhere."""
    contract = Contract(
        school_id=placement.school_id,
        placement=placement,
        number=values.get("contract_no"),
        state=ContractState.ACTIVE,
        active_at=now(),
    )
    ledger.make(contract)
    if "pay" in values:
        agreement = PayAgreement(
            placement=placement,
            instrument=Instrument(values["pay"]),
            amount=values.get("pay_monthly"),
            starts=values["starts"],
        )
        ledger.make(agreement)
