"""The list of learners and the page of each."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

from fastapi import Response
from sqlalchemy.orm import Session

from app.identity.door import Signed, room, seen
from app.kit.clock import today
from app.kit.days import age_on
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.identifiers import masked
from app.kit.names import sort_key
from app.kit.pages import Page
from app.kit.sheets import write_xlsx
from app.kit.words import _
from app.schools import actions, verbs
from app.schools.doubts import Doubt, about_data, code_warning, namesakes
from app.schools.forms import LearnerForm
from app.schools.learner_sheet import COLUMNS, row_of
from app.schools.learner_table import ANY, STATUSES, Wanted, ordered, table, with_guardians
from app.schools.models import Group, Learner, School, Status
from app.schools.own import own_school

pages = room()
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pages.get("/izglitojamie", name="schools.learners")
def learners(page: Signed) -> Response:
    """The list; the address holds everything."""
    school, wanted = own_school(page), Wanted.read(page.request.query_params)
    return page.show(
        "schools/learners.html",
        block="rows" if page.request.headers.get("hx-target") == "rows" else None,
        table=table(page.db, page.actor, wanted),
        wanted=wanted,
        statuses=STATUSES,
        any_status=ANY,
        may_add=verbs.ADD_LEARNER.permits(page.actor, school),
    )


@pages.get("/izglitojamie/xlsx", name="schools.learners_xlsx")
def learners_xlsx(page: Signed) -> Response:
    """What the address asks for, as a workbook; without personal codes."""
    own_school(page)
    wanted = Wanted.read(page.request.query_params)
    found = page.db.scalars(with_guardians(ordered(page.actor, wanted)))
    heads = [page.words.text(title) for title in COLUMNS]
    rows = [row_of(learner, page.words) for learner in found]
    data = write_xlsx(heads, rows, page.words.text(_("Learners")))
    return page.download(data, f"{page.words.text(_('Learners'))}_{today():%Y-%m-%d}.xlsx", XLSX)


def _groups(page: Page) -> list[Group]:
    return sorted(page.db.scalars(Group.visible_to(page.actor)), key=lambda group: sort_key(group.name))


@pages.get("/izglitojamie/jauns", name="schools.new_learner")
def new_learner(page: Signed) -> Response:
    """The form for a new learner."""
    school = own_school(page)
    if not verbs.ADD_LEARNER.permits(page.actor, school):
        raise Forbidden(verbs.ADD_LEARNER.name)
    form = blank(LearnerForm, status=Status.STUDYING)
    return page.show(
        "schools/learner_form.html", form=form, learner=None, groups=_groups(page), statuses=Status, doubts=[]
    )


def _group(form: Sent[LearnerForm], groups: Sequence[Group]) -> Group | None:
    if form.errors or form.data.group is None:
        return None
    found = next((group for group in groups if group.id == form.data.group), None)
    if found is None:
        form.refuse("group", _("Choose one from the list."))
    return found


def _doubts(db: Session, school: School, form: Sent[LearnerForm], learner: Learner | None) -> list[Doubt]:
    """What to ask before saving; nothing when the person has said that it is right."""
    if form.errors or form.data.anyway:
        return []
    data = form.data
    found = about_data(data.personal_code, data.birth_date)
    if learner is None or data.given_name + data.family_name != (
        learner.person.given_name + learner.person.family_name
    ):
        but = learner.id if learner else 0
        found += namesakes(db, school.id, data.given_name, data.family_name, but)
    if found:
        form.refuse("anyway", _("Check the data and confirm that they are right."))
    return found


def _refuse(form: Sent[LearnerForm], refused: Refused) -> list[Doubt]:
    """A refusal of the deed as messages of the form, with the way to the other record."""
    for reason in refused.reasons:
        form.refuse("personal_code" if reason.code == "R55" else "", reason.text)
    return [Doubt(reason.text, reason.url) for reason in refused.reasons if reason.url]


@pages.post("/izglitojamie/jauns", name="schools.add_learner")
def add_learner(page: Signed, form: Annotated[Sent[LearnerForm], sent(LearnerForm)]) -> Response:
    """A new learner; somebody like this one is shown first."""
    school, groups = own_school(page), _groups(page)
    if not verbs.ADD_LEARNER.permits(page.actor, school):
        raise Forbidden(verbs.ADD_LEARNER.name)
    group = _group(form, groups)
    doubts = _doubts(page.db, school, form, None)
    if not form.errors:
        data = form.data
        try:
            learner = actions.add_learner(
                page.db,
                page.actor,
                school,
                given_name=data.given_name,
                family_name=data.family_name,
                personal_code=data.personal_code or None,
                birth_date=data.birth_date,
                email=data.email,
                phone=data.phone,
                group=group,
                status=data.status,
            )
        except Refused as refused:
            doubts = _refuse(form, refused)
        else:
            return page.done(
                page.url("schools.learner", learner_id=learner.id),
                notice=_("{name} is added.", name=learner.person.name),
            )
    return page.again(
        "schools/learner_form.html", form=form, learner=None, groups=groups, statuses=Status, doubts=doubts
    )


@pages.get("/izglitojamie/{learner_id:int}", name="schools.learner")
def learner(page: Signed, learner: Annotated[Learner, seen(Learner, "guardianships")]) -> Response:
    """One learner."""
    person = learner.person
    age = age_on(person.birth_date, today()) if person.birth_date else None
    guardians = [each for each in learner.guardianships if each.ended_on is None]
    return page.show(
        "schools/learner.html",
        learner=learner,
        person=person,
        age=age,
        minor=age is not None and age < 18,
        masked=masked(person.personal_code) if person.personal_code else "",
        code_warning=code_warning(person.personal_code),
        guardians=guardians,
        former=[each for each in learner.guardianships if each.ended_on],
        may_edit=verbs.EDIT_LEARNER.permits(page.actor, learner),
        staff=verbs.staff(page.actor, learner),
    )


@pages.get("/izglitojamie/{learner_id:int}/labot", name="schools.learner_form")
def learner_form(page: Signed, learner: Annotated[Learner, seen(Learner)]) -> Response:
    """The form of a learner's data."""
    if not verbs.EDIT_LEARNER.permits(page.actor, learner):
        raise Forbidden(verbs.EDIT_LEARNER.name)
    person = learner.person
    form = blank(
        LearnerForm,
        given_name=person.given_name,
        family_name=person.family_name,
        birth_date=person.birth_date,
        email=person.email,
        phone=person.phone,
        group=learner.group_id,
        status=learner.status,
        version=learner.version,
        person_version=person.version,
    )
    return page.show(
        "schools/learner_form.html",
        form=form,
        learner=learner,
        groups=_groups(page),
        statuses=Status,
        doubts=[],
    )


@pages.post("/izglitojamie/{learner_id:int}/labot", name="schools.edit_learner")
def edit_learner(
    page: Signed,
    learner: Annotated[Learner, seen(Learner)],
    form: Annotated[Sent[LearnerForm], sent(LearnerForm)],
) -> Response:
    """Saves a learner's data; the code stays when its field is left blank."""
    if not verbs.EDIT_LEARNER.permits(page.actor, learner):
        raise Forbidden(verbs.EDIT_LEARNER.name)
    groups, status = _groups(page), 422
    group = _group(form, groups)
    if not form.errors and form.overtaken(version=learner.version, person_version=learner.person.version):
        status = 409
    doubts = _doubts(page.db, learner.school, form, learner)
    if not form.errors:
        try:
            _save(page, learner, form.data, group)
        except Refused as refused:
            doubts = _refuse(form, refused)
        else:
            return page.done(page.url("schools.learner", learner_id=learner.id), notice=_("Saved"))
    return page.again(
        "schools/learner_form.html",
        status=status,
        form=form,
        learner=learner,
        groups=groups,
        statuses=Status,
        doubts=doubts,
    )


def _save(page: Page, learner: Learner, data: LearnerForm, group: Group | None) -> None:
    changes = {
        "given_name": data.given_name,
        "family_name": data.family_name,
        "birth_date": data.birth_date,
        "email": data.email,
        "phone": data.phone,
        "group": group,
        "status": data.status,
    }
    if data.personal_code:
        changes["personal_code"] = data.personal_code
    actions.edit_learner(page.db, page.actor, learner, **changes)
