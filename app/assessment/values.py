"""What the templates of assessment are filled with: Latvian plain text, from data alone."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.assessment.models import Assessment, Grade
from app.assessment.papers import ASPECT_LABELS, Characterisation, Report
from app.assessment.queries import outcomes_of, sheets_of
from app.assessment.rules import Practised
from app.assessment.scale import BY_MARK, PASS
from app.identity.models import Person
from app.kit.clock import now, riga, today
from app.kit.words import Words
from app.placements.models import Kind, Placement
from app.schools.models import Outcome

LV = Words.of("lv")


def mark_words(mark: int | None) -> str:
    """„8 (ļoti labi)”."""
    return f"{mark} ({LV.text(BY_MARK[mark].word)})" if mark in BY_MARK else ""


def _head(placement: Placement) -> dict[str, Any]:
    learner, company = placement.learner, placement.company
    guide, mentor = placement.guide, placement.mentor
    group = learner.group
    period = (placement.starts, placement.ends)
    return {
        "iso": riga(now()).date().isoformat(),
        "date": LV.on(today()),
        "home": f"/vietas/{placement.id}/vertejumi",
        "practice": placement.kind is Kind.PRACTICE,
        "school": placement.school.name,
        "school_no": placement.school.organisation.reg_no or "",
        "learner": learner.person.name,
        "group": group.name if group else "",
        "course": str(group.course) if group else "",
        "programme": placement.programme.code if placement.programme else "",
        "qualification": placement.programme.qualification if placement.programme else "",
        "level": str(placement.programme.level) if placement.programme else "",
        "company": placement.place_name,
        "company_no": (company.organisation.reg_no or "") if company else "",
        "mentor": guide.name if guide else "",
        "occupation": mentor.occupation if mentor and not placement.in_school else "",
        "period": f"{LV.day(period[0])}–{LV.day(period[1])}" if period[0] and period[1] else "",
    }


def sheet(db: Session, placement: Placement) -> dict[str, Any]:
    """Every module with the company's assessment and the school's marks."""
    sheets = sheets_of(db, placement.id)
    named = outcomes_of(db, sheets)
    return {
        **_head(placement),
        "summary": [
            ["Izglītojamais", placement.learner.person.name],
            ["Uzņēmums", placement.place_name],
            *([_title(one), _final(one) or "vērtējuma vēl nav"] for one in sheets),
        ],
        "sheets": [_sheet(one, named) for one in sheets],
        "pass": str(PASS),
    }


def _title(one: Assessment) -> str:
    return one.module.name if one.module else "Prakse"


def _final(one: Assessment) -> str:
    if not one.grades:
        return ""
    return mark_words(one.final_mark) or "n/v (nav vērtējuma)"


def _sheet(one: Assessment, named: dict[int, Outcome]) -> dict[str, Any]:
    given = one.proposed
    words = {word.value: LV.text(word.label) for word in Practised}
    by = one.proposed_by.name if given and one.proposed_by else ""
    day = LV.day(one.proposed_at) if given and one.proposed_at else ""
    return {
        "module": _title(one),
        "outcomes": [
            [named[each].short, words.get(one.practised.get(str(each), ""), "")]
            for each in one.outcome_ids
            if given and each in named
        ],
        "company": mark_words(one.mark) if given else "",
        "percent": _percent(one.mark) if given else "",
        "good": one.good if given else "",
        "better": one.better if given else "",
        "by": ", ".join(part for part in (by, day) if part),
        "final": _final(one),
        "grades": [_grade(each) for each in one.grades],
        "remark": one.remark,
        "answer": one.answer,
    }


def _percent(mark: int | None) -> str:
    return f"{BY_MARK[mark].low}–{BY_MARK[mark].high} %" if mark in BY_MARK else ""


def _grade(grade: Grade) -> list[str]:
    kind = "labojums" if grade.correction else "pirmais" if grade.no == 1 else "atkārtots"
    return [LV.day(grade.held_on), kind, mark_words(grade.mark) or "n/v", grade.reason, grade.set_by.name]


def characterisation(db: Session, paper: Characterisation) -> dict[str, Any]:
    """Three aspects and the proposals, who confirmed and when (481: 6.1.3, 9.5)."""
    aspects = [
        [LV.text(title), LV.text(grip.label) if grip else "", text] for title, grip, text in paper.aspects
    ]
    by, at = paper.confirmed_by, paper.confirmed_at
    return {
        **_head(paper.placement),
        "summary": [
            ["Praktikants", paper.placement.learner.person.name],
            *([LV.text(title), aspects[n][1]] for n, title in enumerate(ASPECT_LABELS.values())),
        ],
        "aspects": aspects,
        "to_learner": paper.to_learner,
        "to_school": paper.to_school,
        "confirmed": f"{by.name}, {_moment(at)}" if by and at else "",
    }


def report(db: Session, report: Report, accepted_by: Person) -> dict[str, Any]:
    """The learner's own words under the school's headings."""
    submitted = report.submitted_at
    return {
        **_head(report.placement),
        "summary": [
            ["Praktikants", report.placement.learner.person.name],
            ["Prakses vieta", report.placement.place_name],
        ],
        "parts": [list(pair) for pair in zip(report.headings, report.texts, strict=True)],
        "submitted": _moment(submitted) if submitted else "",
        "accepted": f"{accepted_by.name}, {_moment(report.decided_at)}" if report.decided_at else "",
    }


def _moment(moment: Any) -> str:
    return f"{LV.day(riga(moment).date())} plkst. {LV.time(moment)}"
