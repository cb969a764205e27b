"""imports.apply: the good rows in one transaction."""

from decimal import Decimal

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app.audit.models import Trail
from app.companies.models import Company, Mentor, RegisterEntry
from app.contracts.models import Contract
from app.demo.cast import Cast
from app.identity.models import Person
from app.imports.models import State
from app.pay.models import Instrument
from app.pay.queries import pay_of
from app.placements.models import Placement
from app.schools.models import Group, Guardianship, Learner, Programme, Status
from tests.browser import Browser
from tests.imports.conftest import Import


def count(db: Session, model: type) -> int:
    return db.scalar(select(func.count()).select_from(model)) or 0


def test_programmes_with_modules_and_outcomes(upload: Import, db: Session, cast: Cast) -> None:
    batch = upload("programmas.csv", apply=True)
    assert batch.state is State.APPLIED
    tried = db.scalar(select(Programme).where(Programme.qualification == "Automehāniķis"))
    assert tried is not None and tried.code == "33 525 01 1" and tried.modules[0].outcomes
    assert count(db, Programme) == 7  # one of the seven was the cast's own


def test_learners_groups_and_guardians(upload: Import, db: Session) -> None:
    upload("programmas.csv", apply=True)
    upload("izglitojamie-eklase.csv", apply=True)
    person = db.scalar(select(Person).where(Person.personal_code == "260809-21594"))
    assert person is not None and person.name == "Marta Ābele" and person.phone == "+37128301661"
    learner = db.scalar(select(Learner).where(Learner.person_id == person.id))
    assert learner is not None and learner.group is not None and learner.group.name == "GAL-11"
    assert learner.programme is not None and learner.programme.qualification == "Mēbeļu galdnieks"
    assert [g.person.name for g in learner.guardianships] == ["Sofija Ābele"]
    assert db.scalar(select(func.count()).where(Learner.status == Status.LEAVE)) == 10
    assert count(db, Group) == 63


def test_a_second_list_only_adds_what_is_new(upload: Import, db: Session) -> None:
    upload("programmas.csv", apply=True)
    upload("izglitojamie-eklase.csv", apply=True)
    again = upload("izglitojamie-viis.xlsx")
    assert again.counts["same"] > 100
    assert again.counts["changed"] >= 9
    upload("izglitojamie-viis.xlsx", apply=True)
    assert count(db, Guardianship) > 400


def test_placements_match_or_make_learners_companies_and_mentors(upload: Import, db: Session) -> None:
    for name in ("programmas.csv", "izglitojamie-eklase.csv", "izglitojamie-viis.xlsx", "register.csv"):
        upload(name, apply=True)
    people = count(db, Learner)
    batch = upload("esosas-dvb.xlsx", apply=True)
    assert batch.counts["new"] >= 184
    assert count(db, Placement) == batch.counts["new"]
    assert count(db, Learner) - people <= 1
    assert count(db, Mentor) == batch.counts["new"] + 1
    contract = db.scalar(select(Contract).where(Contract.number == "DVB-2026/3"))
    assert contract is not None
    agreed = pay_of(db, contract.placement)
    assert agreed is not None
    assert (agreed.instrument, agreed.amount) == (Instrument.STIPEND, Decimal(120))
    company = contract.placement.company
    assert company is not None and company.name == "SIA „Ozola Galdnieks”"
    assert count(db, Company) == 60


def test_the_register_can_be_searched_afterwards(upload: Import, db: Session) -> None:
    upload("register.csv", apply=True)
    assert count(db, RegisterEntry) == 1998
    ended = db.scalar(select(RegisterEntry).where(RegisterEntry.reg_no == "49995852688"))
    assert ended is not None and ended.ended_on is not None


def test_twice_is_refused(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv", apply=True)
    assert browser.as_(cast.ilze).post(f"/imports/{batch.id}/piemerot").status == 409


def test_a_list_with_nothing_new_is_refused(upload: Import, browser: Browser, cast: Cast) -> None:
    upload("programmas.csv", apply=True)
    same = upload("programmas.csv")
    assert same.counts["same"] == 135
    answer = browser.as_(cast.ilze).post(f"/imports/{same.id}/piemerot")
    assert answer.status == 409 and "nav nekā jauna" in answer.words


def test_the_director_may_not(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv")
    assert browser.as_(cast.guntis).post(f"/imports/{batch.id}/piemerot").status == 404


def test_a_stranger_finds_nothing(upload: Import, browser: Browser, cast: Cast) -> None:
    batch = upload("programmas.csv")
    assert browser.as_(cast.stranger).post(f"/imports/{batch.id}/piemerot").status == 404


def test_the_trail_keeps_the_deed_and_not_the_people(upload: Import, db: Session) -> None:
    upload("programmas.csv", apply=True)
    upload("izglitojamie-eklase.csv", apply=True)
    deeds = db.scalars(select(Trail).where(Trail.verb == "imports.apply")).all()
    assert len(deeds) == 2 and len(deeds[-1].changes) <= 41
    assert "Ābele" not in str(deeds[-1].changes)
