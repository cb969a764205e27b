"""The parts of a placement: learner, company, mentor, period. Each can be left and taken up again."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated, Any

from fastapi import Response

from app.companies import actions as companies
from app.companies.models import Mentor
from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.days import Week, is_minor, weeks
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.verbs import Verb
from app.kit.words import _
from app.placements import actions, defaults, facts, finding, verbs
from app.placements.forms import CompanyForm, MentorForm, NewMentorForm, PeriodForm, ProgrammeForm
from app.placements.models import Kind, Placement
from app.placements.parties import guardians, school_staff
from app.placements.queries import clashes, company_seen, mentors_with_load, schedule_of, suitable
from app.placements.schedule import Schedule, troubles

pages = room()
MOST_SUITABLE = 8


def _staff(page: Page, placement: Placement) -> None:
    """The task list is the school's."""
    if not verbs.staff(page.actor, placement):
        raise Forbidden("placements.prepare")


def _next(page: Page, placement: Placement) -> str:
    return page.url("placements.prepare", placement_id=placement.id)


def _shared(page: Page, placement: Placement, verb: Verb) -> dict[str, Any]:
    return {
        "placement": placement,
        "writable": verb.open_to(page.actor, placement),
        "clashes": clashes(page.db, placement),
    }


@pages.get("/vietas/{placement_id:int}/izglitojamais", name="placements.learner")
def learner(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Who learns, who represents them, in which programme."""
    _staff(page, placement)
    born = placement.learner.person.birth_date
    return page.show(
        "placements/learner.html",
        **_shared(page, placement, verbs.CHOOSE_PROGRAMME),
        guardians=guardians(placement),
        minor=born is not None and is_minor(born, placement.starts or today()),
        programmes=finding.programmes(page.db, page.actor),
        form=blank(ProgrammeForm, programme_id=placement.programme_id),
    )


@pages.post("/vietas/{placement_id:int}/izglitojamais", name="placements.choose_programme")
def choose_programme(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[ProgrammeForm], sent(ProgrammeForm)],
) -> Response:
    """The plan grows from the programme."""
    programme = finding.programme_seen(page.db, page.actor, form.data.programme_id) if form.clean else None
    if programme is None:
        raise Refused(_("Choose a programme of the school."))
    actions.choose_programme(page.db, page.actor, placement, programme)
    return page.done(_next(page, placement), notice=_("The programme is chosen."))


@pages.get("/vietas/{placement_id:int}/uznemums", name="placements.company")
def company(page: Signed, placement: Annotated[Placement, seen(Placement)], q: str = "") -> Response:
    """Suitable places first, then any partner company by name or number."""
    return _company(page, placement, q, blank(CompanyForm))


def _company(
    page: Page, placement: Placement, q: str, form: Sent[CompanyForm], status: int = 200
) -> Response:
    _staff(page, placement)
    offered = suitable(page.db, placement.learner)[:MOST_SUITABLE]
    found = finding.companies(page.db, page.actor, q)
    ids = {one.offer.company_id for one in offered} | {one.id for one in found} | {placement.company_id or 0}
    return page.show(
        "placements/company.html",
        status=status,
        **_shared(page, placement, verbs.CHOOSE_COMPANY),
        q=q,
        form=form,
        suitable=offered,
        found=found,
        undecided=facts.undecided(page.db, placement, ids),
        hosts=school_staff(page.db, placement.school_id) if placement.kind is Kind.PRACTICE else [],
    )


@pages.post("/vietas/{placement_id:int}/uznemums", name="placements.choose_company")
def choose_company(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[CompanyForm], sent(CompanyForm)],
) -> Response:
    """A company that the school works with, and perhaps its offer."""
    chosen = company_seen(page.db, page.actor, form.data.company_id) if form.clean else None
    if chosen is None:
        form.refuse("company_id", _("Choose a company from the list."))
        return _company(page, placement, "", form, 422)
    actions.choose_company(
        page.db,
        page.actor,
        placement,
        chosen,
        branch=finding.branch_seen(page.db, page.actor, form.data.branch_id),
        offer=finding.offer_seen(page.db, page.actor, form.data.offer_id),
    )
    return page.done(_next(page, placement), notice=_("Chosen: {name}", name=chosen.name))


@pages.get("/vietas/{placement_id:int}/vaditajs", name="placements.mentor")
def mentor(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Who teaches at the company."""
    return _mentor(page, placement, blank(NewMentorForm))


def _mentor(
    page: Page, placement: Placement, form: Sent[NewMentorForm], status: int = 200, error: Any = None
) -> Response:
    _staff(page, placement)
    found = mentors_with_load(page.db, placement.company_id) if placement.company_id else []
    return page.show(
        "placements/mentor.html",
        status=status,
        **_shared(page, placement, verbs.CHOOSE_MENTOR),
        mentors=found,
        missing=facts.missing_of(page.db, placement, [each for each, _load in found]),
        form=form,
        error=error,
    )


@pages.post("/vietas/{placement_id:int}/vaditajs", name="placements.choose_mentor")
def choose_mentor(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[MentorForm], sent(MentorForm)],
) -> Response:
    """One of the company's supervisors."""
    chosen = finding.mentor_seen(page.db, page.actor, form.data.mentor_id) if form.clean else None
    if chosen is None:
        error = _("Choose a supervisor from the list.")
        return _mentor(page, placement, blank(NewMentorForm), 422, error)
    return _chosen(page, placement, chosen)


def _chosen(page: Page, placement: Placement, chosen: Mentor) -> Response:
    actions.choose_mentor(page.db, page.actor, placement, chosen)
    return page.done(_next(page, placement), notice=_("Chosen: {name}", name=chosen.person.name))


@pages.post("/vietas/{placement_id:int}/vaditajs/jauns", name="placements.add_mentor")
def add_mentor(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[NewMentorForm], sent(NewMentorForm)],
) -> Response:
    """A new supervisor of the company, chosen at once."""
    verbs.CHOOSE_MENTOR.check(page.db, page.actor, placement)
    if placement.company is None:
        raise Refused(_("Choose the company first."))
    if not form.errors and not form.data.email and not form.data.phone:
        form.refuse("email", _("Write an e-mail or a phone number, so that the person can be invited."))
    if form.errors:
        return _mentor(page, placement, form, 422)
    made = companies.add_mentor(page.db, page.actor, placement.company, **form.data.model_dump())
    return _chosen(page, placement, made)


def _period_form(placement: Placement, shown: Schedule) -> Sent[PeriodForm]:
    found = weeks(shown.starts, shown.ends)
    return blank(
        PeriodForm,
        starts=shown.starts,
        ends=shown.ends,
        week=[str(week) for week, letter in shown.calendar if letter == "C"],
        first=found[0],
        last=found[-1],
        work_days=list(shown.work_days),
        work_from=f"{shown.work_from:%H:%M}",
        work_until=f"{shown.work_until:%H:%M}",
        day_hours=shown.day_hours,
        version=placement.version,
    )


def _period(
    page: Page, placement: Placement, form: Sent[PeriodForm], shown: Schedule, status: int = 200
) -> Response:
    _staff(page, placement)
    return page.show(
        "placements/period.html",
        status=status,
        **_shared(page, placement, verbs.SET_PERIOD),
        form=form,
        shown=shown,
        months=defaults.months(shown),
        warnings=facts.worth_a_look(page.db, placement, shown),
    )


@pages.get("/vietas/{placement_id:int}/periods", name="placements.period")
def period(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Dates from the school year, weeks from the group; every week can be changed."""
    shown = schedule_of(placement) or defaults.schedule(page.db, placement)
    return _period(page, placement, _period_form(placement, shown), shown)


def _proposed(page: Page, placement: Placement, form: PeriodForm) -> Schedule:
    """What the form asks for; a period that is no period keeps the weeks of the one before."""
    schedule = Schedule(
        form.starts,
        form.ends,
        "",
        "".join(sorted(form.work_days)),
        form.work_from,
        form.work_until,
        form.day_hours,
    )
    if form.ends < form.starts or form.ends - form.starts > timedelta(weeks=110):
        return schedule
    usual = defaults.letters(page.db, placement.school_id, placement.learner.group, form.starts, form.ends)
    try:
        first, last = Week.parse(form.first), Week.parse(form.last)
    except ValueError:
        shown: list[Week] = []
    else:
        near = first <= last and last.monday - first.monday <= timedelta(weeks=120)
        shown = weeks(first.monday, last.monday) if near else []
    letters = defaults.chosen(usual, form.starts, form.ends, set(form.week), set(shown))
    return Schedule(
        form.starts,
        form.ends,
        letters,
        schedule.work_days,
        form.work_from,
        form.work_until,
        form.day_hours,
    )


@pages.post("/vietas/{placement_id:int}/periods", name="placements.set_period")
def set_period(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[PeriodForm], sent(PeriodForm)],
) -> Response:
    """Saves the schedule; with `look` it only shows the weeks of other dates."""
    verbs.SET_PERIOD.check(page.db, page.actor, placement)
    before = schedule_of(placement) or defaults.schedule(page.db, placement)
    if form.errors:
        return _period(page, placement, form, before, 422)
    data = form.data
    schedule = _proposed(page, placement, data)
    for field, said in troubles(schedule).items():
        if not (data.look and field == "weeks"):
            form.refuse("week" if field == "weeks" else field, said)
    if not data.look and data.version != placement.version:
        form.refuse("", _("Somebody changed the placement meanwhile. Check the dates and save again."))
        form.raw["version"] = [str(placement.version)]
    if form.errors:
        return _period(page, placement, form, schedule if schedule.weeks else before, 422)
    if data.look:
        fresh = _period_form(placement, schedule)
        return _period(page, placement, fresh, schedule)
    actions.set_period(
        page.db,
        page.actor,
        placement,
        starts=schedule.starts,
        ends=schedule.ends,
        weeks=schedule.weeks,
        work_days=schedule.work_days,
        work_from=schedule.work_from,
        work_until=schedule.work_until,
        day_hours=schedule.day_hours,
    )
    return page.done(_next(page, placement), notice=_("The period and the schedule are saved."))
