"""The settlement agreement of the place and the learner, if they make one (481: 11)."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.documents.issuing import content_of
from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.internships import actions, verbs
from app.internships.forms import PaperForm, SettlementForm
from app.internships.models import Settlement, SettlementState
from app.internships.queries import settlement_of
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements.models import Kind, Placement

pages = room()
LARGEST = 10 * 1024 * 1024
BUSY = (SettlementState.DRAFT, SettlementState.OUT)


def _check(page: Page, placement: Placement) -> None:
    """Outside the school only; it is about money, so the supervisor at the place does not see it."""
    if placement.kind is not Kind.PRACTICE or placement.in_school:
        raise NotFound("settlement")
    if not page.actor.roles - {Role.MENTOR}:
        raise Forbidden("internships.settlement")


def _show(
    page: Page,
    placement: Placement,
    form: Sent[SettlementForm] | None = None,
    paper: Sent[PaperForm] | None = None,
) -> Response:
    _check(page, placement)
    found = settlement_of(page.db, placement.id)
    draft = found if found and found.state is SettlementState.DRAFT else None
    shown: dict[str, Any] = {
        "placement": placement,
        "settlement": found,
        "draft": draft,
        "may_write": verbs.DRAFT_SETTLEMENT.open_to(page.actor, placement)
        and (found is None or found.state not in BUSY),
        "may_edit": draft is not None and verbs.EDIT_SETTLEMENT.open_to(page.actor, draft),
        "form": form
        or blank(
            SettlementForm,
            terms=draft.terms if draft else "",
            month_amount=draft.month_amount if draft else None,
        ),
        "paper": paper or blank(PaperForm),
    }
    status = 422 if (form and form.errors) or (paper and paper.errors) else 200
    return page.show("internships/settlement.html", status=status, **shown)


@pages.get("/vietas/{placement_id:int}/norekini", name="internships.settlement")
def settlement(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """What they agreed on, or how to."""
    return _show(page, placement)


def _back(page: Page, placement_id: int) -> str:
    return page.url("internships.settlement", placement_id=placement_id)


@pages.post("/vietas/{placement_id:int}/norekini", name="internships.draft_settlement")
def draft_settlement(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[SettlementForm], sent(SettlementForm)],
) -> Response:
    """Writes the agreement."""
    verbs.DRAFT_SETTLEMENT.check(page.db, page.actor, placement)
    if not form.errors:
        told = form.data.model_dump()
        form.attempt(lambda: actions.draft_settlement(page.db, page.actor, placement, **told))
    if form.errors:
        return _show(page, placement, form)
    return page.done(_back(page, placement.id), notice=_("Saved"))


@pages.post("/norekini/{settlement_id:int}", name="internships.edit_settlement")
def edit_settlement(
    page: Signed,
    settlement: Annotated[Settlement, seen(Settlement)],
    form: Annotated[Sent[SettlementForm], sent(SettlementForm)],
) -> Response:
    """Changes it while nobody has been asked."""
    verbs.EDIT_SETTLEMENT.check(page.db, page.actor, settlement)
    if form.errors:
        return _show(page, settlement.placement, form)
    actions.edit_settlement(page.db, page.actor, settlement, **form.data.model_dump())
    return page.done(_back(page, settlement.placement_id), notice=_("Saved"))


@pages.post("/norekini/{settlement_id:int}/nosutit", name="internships.send_settlement")
def send_settlement(page: Signed, settlement: Annotated[Settlement, seen(Settlement)]) -> Response:
    """Asks both to sign."""
    actions.send_settlement(page.db, page.actor, settlement)
    return page.done(_back(page, settlement.placement_id), notice=_("Sent for signature."))


@pages.post("/vietas/{placement_id:int}/norekini/ieraksts", name="internships.record_settlement")
def record_settlement(
    page: Signed,
    placement: Annotated[Placement, seen(Placement)],
    form: Annotated[Sent[PaperForm], sent(PaperForm)],
) -> Response:
    """Records one that was signed elsewhere."""
    verbs.RECORD_SETTLEMENT.check(page.db, page.actor, placement)
    if not form.errors:
        file = form.data.file
        data = file.file.read(LARGEST + 1)
        if len(data) > LARGEST:
            form.refuse("file", _("The file is larger than {n} MB.", n=LARGEST // 1024 // 1024))
        else:
            name, day = file.filename or "vienosanas.pdf", form.data.agreed_on
            form.attempt(
                lambda: actions.record_settlement(
                    page.db, page.actor, placement, agreed_on=day, data=data, file_name=name
                ),
                "file",
            )
    if form.errors:
        return _show(page, placement, paper=form)
    return page.done(_back(page, placement.id), notice=_("Recorded."))


@pages.get("/norekini/{settlement_id:int}/fails", name="internships.settlement_file")
def file(page: Signed, settlement: Annotated[Settlement, seen(Settlement)]) -> Response:
    """The file as it was attached."""
    if not settlement.sha256:
        raise NotFound("file")
    return page.download(content_of(page.db, settlement.sha256), settlement.file_name, "application/pdf")
