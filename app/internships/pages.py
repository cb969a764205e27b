"""The practice programme of a placement: writing it, agreeing to it, who supervises."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response

from app.documents.typeset import pdf
from app.identity.door import Signed, room, seen
from app.identity.roles import Role
from app.internships import (
    actions,
    facts,
    group_pages,
    library_pages,
    order_pages,
    settlement_pages,
    verbs,
)
from app.internships.batch import twins
from app.internships.forms import CommentForm, OccupationForm, ProgrammeForm, SupervisorForm, TakeForm
from app.internships.models import Practice, State
from app.internships.queries import in_force, modules, outcomes, outlines_for, practice_of, settlement_of
from app.internships.values import PROGRAMME, lines, programme_values
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.words import _
from app.placements import verbs as placements
from app.placements.models import Kind, Placement
from app.placements.parties import school_staff

pages = room()
for each in (group_pages, library_pages, order_pages, settlement_pages):
    pages.include_router(each.pages)


def _practice(page: Page, placement: Placement) -> Practice:
    found = practice_of(page.db, placement.id)
    if found is None or placement.kind is not Kind.PRACTICE:
        raise NotFound("practice")
    return found


def _shown(page: Page, practice: Practice, **forms: Sent[Any]) -> dict[str, Any]:
    placement, actor = practice.placement, page.actor
    may = {
        verb.name.partition(".")[2]: verb.open_to(actor, practice)
        for verb in (
            *(verbs.WRITE_PROGRAMME, verbs.TAKE_OUTLINE, verbs.PROPOSE, verbs.TAKE_BACK, verbs.AGREE),
            *(verbs.SEND_BACK, verbs.REOPEN, verbs.NAME_SUPERVISOR, verbs.CONFIRM_OCCUPATION),
        )
    }
    row = in_force(page.db, [placement.id]).get(placement.id)
    return {
        "placement": placement,
        "practice": practice,
        "may": may,
        "reasons": {
            "propose": facts.before_proposing(page.db, practice) if may["propose"] else [],
            "reopen": facts.not_out_for_signature(page.db, practice) if may["reopen"] else [],
        },
        "tasks": lines(practice.tasks),
        "criteria": lines(practice.criteria),
        "outcomes": outcomes(page.db, practice.outcome_ids),
        "outlines": outlines_for(page.db, placement) if may["take_outline"] else [],
        "staff": placements.staff(actor, placement),
        "staff_people": school_staff(page.db, placement.school_id) if may["name_supervisor"] else [],
        "order": row.order if row else None,
        "settlement": settlement_of(page.db, placement.id),
        "sees_money": bool(actor.roles - {Role.MENTOR}),
        "twins": len(twins(page.db, actor, practice)) if may["agree"] else 0,
        "comment": forms.get("comment") or blank(CommentForm),
        "supervisor": forms.get("supervisor")
        or blank(SupervisorForm, person_id=practice.supervisor_id, position=practice.supervisor_position),
        "occupation": forms.get("occupation")
        or blank(OccupationForm, occupation=_occupation(practice), code=practice.occupation_code),
    }


def _occupation(practice: Practice) -> str:
    mentor = practice.placement.mentor
    return practice.occupation or (mentor.occupation if mentor else "")


def _again(page: Page, practice: Practice, **forms: Sent[Any]) -> Response:
    form = next(iter(forms.values()))
    shown = _shown(page, practice, **forms)
    return page.again("internships/programme.html", form=form, **shown)


def _back(page: Page, practice: Practice) -> str:
    return page.url("internships.show", placement_id=practice.placement_id)


@pages.get("/vietas/{placement_id:int}/programma", name="internships.show")
def show(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The programme: what is done there, what is achieved, how it is assessed."""
    return page.show("internships/programme.html", **_shown(page, _practice(page, placement)))


def _form(page: Page, practice: Practice) -> Sent[ProgrammeForm]:
    found = outcomes(page.db, practice.outcome_ids)
    return blank(
        ProgrammeForm,
        aim=practice.aim,
        tasks=practice.tasks,
        criteria=practice.criteria,
        outcome=[o.id for o in found if o.module_id is not None],
        own="\n".join(o.text for o in found if o.module_id is None),
        hours=practice.hours or None,
        weeks=practice.weeks or None,
        closing=practice.closing,
        version=practice.version,
    )


def _edit(page: Page, practice: Practice, form: Sent[ProgrammeForm], status: int = 200) -> Response:
    return page.show(
        "internships/programme_form.html",
        status=status,
        placement=practice.placement,
        practice=practice,
        modules=modules(page.db, practice.placement.programme_id),
        form=form,
    )


@pages.get("/vietas/{placement_id:int}/programma/rakstit", name="internships.edit")
def edit(page: Signed, placement: Annotated[Placement, seen(Placement)]) -> Response:
    """The whole programme as a form."""
    practice = _practice(page, placement)
    verbs.WRITE_PROGRAMME.check(page.db, page.actor, practice)
    return _edit(page, practice, _form(page, practice))


@pages.post("/prakses/{practice_id:int}/programma", name="internships.write_programme")
def write_programme(
    page: Signed,
    practice: Annotated[Practice, seen(Practice)],
    form: Annotated[Sent[ProgrammeForm], sent(ProgrammeForm)],
) -> Response:
    """Saves it; a change by somebody else in between is told."""
    verbs.WRITE_PROGRAMME.check(page.db, page.actor, practice)
    if not form.errors and not form.overtaken(version=practice.version):
        told = written(form.data)
        form.attempt(lambda: actions.write_programme(page.db, page.actor, practice, **told), "own")
    if form.errors:
        return _edit(page, practice, form, 422)
    return page.done(_back(page, practice), notice=_("Saved"))


def written(data: ProgrammeForm) -> dict[str, Any]:
    """The fields as the actions take them."""
    return {
        "aim": data.aim,
        "tasks": data.tasks,
        "criteria": data.criteria,
        "hours": data.hours,
        "weeks": data.weeks,
        "closing": data.closing,
        "chosen": data.outcome,
        "own": data.own.splitlines(),
    }


@pages.post("/prakses/{practice_id:int}/paraugs", name="internships.take_outline")
def take_outline(
    page: Signed,
    practice: Annotated[Practice, seen(Practice)],
    form: Annotated[Sent[TakeForm], sent(TakeForm)],
) -> Response:
    """Takes a pattern of the library."""
    wanted = form.data.outline_id if form.clean else 0
    outline = next((o for o in outlines_for(page.db, practice.placement) if o.id == wanted), None)
    if outline is None:
        raise Refused(_("Choose a programme of the library."))
    actions.take_outline(page.db, page.actor, practice, outline)
    return page.done(_back(page, practice), notice=_("Taken from the library: {name}", name=outline.name))


@pages.post("/prakses/{practice_id:int}/nosutit", name="internships.propose")
def propose(page: Signed, practice: Annotated[Practice, seen(Practice)]) -> Response:
    """Asks the place to agree."""
    actions.propose(page.db, page.actor, practice)
    undo = page.url("internships.take_back", practice_id=practice.id)
    return page.done(_back(page, practice), notice=_("Sent to the place to be agreed."), undo=undo)


@pages.post("/prakses/{practice_id:int}/panemt-atpakal", name="internships.take_back")
def take_back(page: Signed, practice: Annotated[Practice, seen(Practice)]) -> Response:
    """Back to drafting."""
    actions.take_back(page.db, page.actor, practice)
    return page.done(_back(page, practice), notice=_("The programme is a draft again."))


@pages.post("/prakses/{practice_id:int}/saskanot", name="internships.agree")
def agree(page: Signed, practice: Annotated[Practice, seen(Practice)]) -> Response:
    """The place agrees."""
    actions.agree(page.db, page.actor, practice)
    return page.done(_back(page, practice), notice=_("Agreed. The school goes on with the documents."))


@pages.post("/prakses/{practice_id:int}/atgriezt", name="internships.send_back")
def send_back(
    page: Signed,
    practice: Annotated[Practice, seen(Practice)],
    form: Annotated[Sent[CommentForm], sent(CommentForm)],
) -> Response:
    """The place wants something different."""
    if form.errors:
        verbs.SEND_BACK.check(page.db, page.actor, practice)
        return _again(page, practice, comment=form)
    actions.send_back(page.db, page.actor, practice, comment=form.data.comment)
    return page.done(_back(page, practice), notice=_("Returned. The school will correct the programme."))


@pages.post("/prakses/{practice_id:int}/atvert", name="internships.reopen")
def reopen(page: Signed, practice: Annotated[Practice, seen(Practice)]) -> Response:
    """A new edition."""
    actions.reopen(page.db, page.actor, practice)
    notice = _("Edition {n} is open. The place agrees to it again.", n=practice.edition)
    return page.done(_back(page, practice), notice=notice)


@pages.post("/prakses/{practice_id:int}/vaditajs", name="internships.name_supervisor")
def name_supervisor(
    page: Signed,
    practice: Annotated[Practice, seen(Practice)],
    form: Annotated[Sent[SupervisorForm], sent(SupervisorForm)],
) -> Response:
    """Who supervises for the school."""
    verbs.NAME_SUPERVISOR.check(page.db, page.actor, practice)
    people = {person.id: person for person in school_staff(page.db, practice.placement.school_id)}
    person = people.get(form.data.person_id) if form.clean else None
    if person is None:
        form.refuse("person_id", _("Choose somebody of the school's staff."))
    else:
        position = form.data.position
        form.attempt(
            lambda: actions.name_supervisor(page.db, page.actor, practice, person, position=position),
            "position",
        )
    if form.errors:
        return _again(page, practice, supervisor=form)
    return page.done(_back(page, practice), notice=_("Saved"))


@pages.post("/prakses/{practice_id:int}/profesija", name="internships.confirm_occupation")
def confirm_occupation(
    page: Signed,
    practice: Annotated[Practice, seen(Practice)],
    form: Annotated[Sent[OccupationForm], sent(OccupationForm)],
) -> Response:
    """Confirms the occupation of the supervisor at the place."""
    verbs.CONFIRM_OCCUPATION.check(page.db, page.actor, practice)
    if not form.errors:
        told = form.data.model_dump()
        form.attempt(lambda: actions.confirm_occupation(page.db, page.actor, practice, **told), "occupation")
    if form.errors:
        return _again(page, practice, occupation=form)
    return page.done(_back(page, practice), notice=_("Confirmed. Thank you."))


@pages.get("/prakses/{practice_id:int}/fails", name="internships.file")
def file(page: Signed, practice: Annotated[Practice, seen(Practice)]) -> Response:
    """The programme as it stands; agreed, it is kept under documents too."""
    agreed = practice.state is State.AGREED
    data = pdf(PROGRAMME, programme_values(page.db, practice, draft=not agreed))
    return page.download(data, "prakses-programma.pdf", "application/pdf", inline=True)
