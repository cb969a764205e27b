"""The marks of a group as rows and columns."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.assessment import rules, verbs
from app.assessment.models import Assessment, State
from app.identity.actor import Actor
from app.kit.sheets import write_xlsx
from app.kit.sheets.writing import Out
from app.kit.words import Said, Words, _
from app.placements.models import Placement
from app.schools.models import Group, Learner


@dataclass
class Row:
    """A placement and its sheets by module; None is the practice as a whole."""

    placement: Placement
    sheets: dict[int | None, Assessment] = field(default_factory=dict)


def groups(db: Session, actor: Actor) -> list[Group]:
    """Those with something to assess."""
    seen = Placement.visible_to(actor).with_only_columns(Placement.id)
    having = (
        select(Learner.group_id)
        .join(Placement, Placement.learner_id == Learner.id)
        .join(Assessment, Assessment.placement_id == Placement.id)
        .where(Placement.id.in_(seen))
    )
    return list(db.scalars(select(Group).where(Group.id.in_(having)).order_by(Group.sort_key, Group.id)))


def columns(sheets: Sequence[Assessment]) -> list[tuple[int | None, Said | str]]:
    """Modules in the plans' order."""
    found: dict[int | None, tuple[int, Said | str]] = {}
    for sheet in sheets:
        found.setdefault(sheet.module_id, (sheet.position, sheet.title))
    return [
        (module, title) for module, (_position, title) in sorted(found.items(), key=lambda one: one[1][0])
    ]


def rows(sheets: Sequence[Assessment]) -> list[Row]:
    """In the order given."""
    found: dict[int, Row] = {}
    for sheet in sheets:
        found.setdefault(sheet.placement_id, Row(sheet.placement)).sheets[sheet.module_id] = sheet
    return list(found.values())


def refused(db: Session, actor: Actor, sheet: Assessment, mark: int | None, reason: str) -> Said | None:
    """Why this mark may not be set like this, before anything is."""
    if found := verbs.GRADE.reasons(db, actor, sheet):
        return found[0].text
    wanted = rules.reason_wanted(company=sheet.mark, proposed=sheet.proposed, final=mark)
    return wanted if wanted and not reason else None


def workbook(sheets: Sequence[Assessment], words: Words) -> bytes:
    """Two columns for each module: the company's mark and the final one."""
    modules = columns(sheets)
    heads = [words.text(title) for title in (_("Learner"), _("Company"), _("Mentor"))]
    for _module, title in modules:
        name = words.text(title)
        heads += [
            words.text(_("{title}: company", title=name)),
            words.text(_("{title}: final", title=name)),
        ]
    return write_xlsx(heads, [_out(row, modules) for row in rows(sheets)], "Vērtējumi")


def _out(row: Row, modules: Sequence[tuple[int | None, Said | str]]) -> list[Out]:
    placement = row.placement
    out: list[Out] = [
        placement.learner.person.name,
        placement.place_name,
        placement.guide.name if placement.guide else "",
    ]
    for module, _title in modules:
        sheet = row.sheets.get(module)
        out.append(sheet.mark if sheet and sheet.proposed else None)
        absent = sheet is not None and sheet.state is State.FAILED and sheet.final_mark is None
        out.append("n/v" if absent else sheet.final_mark if sheet else None)
    return out
