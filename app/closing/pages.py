"""The file of a placement: what is there, what is missing, one PDF of all; and what VIIS waits for."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.closing import actions, verbs
from app.closing.diary_paper import document
from app.closing.forms import ErrandForm
from app.closing.models import Errand
from app.closing.needed import missing, needed
from app.closing.papers import bound, papers
from app.closing.queries import errands_of, waiting
from app.identity.door import Signed, room, seen
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import today
from app.kit.errors import Forbidden
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.rules import Moment
from app.kit.words import _
from app.law.queries import cases, judged, law
from app.law.where import address
from app.placements import actions as placements
from app.placements import verbs as placement_verbs
from app.placements.models import Placement

pages = room()
PDF = "application/pdf"


def _staff(page: Page) -> None:
    if not page.actor.roles & SCHOOL_STAFF:
        raise Forbidden("closing")


def _show(page: Page, placement: Placement, form: Sent[ErrandForm], wrong: int = 0) -> Response:
    held = law(page.db)
    case = cases(page.db, [placement.id], held)[placement.id]
    lacking = missing(case)
    may_close = placement_verbs.COMPLETE.open_to(page.actor, placement)
    errands = errands_of(page.db, placement)
    show = page.again if wrong else page.show
    return show(
        "closing/file.html",
        placement=placement,
        papers=papers(page.db, placement),
        needed=[(each, each not in lacking, address(case, each.where)) for each in needed(case)],
        errands=errands,
        may_run=any(verbs.RUN.permits(page.actor, each) for each in errands),
        may_close=may_close,
        reasons=[u.reason for u in judged(case, Moment.CLOSE, held) if u.stops] if may_close else [],
        form=form,
        wrong=wrong,
        today=today(),
    )


@pages.get("/vietas/{placement_id:int}/lieta", name="closing.file")
def show(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Everything that belongs to the placement."""
    _staff(page)
    return _show(page, placement, blank(ErrandForm, on=today()))


@pages.get("/vietas/{placement_id:int}/lieta.pdf", name="closing.bound")
def bound_file(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """One PDF with a table of contents."""
    _staff(page)
    return page.download(bound(page.db, placement), f"Lieta {placement.learner.person.name}.pdf", PDF)


@pages.get("/vietas/{placement_id:int}/dienasgramata.pdf", name="closing.diary")
def diary(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The diary as a document (481: 6.1.2)."""
    return page.download(
        document(page.db, placement), f"Dienasgrāmata {placement.learner.person.name}.pdf", PDF
    )


@pages.post("/vietas/{placement_id:int}/lieta/slegt", name="closing.close")
def close(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """Closes the placement; what is missing is said."""
    _staff(page)
    placements.complete(page.db, page.actor, placement)
    return page.done(page.url("closing.file", placement_id=placement.id), notice=_("The file is closed."))


@pages.get("/viis", name="closing.errands")
def errands(page: Signed) -> Response:
    """What VIIS waits for, and the statements to be issued."""
    _staff(page)
    return page.show("closing/errands.html", errands=waiting(page.db, page.actor), today=today())


@pages.post("/viis/{errand_id:int}/izdarits", name="closing.run_errand")
def run(
    page: Signed,
    errand: Annotated[Errand, seen(Errand)],
    form: Annotated[Sent[ErrandForm], sent(ErrandForm)],
) -> Response:
    """It is entered or issued."""
    verbs.RUN.check(page.db, page.actor, errand)
    if not form.errors:
        form.attempt(
            lambda: actions.run_errand(page.db, page.actor, errand, on=form.data.on, number=form.data.number),
            "number",
        )
    if form.errors:
        return _show(page, errand.placement, form, wrong=errand.id)
    undo = page.url("closing.reopen_errand", errand_id=errand.id)
    return page.done(errand.address, notice=_("Marked as done."), undo=undo)


@pages.post("/viis/{errand_id:int}/atsaukt", name="closing.reopen_errand")
def reopen(page: Signed, errand: Annotated[Errand, seen(Errand)]) -> Response:
    """It was not done after all."""
    actions.reopen_errand(page.db, page.actor, errand)
    return page.done(errand.address, notice=_("The mark is taken back."))
