"""The coordinator's inbox, from the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from app.contracts.models import State as ContractState
from app.desk import steps, titles
from app.desk.lines import Line, Waiting
from app.desk.tasks import Asked, Bucket, Task
from app.desk.titles import Heading, heading
from app.documents.models import Party
from app.kit.clock import today
from app.kit.words import Said, _, _n
from app.placements.models import State
from app.plans.models import State as PlanState


def _url(found: Sequence[Line], view: str, tab: str = "") -> str:
    return f"/vietas/{found[0].id}{tab}" if len(found) == 1 else f"/vietas?skats={view}"


def signatures(found: Iterable[Line]) -> list[Task]:
    """Contracts out for signature, by whose turn it is."""
    turns: dict[tuple[Party, Bucket], list[Line]] = defaultdict(list)
    for line in found:
        if line.state is State.SIGNING and line.waiting:
            late = steps.waits(line) >= steps.SLOW_SIGNATURE.days or steps.has_started(line)
            turns[line.waiting[0].party, Bucket.LATE if late else Bucket.WEEK].append(line)
    return [_signature(party, bucket, group) for (party, bucket), group in turns.items()]


def _signature(party: Party, bucket: Bucket, group: list[Line]) -> Task:
    task = Task(
        bucket=bucket,
        icon="signature",
        title=heading(titles.UNSIGNED[party], len(group)),
        about=group,
        url=_url(group, "paraksti"),
        remind=[f"signer:{line.waiting[0].signer_id}" for line in group],
        asked={f"signer:{line.waiting[0].signer_id}": _asked(line.waiting[0]) for line in group},
        order=1,
    )
    days = max(steps.waits(line) for line in group)
    task.when = _n("waiting {n} day", "waiting {n} days", days) if days else _("since today")
    if party is Party.SCHOOL:
        task.bucket, task.icon, task.order = Bucket.TODAY, "pen-line", 5
        task.detail = _("all other parties have signed")
    elif len(group) == 1 and group[0].starts:
        task.detail = _("learning starts {day:short_day}", day=group[0].starts)
    return task


def _asked(one: Waiting) -> Asked:
    return Asked(one.opened_at, one.stopped, one.email_fault)


def approvals(found: Iterable[Line]) -> list[Task]:
    """Weeks the mentors have not approved: a row for each week."""
    by_week: dict[date, list[tuple[Line, int]]] = defaultdict(list)
    for line in found:
        for week in steps.submitted(line):
            by_week[week.monday].append((line, week.id))
    return [_approval(monday, rows) for monday, rows in sorted(by_week.items())]


def _approval(monday: date, rows: list[tuple[Line, int]]) -> Task:
    group = [line for line, _week in rows]
    return Task(
        bucket=Bucket.LATE if monday + timedelta(6) + steps.SLOW_APPROVAL <= today() else Bucket.WEEK,
        icon="list-checks",
        title=_n(
            "{n} mentor has not approved week {number}",
            "{n} mentors have not approved week {number}",
            len({line.mentor_person_id for line in group}),
            number=monday.isocalendar().week,
        ),
        about=group,
        url=_url(group, "nedelas", "/dienasgramata"),
        when=_("since {day:short_day}", day=monday + timedelta(7)),
        remind=[f"week:{week}" for _line, week in rows],
        order=2,
    )


def diaries(found: Iterable[Line]) -> list[Task]:
    """Learners who owe weeks, merged by how many."""
    owed: dict[int, list[Line]] = defaultdict(list)
    for line in found:
        if line.state is State.ACTIVE and (missing := steps.unsubmitted(line)):
            owed[min(len(missing), 3)].append(line)
    tasks = []
    for count, group in sorted(owed.items(), reverse=True):
        days = max((today() - steps.unsubmitted(line)[0].monday).days - 6 for line in group)
        tasks.append(
            Task(
                bucket=Bucket.LATE,
                icon="book-open",
                title=heading(titles.WEEKS_MISSING[count], len(group)),
                about=group,
                url=_url(group, "dienasgramatas", "/dienasgramata"),
                when=_n("{n} day", "{n} days", max(days, 1)),
                remind=[f"week:{week.id}" for line in group for week in steps.unsubmitted(line)[:1]],
                order=3,
            )
        )
    return tasks


def _first_start(group: list[Line]) -> Said | None:
    days = [line.starts for line in group if line.starts]
    return _("from {day:short_day}", day=min(days)) if days else None


Group = tuple[list[Line], Heading, str, Bucket, Said, str, str]


def _groups(found: Sequence[Line]) -> list[Group]:
    """Placements that wait for the same thing: its heading, icon, urgency, button, view and tab."""
    draft = [line for line in found if line.state is State.DRAFT]
    declined = [line for line in draft if line.contract_state is ContractState.DECLINED]
    agreed = [line for line in draft if line.plan_state is PlanState.AGREED]
    ready = [line for line in draft if steps.is_ready(line)]
    open_ones = [line for line in draft if line not in ready and line not in agreed and line not in declined]
    started = [line for line in open_ones if steps.has_started(line)]
    soon = [line for line in open_ones if steps.starts_soon(line) and line not in started]
    signed = [line for line in found if line.state is State.CONCLUDED and steps.starts_soon(line)]
    active = [line for line in found if line.state is State.ACTIVE]
    low = [line for line in active if steps.under_share(line)]
    ending = [line for line in active if line.ends is not None and steps.due(line.ends)]
    return [
        (declined, titles.DECLINED, "circle-alert", Bucket.LATE, _("Correct"), "atteikti", "/dokumenti"),
        (started, titles.STARTED, "users", Bucket.LATE, _("Prepare"), "sagatavo", "/sagatavot"),
        (agreed, titles.AGREED, "clipboard-list", Bucket.TODAY, _("Review"), "plani", "/plans"),
        (ready, titles.READY, "send", Bucket.TODAY, _("Check and send"), "sagatavo", "/parbaudit"),
        (signed, titles.CONCLUDED, "hourglass", Bucket.TODAY, _("Look"), "noslegtas", ""),
        (soon, titles.SOON, "users", Bucket.WEEK, _("Prepare"), "sagatavo", "/sagatavot"),
        (low, titles.UNDER_SHARE, "clipboard-list", Bucket.WEEK, _("Review the plan"), "zem25", "/plans"),
        (ending, titles.ENDING, "graduation-cap", Bucket.WEEK, _("Open"), "beidzas", ""),
    ]


def preparation(found: Sequence[Line]) -> list[Task]:
    """Plans to approve, contracts to correct or to send, placements that start before they are ready."""
    return [
        Task(
            bucket,
            icon,
            heading(of, len(group)),
            group,
            _url(group, view, tab),
            _first_start(group),
            label,
            order=6,
        )
        for group, of, icon, bucket, label, view, tab in _groups(found)
        if group
    ]


def orders(found: Sequence[Line]) -> list[Task]:
    """Internships that begin soon and that no order names yet (481: 6.1.6)."""
    group = [line for line in found if steps.wants_order(line)]
    if not group:
        return []
    title, when = heading(titles.UNORDERED, len(group)), _first_start(group)
    return [Task(Bucket.WEEK, "file-text", title, group, "/rikojumi", when, _("Orders"), order=6)]


def of_staff(found: Sequence[Line]) -> list[Task]:
    """The coordinator's inbox, the most urgent first."""
    tasks = [*signatures(found), *approvals(found), *diaries(found), *preparation(found), *orders(found)]
    return sorted(tasks, key=lambda task: (list(Bucket).index(task.bucket), task.order))
