"""What the pages of a sheet show, and the form of the company as it is opened."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from app.assessment import rules, verbs
from app.assessment.forms import CommentForm, DateForm, GradeForm, ProposalForm
from app.assessment.models import Assessment, Grade
from app.assessment.queries import outcomes_of, ticked
from app.assessment.rules import PRACTISED
from app.assessment.scale import BANDS, BY_MARK
from app.companies.models import Mentor
from app.kit.clock import today
from app.kit.forms import Sent, blank
from app.kit.pages import Page
from app.placements.models import Placement
from app.schools.models import Learner


def loaded(page: Page, assessment: Assessment) -> Assessment:
    """With the names of its people and its marks: two selects."""
    placement = joinedload(Assessment.placement)
    wanted = (
        select(Assessment)
        .where(Assessment.id == assessment.id)
        .options(
            placement.joinedload(Placement.learner).joinedload(Learner.person),
            placement.joinedload(Placement.learner).joinedload(Learner.group),
            placement.joinedload(Placement.company),
            placement.joinedload(Placement.mentor).joinedload(Mentor.person),
            joinedload(Assessment.module),
            joinedload(Assessment.proposed_by),
            joinedload(Assessment.answered_by),
            selectinload(Assessment.grades).joinedload(Grade.set_by),
        )
        .execution_options(populate_existing=True)
    )
    return page.db.scalars(wanted).unique().one()


def proposal(page: Page, assessment: Assessment) -> Sent[ProposalForm]:
    """What is written, else what the diary suggests."""
    form = blank(
        ProposalForm,
        mark=assessment.mark,
        good=assessment.good,
        better=assessment.better,
    )
    words = dict(assessment.practised) or suggested(page, assessment)
    form.raw |= {f"o{each}": [word] for each, word in words.items()}
    return form


def suggested(page: Page, assessment: Assessment) -> dict[str, str]:
    """A first word for each outcome by how often the diary has it."""
    counts = ticked(page.db, assessment.placement_id)
    mine = sorted(counts.get(each, 0) for each in assessment.outcome_ids)
    usual = max(1, mine[len(mine) // 2] // 2) if mine else 1
    return {str(each): rules.first_word(counts, each, usual).value for each in assessment.outcome_ids}


def spoken(form: Sent[Any], assessment: Assessment) -> dict[str, str]:
    """The words chosen for the outcomes; a word that is none is left out."""
    known = {word.value for word in PRACTISED}
    chosen = {str(each): form.value(f"o{each}") for each in assessment.outcome_ids}
    return {each: word for each, word in chosen.items() if word in known}


def values(page: Page, assessment: Assessment, **forms: Any) -> dict[str, Any]:
    """Everything that the three views of a sheet need."""
    sheet = loaded(page, assessment)
    counts = ticked(page.db, sheet.placement_id)
    named = outcomes_of(page.db, [sheet])
    usual = {
        "form": None,
        "grade": blank(GradeForm, version=sheet.version, held_on=today(), mark=""),
        "comment": blank(CommentForm),
        "remark": blank(CommentForm),
        "answer": blank(CommentForm),
        "date": blank(DateForm, on=sheet.repeat_on or sheet.due_on),
    }
    return {
        "sheet": sheet,
        "placement": sheet.placement,
        "outcomes": [(named[each], counts.get(each, 0)) for each in sheet.outcome_ids if each in named],
        "bands": BANDS,
        "by_mark": BY_MARK,
        "words_of_outcome": list(PRACTISED.items()),
        "verbs": verbs,
        "departs": rules.departs(sheet.mark, sheet.final_mark) if sheet.proposed else False,
        **usual,
        **forms,
    }
