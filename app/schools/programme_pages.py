"""Programmes with their modules and outcomes."""

from __future__ import annotations

from typing import Annotated, Any

from fastapi import Response
from sqlalchemy import func, select
from sqlalchemy.orm import selectinload

from app.identity.door import Signed, room, seen
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.names import sort_key
from app.kit.pages import Page
from app.kit.words import _
from app.schools import actions, verbs
from app.schools.forms import ModuleForm, ProgrammeForm
from app.schools.models import Module, ModuleKind, Programme
from app.schools.own import own_school
from app.schools.qualifications import QUALIFICATIONS

pages = room()
SeenProgramme = Annotated[Programme, seen(Programme, "modules")]


@pages.get("/skola/programmas", name="schools.programmes")
def programmes(page: Signed) -> Response:
    """All programmes."""
    school = own_school(page)
    found = sorted(
        page.db.scalars(Programme.visible_to(page.actor)),
        key=lambda one: (sort_key(one.qualification), one.id),
    )
    counted = (
        select(Module.programme_id, func.count())
        .group_by(Module.programme_id)
        .where(Module.programme_id.in_([one.id for one in found]))
    )
    return page.show(
        "schools/programmes.html",
        school=school,
        programmes=found,
        modules={row[0]: row[1] for row in page.db.execute(counted)},
        may_add=verbs.ADD_PROGRAMME.permits(page.actor, school),
    )


@pages.get("/skola/programmas/jauna", name="schools.new_programme")
def new_programme(page: Signed) -> Response:
    """The form for one more."""
    if not verbs.ADD_PROGRAMME.permits(page.actor, own_school(page)):
        raise Forbidden(verbs.ADD_PROGRAMME.name)
    form = blank(ProgrammeForm, level=4, flagged_dvb=True)
    return page.show("schools/programme_form.html", form=form, programme=None, qualifications=QUALIFICATIONS)


def _values(data: ProgrammeForm) -> dict[str, Any]:
    return data.model_dump(exclude={"version"})


@pages.post("/skola/programmas/jauna", name="schools.add_programme")
def add_programme(page: Signed, form: Annotated[Sent[ProgrammeForm], sent(ProgrammeForm)]) -> Response:
    """One more programme."""
    school = own_school(page)
    if not verbs.ADD_PROGRAMME.permits(page.actor, school):
        raise Forbidden(verbs.ADD_PROGRAMME.name)
    made = None
    if not form.errors:
        made = form.attempt(
            lambda: actions.add_programme(page.db, page.actor, school, **_values(form.data)), "code"
        )
    if made is None:
        return page.again(
            "schools/programme_form.html", form=form, programme=None, qualifications=QUALIFICATIONS
        )
    return page.done(page.url("schools.programme", programme_id=made.id), notice=_("The programme is added."))


@pages.get("/skola/programmas/{programme_id:int}", name="schools.programme")
def programme(page: Signed, programme: SeenProgramme) -> Response:
    """One programme with everything it teaches."""
    modules = page.db.scalars(
        select(Module)
        .where(Module.programme_id == programme.id)
        .order_by(Module.position)
        .options(selectinload(Module.outcomes))
    ).all()
    return page.show(
        "schools/programme.html",
        programme=programme,
        modules=modules,
        hours=sum(module.hours for module in modules),
        practical=sum(module.practical_hours for module in modules),
        may_edit=verbs.EDIT_PROGRAMME.permits(page.actor, programme),
        removing=verbs.REMOVE_PROGRAMME.reasons(page.db, page.actor, programme),
    )


@pages.get("/skola/programmas/{programme_id:int}/labot", name="schools.programme_form")
def programme_form(page: Signed, programme: SeenProgramme) -> Response:
    """The form of a programme."""
    if not verbs.EDIT_PROGRAMME.permits(page.actor, programme):
        raise Forbidden(verbs.EDIT_PROGRAMME.name)
    names = ProgrammeForm.model_fields
    form = blank(ProgrammeForm, **{name: getattr(programme, name) for name in names})
    return page.show(
        "schools/programme_form.html", form=form, programme=programme, qualifications=QUALIFICATIONS
    )


@pages.post("/skola/programmas/{programme_id:int}/labot", name="schools.edit_programme")
def edit_programme(
    page: Signed, programme: SeenProgramme, form: Annotated[Sent[ProgrammeForm], sent(ProgrammeForm)]
) -> Response:
    """Saves it."""
    if not verbs.EDIT_PROGRAMME.permits(page.actor, programme):
        raise Forbidden(verbs.EDIT_PROGRAMME.name)
    status = 422
    if not form.errors and form.overtaken(version=programme.version):
        status = 409
    if not form.errors:
        form.attempt(
            lambda: actions.edit_programme(page.db, page.actor, programme, **_values(form.data)), "code"
        )
    if form.errors:
        return page.again(
            "schools/programme_form.html",
            status=status,
            form=form,
            programme=programme,
            qualifications=QUALIFICATIONS,
        )
    return page.done(page.url("schools.programme", programme_id=programme.id), notice=_("Saved"))


@pages.post("/skola/programmas/{programme_id:int}/dzest", name="schools.remove_programme")
def remove_programme(page: Signed, programme: SeenProgramme) -> Response:
    """Removes a programme that nobody learns."""
    name = programme.qualification
    actions.remove_programme(page.db, page.actor, programme)
    notice = _("The programme “{name}” is removed.", name=name)
    return page.done(page.url("schools.programmes"), notice=notice)


def _module(programme: Programme, module_id: int) -> Module:
    for module in programme.modules:
        if module.id == module_id:
            return module
    raise NotFound("module_id")


def _may_edit(page: Page, programme: Programme) -> None:
    if not verbs.ADD_MODULE.permits(page.actor, programme):
        raise Forbidden(verbs.ADD_MODULE.name)


def _module_page(page: Page, form: Sent[ModuleForm], programme: Programme, module: Module | None) -> Response:
    removing = verbs.REMOVE_MODULE.reasons(page.db, page.actor, module) if module else []
    return page.again(
        "schools/module_form.html",
        status=422 if form.errors else 200,
        form=form,
        programme=programme,
        module=module,
        kinds=ModuleKind,
        removing=removing,
    )


def _module_values(data: ModuleForm) -> dict[str, Any]:
    return data.model_dump() | {"outcomes": data.outcomes.splitlines()}


@pages.get("/skola/programmas/{programme_id:int}/moduli/jauns", name="schools.new_module")
def new_module(page: Signed, programme: SeenProgramme) -> Response:
    """The form for one more module."""
    _may_edit(page, programme)
    return _module_page(page, blank(ModuleForm, kind=ModuleKind.PROFESSIONAL), programme, None)


@pages.post("/skola/programmas/{programme_id:int}/moduli/jauns", name="schools.add_module")
def add_module(
    page: Signed, programme: SeenProgramme, form: Annotated[Sent[ModuleForm], sent(ModuleForm)]
) -> Response:
    """One more module."""
    _may_edit(page, programme)
    if not form.errors:
        form.attempt(
            lambda: actions.add_module(page.db, page.actor, programme, **_module_values(form.data)), "name"
        )
    if form.errors:
        return _module_page(page, form, programme, None)
    return page.done(
        page.url("schools.programme", programme_id=programme.id), notice=_("The module is added.")
    )


@pages.get("/skola/programmas/{programme_id:int}/moduli/{module_id:int}", name="schools.module")
def module(page: Signed, programme: SeenProgramme, module_id: int) -> Response:
    """The form of a module."""
    _may_edit(page, programme)
    found = _module(programme, module_id)
    form = blank(
        ModuleForm,
        name=found.name,
        kind=found.kind,
        hours=found.hours,
        practical_hours=found.practical_hours,
        outcomes="\n".join(outcome.text for outcome in found.outcomes),
    )
    return _module_page(page, form, programme, found)


@pages.post("/skola/programmas/{programme_id:int}/moduli/{module_id:int}", name="schools.edit_module")
def edit_module(
    page: Signed,
    programme: SeenProgramme,
    module_id: int,
    form: Annotated[Sent[ModuleForm], sent(ModuleForm)],
) -> Response:
    """Saves it."""
    _may_edit(page, programme)
    found = _module(programme, module_id)
    if not form.errors:
        form.attempt(lambda: actions.edit_module(page.db, page.actor, found, **_module_values(form.data)))
    if form.errors:
        return _module_page(page, form, programme, found)
    return page.done(page.url("schools.programme", programme_id=programme.id), notice=_("Saved"))


@pages.post("/skola/programmas/{programme_id:int}/moduli/{module_id:int}/dzest", name="schools.remove_module")
def remove_module(page: Signed, programme: SeenProgramme, module_id: int) -> Response:
    """Removes a module that no plan has."""
    actions.remove_module(page.db, page.actor, _module(programme, module_id))
    return page.done(
        page.url("schools.programme", programme_id=programme.id), notice=_("The module is removed.")
    )
