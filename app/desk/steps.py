"""What a placement waits for: its status and its next step, from one line."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from app.contracts.models import State as ContractState
from app.desk.lines import DiaryWeek, Line
from app.diary.models import State as WeekState
from app.documents.models import Party
from app.internships.models import State as ProgrammeState
from app.kit.clock import riga, today
from app.kit.words import Said, _, _n
from app.placements.models import Kind, State
from app.plans.models import State as PlanState

SLOW_SIGNATURE = timedelta(days=5)
SLOW_APPROVAL = timedelta(days=5)  # after the Sunday of the week
SLOW_DIARY = timedelta(days=7)
SOON = timedelta(days=14)
ENDING = timedelta(days=30)
LEAST_SHARE = 25


@dataclass(frozen=True)
class Step:
    """The badge, the next step, and how urgent it is: late, wait, run, ok."""

    badge: Said
    icon: str
    tone: str
    text: Said
    when: Said | None = None
    late: bool = False
    url: str = ""


def waits(line: Line) -> int:
    """Days since the signature in turn was asked for."""
    return (today() - riga(line.waiting[0].since).date()).days if line.waiting else 0


def unsubmitted(line: Line) -> list[DiaryWeek]:
    """Past weeks at the company that the learner has not submitted."""
    return [w for w in line.diary if w.state in (WeekState.OPEN, WeekState.RETURNED) and _past(w, SLOW_DIARY)]


def unapproved(line: Line) -> list[DiaryWeek]:
    """Submitted weeks the mentor has had for too long."""
    return [
        w for w in line.diary if w.state is WeekState.SUBMITTED and _past(w, timedelta(6) + SLOW_APPROVAL)
    ]


def submitted(line: Line) -> list[DiaryWeek]:
    """Weeks that wait for the mentor, late or not."""
    return [w for w in line.diary if w.state is WeekState.SUBMITTED]


def _past(week: DiaryWeek, span: timedelta) -> bool:
    return week.monday + span <= today()


def under_share(line: Line) -> bool:
    """The individual plan is under the 25 % of 484: 6.1."""
    return (
        line.percent is not None
        and line.share is not None
        and line.share.planned_hours > 0
        and line.percent < LEAST_SHARE
    )


def wants_order(line: Line) -> bool:
    """An internship that begins within two weeks, or should have, without a signed order (481: 6.1.6)."""
    waits = line.state in (State.DRAFT, State.SIGNING, State.CONCLUDED)
    return line.kind is Kind.PRACTICE and waits and not line.ordered and starts_soon(line)


def starts_soon(line: Line) -> bool:
    """Within two weeks, or already."""
    return line.starts is not None and line.starts <= today() + SOON


def has_started(line: Line) -> bool:
    """By the calendar."""
    return line.starts is not None and line.starts <= today()


def is_ready(line: Line) -> bool:
    """Everything is chosen and the plan is approved: the contract can go out."""
    return line.state is State.DRAFT and step(line).icon == "send"


def ends_soon(line: Line) -> bool:
    """Within 30 days."""
    return line.state is State.ACTIVE and line.ends is not None and line.ends <= today() + ENDING


SIGNATURES = {
    Party.LEARNER: _("The learner's signature"),
    Party.GUARDIAN: _("The legal representative's signature"),
    Party.COMPANY: _("The company's signature"),
    Party.SCHOOL: _("The director's signature"),
}


def _signing(line: Line) -> Step:
    days = waits(line)
    late = days >= SLOW_SIGNATURE.days
    text = SIGNATURES[line.waiting[0].party] if line.waiting else _("Signatures")
    when = _n("waiting {n} day", "waiting {n} days", days) if days else _("sent today")
    return Step(_("Waiting for signature"), "hourglass", "wait", text, when, late)


def _plan(line: Line) -> tuple[tuple[bool, Said], ...]:
    return (
        (line.plan_state in (None, PlanState.DRAFT), _("Finish the individual plan")),
        (line.plan_state is PlanState.PROPOSED, _("The company agrees to the plan")),
        (line.plan_state is PlanState.AGREED, _("Approve the plan")),
    )


def _programme(line: Line) -> tuple[tuple[bool, Said], ...]:
    return (
        (line.practice_state in (None, ProgrammeState.DRAFT), _("Finish the practice programme")),
        (line.practice_state is ProgrammeState.PROPOSED, _("The place agrees to the practice programme")),
    )


def _preparing(line: Line) -> Step:
    url = f"/vietas/{line.id}/sagatavot"
    when = _("starts {day:short_day}", day=line.starts) if line.starts else None
    late = line.starts is not None and line.starts < today()
    internship = line.kind is Kind.PRACTICE
    for missing, text in (
        (line.contract_state is ContractState.DECLINED, _("Correct the declined contract")),
        (not line.company, _("Choose the place of the internship") if internship else _("Choose a company")),
        (line.mentor_person_id is None, _("Choose a mentor")),
        (line.starts is None or "C" not in line.weeks, _("Set the period and the weeks")),
        *(_programme(line) if internship else _plan(line)),
    ):
        if missing:
            return Step(_("Being prepared"), "circle-dashed", "", text, when, late, url)
    return Step(
        _("Ready to sign"),
        "send",
        "run",
        _("Send the decision to the director") if line.in_school else _("Send the contract for signature"),
        when,
        late,
        f"/vietas/{line.id}/parbaudit",
    )


def _running(line: Line) -> Step:
    waiting = submitted(line)
    if late := _overdue(line):
        return late
    if under_share(line):
        text = _("The share is under 25 %")
        return Step(_("Review the plan"), "clipboard-list", "wait", text, url=f"/vietas/{line.id}/plans")
    text, when = _next_week(line), None
    if waiting:
        text = _("Approve week {number}", number=waiting[0].number)
        when = _("mentor, until {day:short_day}", day=waiting[0].monday + timedelta(days=11))
    elif ends_soon(line) and line.ends:
        text, when = _("Finish the placement"), _("ends {day:short_day}", day=line.ends)
    return Step(_("In progress"), "hammer", "run", text, when)


def _overdue(line: Line) -> Step | None:
    """The learner owes weeks, or the mentor has kept one for too long."""
    missing, slow = unsubmitted(line), unapproved(line)
    if missing:
        days = max((today() - missing[0].monday).days - 6, 1)
        weeks = ", ".join(f"{w.number}." for w in missing[:3])
        text = _n("Submit week {weeks}", "Submit weeks {weeks}", len(missing), weeks=weeks)
        when = _n("{n} day late", "{n} days late", days)
    elif slow:
        text = _("Approve week {number}", number=slow[0].number)
        when = _("mentor, since {day:short_day}", day=slow[0].monday + timedelta(days=7))
    else:
        return None
    return Step(_("Overdue"), "circle-alert", "late", text, when, late=True)


def _next_week(line: Line) -> Said:
    first = line.first_monday
    monday = today() - timedelta(days=today().weekday())
    if first:
        for number, letter in enumerate(line.weeks):
            week = first + timedelta(weeks=number)
            if letter == "C" and week >= monday:
                if week == monday:
                    return _("At the company this week")
                return _("At the company from {day:short_day}", day=week)
    return _("Nothing now")


def _concluded(line: Line) -> Step:
    when = _("starts {day:short_day}", day=line.starts) if line.starts else None
    text = _("Prepare the first working day")
    url = f"/vietas/{line.id}"
    if line.kind is Kind.PRACTICE and not line.ordered:
        text, url = _("The order on practice is missing"), "/rikojumi"
    return Step(line.state.label, "circle-check", "run", text, when, has_started(line), url)


def step(line: Line) -> Step:
    """Where the placement stands and what comes next."""
    if line.state is State.SIGNING:
        return _signing(line)
    if line.state is State.DRAFT:
        return _preparing(line)
    if line.state is State.ACTIVE:
        return _running(line)
    if line.state is State.CONCLUDED:
        return _concluded(line)
    icons = {
        State.SUSPENDED: ("circle-pause", "wait"),
        State.COMPLETED: ("graduation-cap", "ok"),
        State.TERMINATED: ("x", "late"),
        State.CANCELLED: ("x", ""),
    }
    icon, tone = icons[line.state]
    return Step(line.state.label, icon, tone, _("Nothing now"))


def urgency(line: Line) -> int:
    """What is late comes first, then what is missing altogether, then what waits."""
    now = step(line)
    return {"late": 0, "": 1, "wait": 2, "run": 3, "ok": 4}[now.tone] - (3 if now.late else 0)


def needs_somebody(line: Line) -> bool:
    """Whether it belongs under “Jārīkojas”: something is late, is due this week, or starts soon."""
    if line.state is State.DRAFT:
        return starts_soon(line) or line.contract_state is ContractState.DECLINED
    if line.state is State.SIGNING:
        return waits(line) >= SLOW_SIGNATURE.days or starts_soon(line) or _director(line)
    return bool(unsubmitted(line) or unapproved(line) or under_share(line))


def _director(line: Line) -> bool:
    return any(w.party is Party.SCHOOL for w in line.waiting)


def due(day: date) -> bool:
    """Until the Sunday of this week."""
    return day <= today() + timedelta(days=6 - today().weekday())
