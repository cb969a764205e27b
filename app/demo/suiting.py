"""Before the demo year: the council's opinions, the director's decisions, what the supervisors can show."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.companies import actions as companies
from app.companies.models import Company, Mentor
from app.demo.cast import Cast
from app.demo.people import WORKPLACES
from app.documents import actions as documents
from app.documents.codes import make_code
from app.documents.models import Document
from app.identity.actor import Actor
from app.kit.clock import at, now, today
from app.suitability import actions, mentor_actions
from app.suitability.finding import stand
from app.suitability.formula import Kind
from app.suitability.models import ChildCheck, Decision, Evidence, Opinion, Result

COUNCILS: Final = {
    "GAL": "Kokrūpniecības nozares ekspertu padome",
    "MET": "Metālapstrādes un mašīnbūves nozares ekspertu padome",
    "ELT": "Enerģētikas nozares ekspertu padome",
    "KON": "Pārtikas rūpniecības nozares ekspertu padome",
    "ĒPS": "Tūrisma un ēdināšanas nozares ekspertu padome",
}
EMAIL: Final = "nep@padome.example"
NEWCOMER: Final = ("SIA „Krasta Galdniecība”", "49990000134")
SOON_ENDS, CONDITIONS = 4, 7  # by their place among the workplaces
TASKS: Final = (
    "Darba vietas sagatavošana un instrumentu kopšana.",
    "Darbs pie pasūtījumiem meistara vadībā.",
    "Gatavā darba pārbaude un nodošana.",
)


def suit(db: Session, cast: Cast, partners: dict[int, Company], mentors: dict[int, list[Mentor]]) -> None:
    """Every company is asked about and decided on; every supervisor has shown what is needed."""
    _forget_rows(db, cast)
    ilze, guntis = cast.actor("ilze"), cast.actor("guntis")
    before = datetime.combine(cast.year.starts - timedelta(days=380), time(8), UTC)  # some learned last year
    soon = today() + timedelta(days=140)  # the stage is set a hundred days ago
    ends = date(cast.year.ends.year + 1, 8, 31)
    with at(min(before, now())):
        actions.set_terms(
            db, ilze, cast.school, council_name=_council(-1), council_email=EMAIL, answer_days=15
        )
    for place, company in partners.items():
        with at(min(before, now())):
            _opinion(db, ilze, company, place)
            until = soon if place == SOON_ENDS else ends
            _decision(db, guntis, cast, company, place, until)
            for number, mentor in enumerate(mentors[place]):
                _evidence(db, ilze, mentor, number + place, ends)


def _forget_rows(db: Session, cast: Cast) -> None:
    """The cast's company gets its papers by deeds too."""
    for model in (Decision, Opinion):
        for row in db.scalars(select(model).where(model.company_id == cast.company.id)):
            db.delete(row)
            db.flush()  # the decision rests on the opinion
    for each in db.scalars(select(Evidence).where(Evidence.mentor_id == cast.mentor.id)):
        db.delete(each)
    for check in db.scalars(select(ChildCheck).where(ChildCheck.mentor_id == cast.mentor.id)):
        db.delete(check)


def _council(place: int) -> str:
    return COUNCILS["GAL" if place < 0 else WORKPLACES[place].prefixes[0]]


def _opinion(db: Session, ilze: Actor, company: Company, place: int) -> None:
    asked = today() - timedelta(days=20)
    actions.enter_opinion(
        db,
        ilze,
        company,
        council_name=_council(place),
        result=Result.CONDITIONS if place == CONDITIONS else Result.POSITIVE,
        opinion_on=asked + timedelta(days=11),
        number=f"7-2/{40 + place}",
        conditions="Norīkot otru DVB vadītāju." if place == CONDITIONS else "",
        asked_on=asked,
    )


def _decision(db: Session, guntis: Actor, cast: Cast, company: Company, place: int, until: date) -> None:
    where = stand(db, cast.school.id, company, None)
    made = actions.decide(db, guntis, where, positive=True, valid_until=until)
    assert made.document is not None
    sign(db, guntis, made.document)


def sign(db: Session, guntis: Actor, document: Document) -> None:
    """The director signs what he has decided."""
    signer = document.signers[0]
    code = make_code(db, signer)
    documents.sign(db, guntis, signer, code=code, sha256=document.edition.sha256)


def _evidence(db: Session, ilze: Actor, mentor: Mentor, number: int, ends: date) -> None:
    """A master every third time, otherwise the programme for supervisors and a basis in the sector."""
    if number % 3 == 1:
        papers = [
            (Kind.MASTER, "Latvijas Amatniecības kamera"),
            (Kind.MASTER_PRACTICE, "Latvijas Amatniecības kamera"),
        ]
    else:
        sector = (
            (Kind.EDUCATION, "Kandavas arodskola") if number % 2 else (Kind.EXPERIENCE, mentor.company.name)
        )
        papers = [(Kind.MENTOR_PROGRAMME, "Abavas Amatu tehnikums"), sector]
    for n, (kind, issuer) in enumerate(papers):
        made = mentor_actions.add_evidence(
            db,
            ilze,
            mentor,
            kind=kind,
            issuer=issuer,
            number="" if kind is Kind.EXPERIENCE else f"{kind.value[:2].upper()}-{100 + 7 * number + n}",
            hours=32 if kind is Kind.MENTOR_PROGRAMME else None,
            since=date(2014 + number % 5, 3 + n, 1 + number % 25),
        )
        mentor_actions.check_evidence(db, ilze, made)
    for kind in (Kind.ABLE, Kind.OCCUPATION):
        mentor_actions.add_evidence(db, ilze, mentor, kind=kind)
    due = date(ends.year - 1, 8, 31)
    mentor_actions.note_child_check(db, ilze, mentor, checked_on=today(), allowed=True, next_due=due)


def newcomer(db: Session, cast: Cast) -> Mentor:
    """A company the council has kept waiting; its supervisor has no pedagogical part."""
    ilze = cast.actor("ilze")
    name, reg_no = NEWCOMER
    company = companies.add_company(
        db, ilze, cast.school, reg_no=reg_no, name=name, address="Ventspils, Krasta iela 8", legal_form="SIA"
    )
    db.flush()  # the mentor is of a company that is there
    mentor = companies.add_mentor(
        db,
        ilze,
        company,
        given_name="Kaspars",
        family_name="Upenieks",
        email="kaspars.upenieks@uznemums.example",
        occupation="Galdnieks",
    )
    db.flush()  # and the papers are of a mentor who is there
    shown = mentor_actions.add_evidence(
        db, ilze, mentor, kind=Kind.EXPERIENCE, issuer=name, since=date(2016, 5, 2)
    )
    mentor_actions.check_evidence(db, ilze, shown)
    mentor_actions.add_evidence(db, ilze, mentor, kind=Kind.ABLE)
    return mentor


def ask_about_newcomer(db: Session, ilze: Actor, mentor: Mentor) -> None:
    """A month ago; no answer yet."""
    with at(now() + timedelta(days=68)):  # the stage is set a hundred days ago
        actions.ask_opinion(
            db,
            ilze,
            mentor.company,
            council_name=_council(-1),
            council_email=EMAIL,
            mentors=[mentor],
            tasks="\n".join(TASKS),
        )
