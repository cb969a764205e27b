"""Those who represent a learner."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.schools import actions, verbs
from app.schools.forms import GuardianForm
from app.schools.models import Guardianship, Learner

pages = room()
SeenLearner = Annotated[Learner, seen(Learner, "guardianships")]


def _guardianship(learner: Learner, guardianship_id: int) -> Guardianship:
    """One of the learner's own."""
    for each in learner.guardianships:
        if each.id == guardianship_id:
            return each
    raise NotFound("guardianship_id")


def _open(page: Page, learner: Learner) -> None:
    if not verbs.EDIT_LEARNER.permits(page.actor, learner):
        raise Forbidden(verbs.ADD_GUARDIAN.name)


def _back(page: Page, learner: Learner) -> str:
    return page.url("schools.learner", learner_id=learner.id)


@pages.get("/izglitojamie/{learner_id:int}/parstavji/jauns", name="schools.new_guardian")
def new_guardian(page: Signed, learner: SeenLearner) -> Response:
    """The form for one more."""
    _open(page, learner)
    return page.show(
        "schools/guardian_form.html", form=blank(GuardianForm), learner=learner, guardianship=None
    )


@pages.post("/izglitojamie/{learner_id:int}/parstavji/jauns", name="schools.add_guardian")
def add_guardian(
    page: Signed, learner: SeenLearner, form: Annotated[Sent[GuardianForm], sent(GuardianForm)]
) -> Response:
    """One more legal representative."""
    _open(page, learner)
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.add_guardian(
                page.db,
                page.actor,
                learner,
                given_name=data.given_name,
                family_name=data.family_name,
                email=data.email,
                phone=data.phone,
                relation=data.relation,
            )
        )
    if form.errors:
        return page.again("schools/guardian_form.html", form=form, learner=learner, guardianship=None)
    return page.done(_back(page, learner), notice=_("The legal representative is added."))


@pages.get("/izglitojamie/{learner_id:int}/parstavji/{guardianship_id:int}", name="schools.guardian_form")
def guardian_form(page: Signed, learner: SeenLearner, guardianship_id: int) -> Response:
    """The form of a legal representative's data."""
    _open(page, learner)
    guardianship = _guardianship(learner, guardianship_id)
    person = guardianship.person
    form = blank(
        GuardianForm,
        given_name=person.given_name,
        family_name=person.family_name,
        email=person.email,
        phone=person.phone,
        relation=guardianship.relation,
        version=person.version,
    )
    return page.show("schools/guardian_form.html", form=form, learner=learner, guardianship=guardianship)


@pages.post("/izglitojamie/{learner_id:int}/parstavji/{guardianship_id:int}", name="schools.edit_guardian")
def edit_guardian(
    page: Signed,
    learner: SeenLearner,
    guardianship_id: int,
    form: Annotated[Sent[GuardianForm], sent(GuardianForm)],
) -> Response:
    """Saves them."""
    _open(page, learner)
    guardianship, status = _guardianship(learner, guardianship_id), 422
    if not form.errors and form.overtaken(version=guardianship.person.version):
        status = 409
    if not form.errors:
        data = form.data
        form.attempt(
            lambda: actions.edit_guardian(
                page.db,
                page.actor,
                guardianship,
                given_name=data.given_name,
                family_name=data.family_name,
                email=data.email,
                phone=data.phone,
                relation=data.relation,
            )
        )
    if form.errors:
        return page.again(
            "schools/guardian_form.html",
            status=status,
            form=form,
            learner=learner,
            guardianship=guardianship,
        )
    return page.done(_back(page, learner), notice=_("Saved"))


@pages.post(
    "/izglitojamie/{learner_id:int}/parstavji/{guardianship_id:int}/beigt", name="schools.end_guardian"
)
def end_guardian(page: Signed, learner: SeenLearner, guardianship_id: int) -> Response:
    """They represent the learner no more."""
    guardianship = _guardianship(learner, guardianship_id)
    actions.end_guardian(page.db, page.actor, guardianship)
    notice = _("{name} no longer represents the learner.", name=guardianship.person.name)
    return page.done(_back(page, learner), notice=notice)
