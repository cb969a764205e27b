"""The list of learners as a workbook."""

from __future__ import annotations

from app.kit.sheets.writing import Out
from app.kit.words import Said, Words, _
from app.schools.models import Learner

COLUMNS: tuple[Said, ...] = (
    _("Surname"),
    _("Given name"),
    _("Group"),
    _("Course"),
    _("Programme code"),
    _("Qualification"),
    _("Status"),
    _("Date of birth"),
    _("E-mail"),
    _("Phone"),
    _("Legal representatives"),
)


def row_of(learner: Learner, words: Words) -> list[Out]:
    """One learner."""
    person, group, programme = learner.person, learner.group, learner.programme
    guardians = [
        f"{each.person.name} {each.person.phone}".strip()
        for each in learner.guardianships
        if each.ended_on is None
    ]
    return [
        person.family_name,
        person.given_name,
        group.name if group else "",
        group.course if group else None,
        programme.code if programme else "",
        programme.qualification if programme else "",
        words.text(learner.status.label),
        person.birth_date,
        person.email,
        words.phone(person.phone) if person.phone else "",
        ", ".join(guardians),
    ]
