"""What the learner reads and confirms on the phone, and where the school words it."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.words import _
from app.placements.models import Placement
from app.plans import acquaintance_actions as actions
from app.plans import verbs
from app.plans.acquaintance import TEXTS, confirmed, content_of, texts_of
from app.plans.forms import EditionForm, TextsForm
from app.schools.own import own_school

pages = room()


@pages.get("/vietas/{placement_id:int}/iepazisanas", name="plans.acquaintance")
def acquaintance(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The learner reads and confirms; everybody else sees what is read, and since when it is confirmed."""
    content = content_of(page.db, placement)
    done = confirmed(page.db, [placement.id]).get(placement.id, {})
    mine = verbs.ACQUAINT.permits(page.actor, placement)
    return page.show(
        "plans/acquaintance.html",
        placement=placement,
        content=content,
        confirmed_at=done.get(content.edition),
        changed=bool(done) and content.edition not in done,
        mine=mine,
        reasons=verbs.ACQUAINT.reasons(page.db, page.actor, placement) if mine else [],
    )


@pages.post("/vietas/{placement_id:int}/iepazisanas", name="plans.acquaint")
def acquaint(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[EditionForm], sent(EditionForm)],
) -> Response:
    """One button."""
    verbs.ACQUAINT.check(page.db, page.actor, placement)
    content = content_of(page.db, placement)
    if form.errors or form.data.edition != content.edition:
        raise Refused(_("The plan has changed meanwhile. Open the page again and read it."))
    actions.acquaint(page.db, page.actor, placement, edition=content.edition)
    to = page.url("plans.acquaintance", placement_id=placement.id)
    return page.done(to, notice=_("Thank you. The date is kept."))


@pages.get("/skola/iepazistinasana", name="plans.texts")
def texts(page: Signed) -> Response:
    """The school's words."""
    school = own_school(page)
    if not verbs.SET_TEXTS.permits(page.actor, school):
        raise Forbidden(verbs.SET_TEXTS.name)
    form = blank(TextsForm, **texts_of(page.db, school.id))
    return page.show("plans/texts.html", form=form, texts=TEXTS)


@pages.post("/skola/iepazistinasana", name="plans.set_texts")
def set_texts(page: Signed, form: Annotated[Sent[TextsForm], sent(TextsForm)]) -> Response:
    """Saves them; learners who have confirmed are not asked again."""
    school = own_school(page)
    verbs.SET_TEXTS.check(page.db, page.actor, school)
    if form.errors:
        return page.again("plans/texts.html", form=form, texts=TEXTS)
    actions.set_texts(page.db, page.actor, school, texts=form.data.model_dump())
    return page.done(page.url("plans.texts"), notice=_("Saved"))
