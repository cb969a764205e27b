"""What a walk writes into a form: values that may be right or wrong, chosen by a number."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.assessment.event_actions import Result as Shown
from app.contracts.endings.models import Ground, Side
from app.diary.queries import loggable, planned_outcomes
from app.documents.codes import make_code
from app.documents.matching import Match, Reading
from app.esign.report import Report, SignatureFound
from app.internships.queries import modules
from app.kit.clock import now, today
from app.kit.uploads import Upload
from app.pay.models import ConcludedBy, Instrument
from app.placements.models import Kind
from app.plans.queries import plan_of
from app.safety import topics
from app.suitability.models import Result

if TYPE_CHECKING:
    from tests.law.walk import World

Given = dict[str, Any]  # under "_" what is given by its place
Move = Callable[["World", Any, int], Given]
DAY = timedelta(days=1)
TEXT = "Izskaidrots un pārrunāts."
SCAN = Upload(b"%PDF-1.7 scan", "skens.pdf", "application/pdf")


class Nothing(Exception):
    """The world has nothing of the kind that is to be chosen."""


def nothing(_world: World, _thing: Any, _n: int) -> Given:
    return {}


def one(items: Any, n: int) -> Any:
    listed = list(items)
    if not listed:
        raise Nothing
    return listed[n % len(listed)]


def some_day(n: int) -> date:
    """From a week ago to ten weeks ahead, today more often."""
    return today() + timedelta(days=(0, 0, 0, 1, 14, 70, -7)[n % 7])


def period(world: World, _placement: Any, n: int) -> Given:
    monday = today() - timedelta(days=today().weekday())
    starts = monday + timedelta(weeks=n % 3 + 1)
    weeks = (30, 24, 8)[n % 5 % 3]
    minors = {"day_hours": Decimal(6), "work_until": time(14, 30)} if n % 2 else {}
    letters = ("CCSS" * weeks)[:weeks]
    return {"starts": starts, "ends": starts + timedelta(weeks=weeks, days=-3), "weeks": letters} | minors


def cell(_world: World, row: Any, n: int) -> Given:
    field = ("company", "school_theory", "school_practice")[n % 3]
    return {"field": field, "value": Decimal(n % 60), "version": row.version - (n % 7 == 6)}


def whole_row(_world: World, row: Any, n: int) -> Given:
    """All its hours, divided."""
    company = Decimal(row.module.hours * (20 + n % 60) // 100)
    rest = row.module.hours - company
    theory = min(rest, Decimal(row.module.hours - row.module.practical_hours))
    values = {"company": company, "school_theory": theory, "school_practice": rest - theory}
    return {"values": values, "version": row.version}


def signature(world: World, signer: Any, n: int) -> Given:
    code = "000000" if n % 6 == 5 else make_code(world.db, signer)
    return {"code": code, "sha256": signer.document.edition.sha256 if n % 7 != 6 else "0" * 64}


def brought(world: World, document: Any, n: int) -> Given:
    """As the verifier found it: the signature of somebody who is expected, or of nobody."""
    pending = [signer for signer in document.signers if signer.pending]
    report = Report("ligums.edoc", f"{n:064}", 9)
    found = SignatureFound("S0", signer="Anna", time=now().isoformat(), findings=[])
    holds = [Match(one(pending, n), found, one(pending, n).person)] if pending and n % 5 else []
    return {"name": "ligums.edoc", "data": b"PK %d" % n, "reading": Reading(report, holds=holds)}


def on_paper(world: World, document: Any, n: int) -> Given:
    pending = [signer for signer in document.signers if signer.pending]
    return {"signers": pending[: n % 3], "scan": SCAN, "signed_on": today() + (n % 5 == 4) * DAY}


def letter(_world: World, _organisation: Any, n: int) -> Given:
    return {"kind": "letter", "title": "Vēstule", "number": f"V-{n}", "file": SCAN}


def acquaintance(world: World, placement: Any, n: int) -> Given:
    plan = plan_of(world.db, placement.id)
    return {"edition": (plan.edition if plan else 1) + (n % 6 == 5)}


def amendment(world: World, contract: Any, n: int) -> Given:
    changes: Given = one(
        (
            {"day_hours": Decimal(7)},
            {"mentor_id": one(world.mentors, n).id},
            {"pay_amount": Decimal(200 + n % 9)},
            {"ends": (contract.placement.ends or today()) + timedelta(days=14)},
            {},
        ),
        n,
    )
    return {"changes": changes, "takes_effect_on": some_day(n // 5), "reason": TEXT}


def rewritten(world: World, thing: Any, n: int) -> Given:
    return amendment(world, thing.contract, n)


def ending(_world: World, _thing: Any, n: int) -> Given:
    return {
        "ground": one(Ground, n),
        "side": one(Side, n // 2),
        "last_day": some_day(n // 3) + (n % 3) * timedelta(days=10),
        "words": TEXT if n % 5 else "",
        "endangered": n % 4 == 0,
    }


def logged(world: World, week: Any, n: int) -> Given:
    """A day that has come, when there is one."""
    days = [day for day in loggable(week.placement, week.monday) if day <= today()] or [week.monday]
    absent = n % 11 == 10
    outcomes = planned_outcomes(world.db, week.placement)
    return {
        "on": one(days, n),
        "hours": None if absent else Decimal(n % 9 or 8),
        "absence": "sick" if absent else None,
        "outcome_ids": outcomes[:1],
    }


def instruction(_world: World, _placement: Any, n: int) -> Given:
    kind = one(topics.Kind, n)
    told = list(topics.CHECKLISTS[kind])
    return {
        "kind": kind,
        "on": today() - (n % 3) * DAY,
        "topics": told if n % 8 else told[1:],
        "passed": n % 5 != 4,
        "reason": TEXT if n % 7 else "",
    }


def agreement(_world: World, placement: Any, n: int) -> Given:
    wage = n % 2 == 0
    return {
        "instrument": Instrument.WAGE if wage else Instrument.STIPEND,
        "agreed_on": today(),
        "starts": placement.starts if n % 3 else today() + (n % 30) * DAY,
        "amount": Decimal(900 if wage else 150),
        "week_hours": Decimal(40) if wage else None,
        "concluded_by": one(ConcludedBy, n),
    }


def policy(world: World, _keeper: Any, n: int) -> Given:
    starts = today() - timedelta(days=60) if n % 4 else today()
    return {
        "number": f"P-{n % 1000}",
        "starts": starts,
        "ends": starts + timedelta(days=500 if n % 3 else 40),
        "everybody": n % 5 != 0,
        "learners": [world.cast.learner] if n % 5 == 0 else [],
    }


def opinion(world: World, _company: Any, n: int) -> Given:
    return {
        "council_name": "Kokrūpniecības nozares ekspertu padome",
        "result": Result.POSITIVE if n % 4 else one(Result, n // 4),
        "opinion_on": today() - (n % 40) * DAY,
        "conditions": TEXT,
        "programme": world.cast.programme if n % 3 == 0 else None,
    }


def answered(world: World, thing: Any, n: int) -> Given:
    given = opinion(world, thing, n)
    return {name: given[name] for name in ("result", "opinion_on", "conditions")}


def practice_text(world: World, practice: Any, n: int) -> Given:
    known = [o.id for m in modules(world.db, practice.placement.programme_id) for o in m.outcomes]
    return {
        "chosen": known[: 1 + n % 4],
        "aim": TEXT,
        "tasks": TEXT,
        "criteria": TEXT,
        "hours": 80 + n % 400,
        "weeks": 4 + n % 9,
        "closing": n % 3 == 0,
    }


def outline(world: World, programme: Any, n: int) -> Given:
    known = [o.id for m in programme.modules for o in m.outcomes]
    return {"name": f"Prakse {n % 9}", "chosen": known[:3], "aim": TEXT, "tasks": TEXT, "criteria": TEXT}


def interns(world: World) -> list[Any]:
    return [each for each in world.placements if each.kind is Kind.PRACTICE]


def sheet(world: World, assessment: Any, n: int) -> Given:
    return {
        "practised": {str(each): "often" for each in assessment.outcome_ids},
        "mark": n % 11 or None,
        "good": TEXT,
        "better": TEXT,
    }


def results(_world: World, event: Any, n: int) -> Given:
    return {"results": [Shown(each, n % 4 != 0, None, TEXT) for each in event.participations]}
