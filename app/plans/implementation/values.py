"""What the implementation plan's document is filled with: plain Latvian texts."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.kit.clock import now, riga, today
from app.kit.words import Words
from app.plans.implementation.models import Implementation
from app.plans.implementation.queries import both_readings, sums
from app.plans.share import Reading
from app.schools.models import School

TEMPLATE = "implementation_v1"
LV = Words.of("lv")  # the language of the document, whoever reads it


def title(plan: Implementation) -> str:
    """As the list of documents names it."""
    return f"Īstenošanas plāns „{plan.programme.qualification}”, {plan.edition}. redakcija"


def of_plan(db: Session, plan: Implementation, *, number: str = "", draft: bool = False) -> dict[str, Any]:
    """Everything from data; without a number and a name while it is a draft."""
    school, programme = db.get_one(School, plan.programme.school_id), plan.programme
    main, other = both_readings(plan)
    licence = [f"Nr. {programme.licence_no}" if programme.licence_no else ""]
    licence += [f"līdz {LV.day(programme.licensed_until)}" if programme.licensed_until else ""]
    approved = plan.approved_by if not draft else None
    director = approved is not None and approved.id == school.director_id
    return {
        "draft": draft,
        "title": title(plan),
        "number": number,
        "iso": riga(now()).date().isoformat(),
        "school": {"name": school.name, "reg_no": school.organisation.reg_no or ""},
        "programme": {
            "code": programme.code,
            "qualification": programme.qualification,
            "level": programme.level,
            "hours": LV.hours(programme.hours),
            "licence": ", ".join(part for part in licence if part),
        },
        "edition": plan.edition,
        "approved_by": approved.name if approved else "",
        "capacity": "direktors" if director else "",
        "approved_on": LV.on(plan.approved_at or today()) if approved else "",
        "share": _reading(main),
        "other": _reading(other),
        **_table(plan),
    }


def _reading(one: Reading) -> dict[str, str]:
    return {
        "percent": LV.percent(one.percent),
        "clause": one.clause.replace("484: ", "484 "),
        "says": LV.text(one.says),
        "counted": LV.hours(one.counted),
        "base": LV.hours(one.base),
    }


def _table(plan: Implementation) -> dict[str, Any]:
    names = (("theory", "school_theory"), ("practice", "school_practice"), ("company", "company"))
    total = sums(plan)
    return {
        "rows": [
            {
                "module": row.module.name,
                **{name: LV.number(getattr(row, column)) for name, column in (*names, ("hours", "hours"))},
                "courses": f"{row.courses}." if row.courses else "visi",
            }
            for row in plan.rows
        ],
        "totals": {name: LV.number(total[column]) for name, column in (*names, ("hours", "hours"))},
    }
