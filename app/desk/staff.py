"""The coordinator's inbox, from the lines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

from app.contracts.models import State as ContractState
from app.desk import steps
from app.desk.lines import Line
from app.desk.tasks import Bucket, Task
from app.documents.models import Party
from app.kit.clock import today
from app.kit.words import Said, _, _n
from app.placements.models import State
from app.plans.models import State as PlanState

UNSIGNED = {
    Party.LEARNER: lambda n: _n(
        "The learner has not signed the learning contract",
        "{n} learners have not signed the learning contract",
        n,
    ),
    Party.GUARDIAN: lambda n: _n(
        "The legal representative has not signed the learning contract",
        "{n} legal representatives have not signed the learning contract",
        n,
    ),
    Party.COMPANY: lambda n: _n(
        "The company has not signed the learning contract",
        "{n} companies have not signed the learning contract",
        n,
    ),
}


def _url(found: Sequence[Line], view: str, tab: str = "") -> str:
    return f"/vietas/{found[0].id}{tab}" if len(found) == 1 else f"/vietas?skats={view}"


def signatures(found: Iterable[Line]) -> list[Task]:
    """Contracts out for signature, by whose turn it is."""
    turns: dict[tuple[Party, Bucket], list[Line]] = defaultdict(list)
    for line in found:
        if line.state is not State.SIGNING or not line.waiting:
            continue
        late = steps.waits(line) >= steps.SLOW_SIGNATURE.days or (
            line.starts is not None and line.starts <= today()
        )
        turns[line.waiting[0].party, Bucket.LATE if late else Bucket.WEEK].append(line)
    tasks = []
    for (party, bucket), group in turns.items():
        remind = [f"signer:{line.waiting[0].signer_id}" for line in group]
        if party is Party.SCHOOL:
            title = _n(
                "{n} contract is ready for the director's signature",
                "{n} contracts are ready for the director's signature",
                len(group),
            )
            tasks.append(
                Task(
                    Bucket.TODAY,
                    "pen-line",
                    title,
                    group,
                    _url(group, "paraksti"),
                    None,
                    None,
                    remind,
                    _("All other parties have signed"),
                    5,
                )
            )
            continue
        days = max(steps.waits(line) for line in group)
        when = _n("waiting {n} day", "waiting {n} days", days) if days else _("since today")
        detail = (
            _("learning starts {day:on}", day=group[0].starts)
            if len(group) == 1 and group[0].starts
            else None
        )
        tasks.append(
            Task(
                bucket,
                "signature",
                UNSIGNED[party](len(group)),
                group,
                _url(group, "paraksti"),
                when,
                None,
                remind,
                detail,
                1,
            )
        )
    return tasks


def approvals(found: Iterable[Line]) -> list[Task]:
    """Weeks the mentors have not approved: a row for each week."""
    by_week: dict[date, list[tuple[Line, int]]] = defaultdict(list)
    for line in found:
        for week in steps.submitted(line):
            by_week[week.monday].append((line, week.id))
    tasks = []
    for monday, rows in sorted(by_week.items()):
        late = monday + timedelta(6) + steps.SLOW_APPROVAL <= today()
        mentors = {line.mentor_person_id for line, _week in rows}
        title = _n(
            "{n} mentor has not approved week {number}",
            "{n} mentors have not approved week {number}",
            len(mentors),
            number=monday.isocalendar().week,
        )
        group = [line for line, _week in rows]
        tasks.append(
            Task(
                Bucket.LATE if late else Bucket.WEEK,
                "list-checks",
                title,
                group,
                _url(group, "nedelas", "/dienasgramata"),
                _("since {day:short_day}", day=monday + timedelta(7)),
                None,
                [f"week:{week}" for _line, week in rows],
                None,
                2,
            )
        )
    return tasks


WEEKS_MISSING = {
    1: lambda n: _n(
        "The diary of a week is not submitted", "{n} learners have not submitted the diary of a week", n
    ),
    2: lambda n: _n(
        "The diary of two weeks is not submitted", "{n} learners have not submitted the diary of two weeks", n
    ),
}


def diaries(found: Iterable[Line]) -> list[Task]:
    """Learners who owe weeks, merged by how many."""
    owed: dict[int, list[Line]] = defaultdict(list)
    for line in found:
        if line.state is State.ACTIVE and (missing := steps.unsubmitted(line)):
            owed[min(len(missing), 3)].append(line)
    tasks = []
    for count, group in sorted(owed.items(), reverse=True):
        title = WEEKS_MISSING.get(
            count,
            lambda n: _n(
                "The diary of three or more weeks is not submitted",
                "{n} learners have not submitted the diary of three or more weeks",
                n,
            ),
        )(len(group))
        days = max((today() - steps.unsubmitted(line)[0].monday).days - 6 for line in group)
        remind = [f"week:{week.id}" for line in group for week in steps.unsubmitted(line)[:1]]
        tasks.append(
            Task(
                Bucket.LATE,
                "book-open",
                title,
                group,
                _url(group, "dienasgramatas", "/dienasgramata"),
                _n("{n} day", "{n} days", max(days, 1)),
                None,
                remind,
                None,
                3,
            )
        )
    return tasks


def _merged(
    found: Iterable[Line],
    wanted: Callable[[Line], bool],
    title: Callable[[int], Said],
    icon: str,
    bucket: Bucket,
    label: Said,
    view: str,
    tab: str,
    order: int,
    when: Callable[[list[Line]], Said | None] = lambda group: None,
) -> list[Task]:
    group = [line for line in found if wanted(line)]
    if not group:
        return []
    return [
        Task(
            bucket,
            icon,
            title(len(group)),
            group,
            _url(group, view, tab),
            when(group),
            label,
            [],
            None,
            order,
        )
    ]


def _first_start(group: list[Line]) -> Said | None:
    days = [line.starts for line in group if line.starts]
    return _("from {day:short_day}", day=min(days)) if days else None


def preparation(found: Sequence[Line]) -> list[Task]:
    """Plans to approve, contracts to correct or to send, placements that start before they are ready."""
    draft = [line for line in found if line.state is State.DRAFT]
    ready = [line for line in draft if steps.step(line).icon == "send"]
    not_ready = [line for line in draft if line not in ready and line.plan_state is not PlanState.AGREED]
    declined = [line for line in draft if line.contract_state is ContractState.DECLINED]
    started = [line for line in not_ready if line.starts and line.starts <= today()]
    soon = [line for line in not_ready if steps.starts_soon(line) and line not in started]
    return [
        *_merged(
            declined,
            bool,
            lambda n: _n("A contract was declined", "{n} contracts were declined", n),
            "circle-alert",
            Bucket.LATE,
            _("Correct"),
            "sagatavo",
            "/dokumenti",
            0,
        ),
        *_merged(
            started,
            bool,
            lambda n: _n(
                "A placement should have started but is not ready",
                "{n} placements should have started but are not ready",
                n,
            ),
            "users",
            Bucket.LATE,
            _("Prepare"),
            "sagatavo",
            "/sagatavot",
            4,
            _first_start,
        ),
        *_merged(
            draft,
            lambda line: line.plan_state is PlanState.AGREED,
            lambda n: _n(
                "The company has agreed to a plan: approve it",
                "Companies have agreed to {n} plans: approve them",
                n,
            ),
            "clipboard-list",
            Bucket.TODAY,
            _("Review"),
            "plani",
            "/plans",
            6,
        ),
        *_merged(
            ready,
            bool,
            lambda n: _n(
                "A contract is ready to send for signature",
                "{n} contracts are ready to send for signature",
                n,
            ),
            "send",
            Bucket.TODAY,
            _("Check and send"),
            "sagatavo",
            "/parbaudit",
            7,
            _first_start,
        ),
        *_merged(
            soon,
            bool,
            lambda n: _n(
                "A placement starts within two weeks and is not ready",
                "{n} placements start within two weeks and are not ready",
                n,
            ),
            "users",
            Bucket.WEEK,
            _("Prepare"),
            "sagatavo",
            "/sagatavot",
            8,
            _first_start,
        ),
        *_merged(
            found,
            lambda line: line.state is State.ACTIVE and steps.under_share(line),
            lambda n: _n("A plan is under 25 %", "{n} plans are under 25 %", n),
            "clipboard-list",
            Bucket.WEEK,
            _("Review the plan"),
            "zem25",
            "/plans",
            9,
        ),
        *_merged(
            found,
            lambda line: line.state is State.ACTIVE and line.ends is not None and steps.due(line.ends),
            lambda n: _n("A placement ends this week", "{n} placements end this week", n),
            "graduation-cap",
            Bucket.WEEK,
            _("Open"),
            "beidzas",
            "",
            10,
        ),
    ]


def of_staff(found: Sequence[Line]) -> list[Task]:
    """The coordinator's inbox, the most urgent first."""
    tasks = [*signatures(found), *approvals(found), *diaries(found), *preparation(found)]
    return sorted(tasks, key=lambda task: (list(Bucket).index(task.bucket), task.order))
