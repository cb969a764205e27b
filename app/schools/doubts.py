"""What is doubtful in a learner's data: said before saving, with a way to say that it is right."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.identity.models import Person
from app.kit import identifiers
from app.kit.clock import today
from app.kit.days import age_on
from app.kit.names import search_key
from app.kit.words import Said, _
from app.schools.models import Learner

YOUNGEST, OLDEST = 14, 70


@dataclass(frozen=True)
class Doubt:
    """A sentence, and where the other record is."""

    text: Said
    url: str = ""


def code_warning(code: str | None) -> Said | None:
    """The checksum: never more than a warning (R55)."""
    return identifiers.personal_code(code).warning if code else None


def about_data(code: str, birth_date: date | None) -> list[Doubt]:
    """What the code and the date of birth say of each other."""
    found = []
    read = identifiers.personal_code(code) if code else None
    if read and read.born and birth_date and read.born != birth_date:
        said = _(
            "The personal code says {born:day}, the date of birth {date:day}.",
            born=read.born,
            date=birth_date,
        )
        found.append(Doubt(said))
    born = birth_date or (read.born if read else None)
    if born and not YOUNGEST <= age_on(born, today()) <= OLDEST:
        found.append(Doubt(_("By the date of birth the age is {n}.", n=age_on(born, today()))))
    return found


def namesakes(db: Session, school_id: int, given_name: str, family_name: str, but: int = 0) -> list[Doubt]:
    """Learners of the same name in the school: perhaps the same person."""
    key = search_key(f"{given_name} {family_name}")
    wanted = (
        select(Learner)
        .join(Learner.person)
        .where(Learner.school_id == school_id, Person.search_key == key, Learner.id != but)
        .options(joinedload(Learner.person), joinedload(Learner.group))
        .order_by(Learner.id)
        .limit(5)
    )
    return [
        Doubt(
            _(
                "{name}, {group}, is already in the list.",
                name=learner.person.name,
                group=learner.group.name if learner.group else _("without a group"),
            ),
            learner.address,
        )
        for learner in db.scalars(wanted)
    ]
