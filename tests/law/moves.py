"""What a walk writes into the forms: for each verb that somebody can do, values that may be right or wrong.

A move gets the world, the thing and a number that chooses; it gives what the action wants besides.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from app.assessment.event_actions import Result as Shown
from app.assessment.scale import Grip
from app.contracts.corrections.models import What
from app.contracts.endings.models import Cause, Ground, Side
from app.diary.queries import loggable, planned_outcomes
from app.documents.codes import make_code
from app.internships.queries import modules
from app.kit.clock import today
from app.pay.models import ConcludedBy, Instrument
from app.placements.models import Kind
from app.plans.queries import plan_of
from app.safety import topics
from app.safety.models import About
from app.suitability.formula import Kind as Paper
from app.suitability.models import Result

if TYPE_CHECKING:
    from tests.law.walk import World

Given = dict[str, Any]  # under "_" what is given by its place
Move = Callable[["World", Any, int], Given]
DAY = timedelta(days=1)
TEXT = "Izskaidrots un pārrunāts."


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


MOVES: dict[str, Move] = {
    "placements.create": lambda w, _t, n: {"kind": one(Kind, n)},
    "placements.choose_company": lambda w, _t, n: {"_": (one(w.companies, n),)},
    "placements.choose_mentor": lambda w, _t, n: {"_": (one(w.mentors, n),)},
    "placements.choose_programme": lambda w, _t, _n: {"_": (w.cast.programme,)},
    "placements.choose_school": lambda w, _t, n: {"_": (one((w.cast.guntis, w.cast.ilze, w.cast.dace), n),)},
    "placements.name_deputy": lambda w, _t, n: {"_": (one((*w.mentors, None), n),)},
    "placements.set_period": period,
    "placements.cancel": lambda _w, _t, _n: {"reason": TEXT},
    "placements.restore": nothing,
    "plans.acquaint": acquaintance,
    "plans.add_row": lambda w, _t, n: {"module": one(w.cast.programme.modules, n)},
    "plans.agree": nothing,
    "plans.approve": nothing,
    "plans.copy_from": lambda w, plan, n: {"_": (one(w.all("Plan"), n),)},
    "plans.fill_cell": cell,
    "plans.fill_row": whole_row,
    "plans.follow": nothing,
    "plans.propose": nothing,
    "plans.remove_row": nothing,
    "plans.reopen": nothing,
    "plans.send_back": lambda _w, _t, n: {"comment": TEXT if n % 4 else ""},
    "plans.split_row": nothing,
    "plans.take_back": nothing,
    "plans.open_implementation": nothing,
    "plans.add_implementation_row": lambda w, _t, n: {"module": one(w.cast.programme.modules, n)},
    "plans.approve_implementation": nothing,
    "plans.fill_implementation_cell": cell,
    "plans.fill_implementation_row": whole_row,
    "plans.remove_implementation_row": nothing,
    "plans.reopen_implementation": nothing,
    "plans.split_implementation_row": nothing,
    "plans.set_texts": lambda _w, _t, _n: {"texts": {}},
    "contracts.draft": nothing,
    "contracts.set_terms": lambda w, _t, n: {"amendment": TEXT if n % 3 else ""},
    "contracts.send": nothing,
    "contracts.withdraw": nothing,
    "contracts.correct": nothing,
    "contracts.amend": amendment,
    "contracts.rewrite_amendment": rewritten,
    "contracts.send_amendment": nothing,
    "contracts.discard_amendment": nothing,
    "contracts.withdraw_amendment": nothing,
    "contracts.suspend": lambda _w, _t, n: {"cause": one(Cause, n), "starts": some_day(n), "words": TEXT},
    "contracts.resume": nothing,
    "contracts.end_early": ending,
    "contracts.rewrite_termination": ending,
    "contracts.send_termination": nothing,
    "contracts.discard_termination": nothing,
    "contracts.withdraw_termination": nothing,
    "contracts.set_right": lambda _w, _t, n: {
        "what": one(What, n),
        "reason": TEXT if n % 4 else "",
        "email": f"labots{n % 9}@abava.example",
        "phone": "+37126999999",
        "address": "Kandava, Jaunā iela 1",
    },
    "contracts.transfer": lambda w, _t, n: {"_": (one(w.companies, n),), "last_day": some_day(n)},
    "contracts.renew": nothing,
    "documents.ask_code": nothing,
    "documents.sign": signature,
    "documents.decline": lambda _w, _t, n: {"reason": TEXT if n % 4 else ""},
    "diary.log_day": logged,
    "diary.clear_day": lambda w, week, n: {"on": logged(w, week, n)["on"]},
    "diary.submit": nothing,
    "diary.take_back": nothing,
    "diary.approve": nothing,
    "diary.approve_in_stead": nothing,
    "diary.undo_approve": nothing,
    "diary.give_back": lambda _w, _t, n: {"comment": TEXT if n % 4 else ""},
    "safety.acknowledge": nothing,
    "safety.add_item": lambda _w, _t, n: {"about": one(About, n), "text": TEXT},
    "safety.allow": lambda _w, _t, n: {"supervised": n % 4 != 0, "protected": True},
    "safety.approve_act": nothing,
    "safety.confirm": nothing,
    "safety.describe": lambda _w, _t, n: {"risks": f"{TEXT} {n % 3}", "hazardous": n % 3 == 0},
    "safety.dispute": lambda _w, _t, n: {"reason": TEXT if n % 4 else ""},
    "safety.instruct": instruction,
    "safety.investigate": lambda _w, _t, _n: {"cause": TEXT, "conclusions": TEXT},
    "safety.issue": lambda _w, _t, n: {"item": "Darba apavi", "on": today() + (n % 5 == 4) * DAY},
    "safety.justify": lambda _w, _t, n: {"justification": TEXT if n % 4 else ""},
    "safety.keep_sheet": nothing,
    "safety.receive": nothing,
    "safety.record_health": lambda _w, _t, n: {
        "needed": n % 2 == 0,
        "on": today(),
        "until": today() + timedelta(days=300),
    },
    "safety.remove_item": nothing,
    "safety.repeat_check": lambda _w, _t, n: {"on": today(), "passed": n % 3 != 0},
    "safety.report": lambda _w, _t, _n: {
        "on": today() - DAY,
        "at": time(10),
        "place": "Darbnīca",
        "circumstances": TEXT,
    },
    "safety.set_study_hours": lambda _w, _t, n: {"week": Decimal(n % 30)},
    "safety.tag_hazard": lambda _w, _t, n: {"tag": one(topics.HazardTag, n)},
    "safety.take_in": nothing,
    "safety.untag": nothing,
    "safety.withdraw": nothing,
    "pay.agree": agreement,
    "pay.correct": lambda _w, _t, n: {"amount": Decimal(100 + n % 900)},
    "pay.end": lambda _w, agreement, n: {"on": agreement.starts + timedelta(days=n % 200 - 5)},
    "pay.remove": nothing,
    "pay.fund": lambda w, _t, n: {"programmes": w.all("FundingProgramme")[: n % 3]},
    "pay.add_policy": policy,
    "pay.correct_policy": lambda _w, policy, n: {"ends": policy.starts + timedelta(days=n % 600 - 3)},
    "pay.cancel_policy": nothing,
    "pay.restore_policy": nothing,
    "pay.note_check": lambda _w, _t, _n: {"on": today()},
    "pay.add_funding": lambda _w, _t, n: {"name": f"ESF {n % 50}"},
    "pay.edit_funding": lambda _w, programme, n: {"name": programme.name, "active": n % 2 == 0},
    "suitability.add_evidence": lambda _w, _t, n: {
        "kind": one(Paper, n),
        "issuer": "Latvijas Amatniecības kamera",
        "number": "A-1",
        "hours": 32,
        "since": date(2018, 5, 2),
    },
    "suitability.check_evidence": nothing,
    "suitability.remove_evidence": nothing,
    "suitability.note_child_check": lambda _w, _t, n: {"checked_on": today(), "allowed": n % 5 != 0},
    "suitability.ask_opinion": lambda w, _t, n: {"council_name": "Padome", "letter": n % 2 == 0},
    "suitability.enter_opinion": opinion,
    "suitability.record_opinion": answered,
    "suitability.withdraw_request": nothing,
    "suitability.decide": lambda _w, _t, n: {
        "positive": n % 4 != 0,
        "reason": TEXT,
        "document": n % 3 == 0,
        "valid_until": today() + timedelta(days=400) if n % 2 else None,
    },
    "suitability.withdraw_decision": lambda _w, _t, _n: {"reason": TEXT},
    "suitability.set_terms": lambda _w, _t, n: {"council_name": "Padome", "coordinator_decides": n % 2 == 0},
    "internships.agree": nothing,
    "internships.amend_order": nothing,
    "internships.confirm_occupation": lambda _w, _t, _n: {"occupation": "Mēbeļu galdnieks"},
    "internships.correct_order": nothing,
    "internships.draft_order": lambda w, _t, n: {"_": (interns(w)[: 1 + n % 2],)},
    "internships.draft_settlement": lambda _w, _t, _n: {"terms": TEXT, "month_amount": Decimal(50)},
    "internships.drop_order": nothing,
    "internships.edit_order": lambda w, _t, n: {"_": (interns(w)[: 1 + n % 2],), "dated": today()},
    "internships.edit_outline": lambda w, pattern, n: outline(w, pattern.programme, n),
    "internships.edit_settlement": lambda _w, _t, _n: {"terms": TEXT},
    "internships.name_supervisor": lambda w, _t, n: {
        "_": (one((w.cast.ilze, w.cast.guntis), n),),
        "position": "prakses vadītājs",
    },
    "internships.propose": nothing,
    "internships.record_settlement": lambda _w, _t, _n: {
        "agreed_on": today(),
        "data": b"%PDF-1.7",
        "file_name": "a.pdf",
    },
    "internships.reopen": nothing,
    "internships.retire_outline": nothing,
    "internships.send_back": lambda _w, _t, n: {"comment": TEXT},
    "internships.send_order": nothing,
    "internships.send_settlement": nothing,
    "internships.take_back": nothing,
    "internships.take_outline": lambda w, _t, n: {"_": (one(w.all("Outline"), n),)},
    "internships.withdraw_order": nothing,
    "internships.write_outline": outline,
    "internships.write_programme": practice_text,
    "assessment.accept_report": nothing,
    "assessment.answer": lambda _w, _t, _n: {"text": TEXT},
    "assessment.attach": lambda _w, _t, _n: {"data": b"%PDF-1.7", "filename": "a.pdf"},
    "assessment.characterise": lambda _w, _t, n: {
        name: one(Grip, n) if not name.endswith("_text") else TEXT
        for part in ("work", "colleagues", "skill")
        for name in (part, f"{part}_text")
    },
    "assessment.confirm": nothing,
    "assessment.correct": lambda _w, _t, n: {"mark": n % 10 + 1, "reason": TEXT},
    "assessment.grade": lambda _w, _t, n: {"mark": n % 11 or None, "reason": TEXT},
    "assessment.hold_event": results,
    "assessment.issue": nothing,
    "assessment.open_for": nothing,
    "assessment.plan_event": lambda w, _t, n: {
        "title": "Prakses noslēgums",
        "on": today() + (n % 20) * DAY,
        "at": time(10),
        "place": "Zāle",
        "placements": w.placements[: 1 + n % 2],
    },
    "assessment.propose": sheet,
    "assessment.remark": lambda _w, _t, _n: {"text": TEXT},
    "assessment.reopen": lambda _w, _t, _n: {"comment": TEXT},
    "assessment.return_report": lambda _w, _t, _n: {"comment": TEXT},
    "assessment.send_back": lambda _w, _t, n: {"comment": TEXT if n % 4 else ""},
    "assessment.set_due": lambda _w, _t, n: {"on": some_day(n)},
    "assessment.set_procedure": lambda _w, _t, n: {
        "company_days": 1 + n % 9,
        "report_days": 1 + n % 9,
        "headings": ["Ko darīju", "Ko iemācījos"],
    },
    "assessment.set_repeat": lambda _w, _t, n: {"on": some_day(n)},
    "assessment.set_report_due": lambda _w, _t, n: {"on": some_day(n)},
    "assessment.submit": nothing,
    "assessment.submit_report": nothing,
    "assessment.take_back": nothing,
    "assessment.write_report": lambda _w, report, _n: {"texts": [TEXT for _each in report.headings]},
    "closing.run_errand": lambda _w, _t, n: {"on": today(), "number": "1/2"},
    "closing.reopen_errand": nothing,
}
