"""Programmes, modules, outcomes and groups."""

from datetime import date
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.kit.errors import Forbidden, Refused
from app.placements.models import Placement
from app.plans.models import Plan, PlanRow
from app.schools import actions
from app.schools.models import Group, Learner, Module, ModuleKind, Outcome, Programme
from tests.browser import Browser

NEW = "/skola/programmas/jauna"
COOK = {"code": "33811021", "qualification": "Pavārs", "level": "4", "hours": "4 760"}


def test_a_programme(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    assert ilze.post(NEW, COOK).status == 303
    made = db.scalars(select(Programme).where(Programme.qualification == "Pavārs")).one()
    assert (made.code, made.hours) == ("33 811 02 1", 4760)
    assert ilze.post(NEW, COOK).status == 422, "there already"
    edit = f"/skola/programmas/{made.id}/labot"
    form = ilze.get(edit).page.form(edit)
    assert ilze.post(edit, form.with_(hours="5000", licensed_until="2031-08-31")).status == 303
    assert (made.hours, made.licensed_until) == (5000, date(2031, 8, 31))
    assert ilze.post(edit, form.values).status == 409
    old = made.id
    assert browser.as_(cast.guntis).post(f"/skola/programmas/{old}/dzest").status == 403
    assert ilze.post(f"/skola/programmas/{old}/dzest").status == 303
    assert ilze.get(f"/skola/programmas/{old}").status == 404
    assert ilze.post(f"/skola/programmas/{cast.programme.id}/dzest").status == 409, "a group learns it"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"code": "12"}, "code"),
        ({"level": "5"}, "level"),
        ({"hours": "0"}, "hours"),
        ({"hours": "many"}, "hours"),
        ({"hours": "9" * 30}, "hours"),
        ({"qualification": "x" * 10_000}, "qualification"),
        ({"licensed_until": "32.13.2030."}, "licensed_until"),
    ],
)
def test_bad_programmes(browser: Browser, cast: Cast, values: dict[str, Any], field: str) -> None:
    answer = browser.as_(cast.ilze).post(NEW, {**COOK, **values})
    assert answer.status == 422
    assert answer.page.all("a", href=f"#f-{field}")
    assert "qualification" in values or answer.page.by_id("f-qualification")["value"] == "Pavārs"


def test_modules_and_outcomes(browser: Browser, db: Session, cast: Cast) -> None:
    ilze, page = browser.as_(cast.ilze), f"/skola/programmas/{cast.programme.id}"
    new = {"name": "Virpošana", "kind": "professional", "hours": "100", "practical_hours": "60"}
    new["outcomes"] = "Virpo\r\n\r\n  Mēra  detaļu \r\nVirpo"
    assert ilze.post(f"{page}/moduli/jauns", new).status == 303
    module = db.scalars(select(Module).where(Module.name == "Virpošana")).one()
    assert [o.text for o in module.outcomes] == ["Virpo", "Mēra detaļu"]
    ids = [o.id for o in module.outcomes]
    assert ilze.post(f"{page}/moduli/jauns", new).status == 422, "the name is taken"
    path = f"{page}/moduli/{module.id}"
    form = ilze.get(path).page.form(path)
    assert ilze.post(path, form.with_(outcomes="Mēra detaļu\nVirpo pēc rasējuma\nSlīpē")).status == 303
    texts = {o.id: o.text for o in module.outcomes}
    assert texts[ids[0]] == "Virpo pēc rasējuma" and texts[ids[1]] == "Mēra detaļu"
    assert len(texts) == 3
    assert ilze.post(f"{path}/dzest").status == 303
    assert not db.scalars(select(Outcome).where(Outcome.id.in_(ids))).all()
    assert browser.as_(cast.stranger).post(f"{page}/moduli/jauns", new).status == 404
    assert browser.as_(cast.guntis).post(f"{page}/moduli/jauns", new).status == 403


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"practical_hours": "101"}, "practical_hours"),
        ({"hours": "-1"}, "hours"),
        ({"outcomes": "x" * 401}, "outcomes"),
        ({"outcomes": "A\x00"}, "outcomes"),
        ({"kind": "none"}, "kind"),
        ({"name": ""}, "name"),
    ],
)
def test_bad_modules(browser: Browser, cast: Cast, values: dict[str, Any], field: str) -> None:
    new = {"name": "Virpošana", "kind": "professional", "hours": "100", "practical_hours": "60"}
    path = f"/skola/programmas/{cast.programme.id}/moduli/jauns"
    answer = browser.as_(cast.ilze).post(path, {**new, **values})
    assert answer.status == 422
    assert answer.page.all("a", href=f"#f-{field}")


def test_a_module_in_a_plan_stays(browser: Browser, db: Session, cast: Cast) -> None:
    module = cast.programme.modules[0]
    placement = Placement(school_id=cast.school.id, learner=cast.learner, sort_key="")
    plan = Plan(placement=placement)
    row = PlanRow(plan=plan, module=module, position=1)
    db.add_all([placement, plan, row])
    db.flush()
    with pytest.raises(Refused) as refused:
        actions.remove_module(db, cast.actor("ilze"), module)
    assert refused.value.reasons[0].clause == "484: 8.1"
    values = {"name": module.name, "kind": ModuleKind.PROFESSIONAL, "hours": 120, "practical_hours": 1}
    texts = [outcome.text for outcome in module.outcomes]
    with pytest.raises(Refused):
        actions.edit_module(db, cast.actor("ilze"), module, **values, outcomes=texts[1:])  # type: ignore[arg-type]
    actions.edit_module(db, cast.actor("ilze"), module, **values, outcomes=["Cits", *texts[1:]])  # type: ignore[arg-type]
    path = f"/skola/programmas/{cast.programme.id}/moduli/{module.id}"
    page = browser.as_(cast.ilze).get(path)
    assert not page.page.all("form", action=f"{path}/dzest")


def test_groups(browser: Browser, db: Session, cast: Cast) -> None:
    ilze = browser.as_(cast.ilze)
    new = {"name": "ĒPS-11", "course": "1", "programme": str(cast.programme.id)}
    weeks = ["2026-W40", "2026-W39", "2026-W40"]
    assert ilze.post("/skola/grupas/jauna", {**new, "company_weeks": weeks}).status == 303
    group = db.scalars(select(Group).where(Group.name == "ĒPS-11")).one()
    assert group.company_weeks == ["2026-W39", "2026-W40"]
    assert ilze.post("/skola/grupas/jauna", new).status == 422, "the name is taken"
    path = f"/skola/grupas/{group.id}"
    form = ilze.get(path).page.form(path)
    assert ilze.post(path, {**form.values, "company_weeks": ["2026-W41"], "name": "ĒPS-12"}).status == 303
    assert (group.name, group.company_weeks) == ("ĒPS-12", ["2026-W41"])
    for bad in (
        {"company_weeks": ["2026-W60"]},
        {"course": "9"},
        {"name": "x" * 10_000},
        {"programme": "9" * 20},
    ):
        assert ilze.post(path, {**form.values, **bad}).status == 422, bad
    assert ilze.post(f"{path}/dzest").status == 303
    assert ilze.post(f"/skola/grupas/{cast.group.id}/dzest").status == 409, "there is a learner in it"
    assert db.scalars(select(Learner).where(Learner.group_id == cast.group.id)).one()


def test_weeks_of_another_year_are_kept(browser: Browser, cast: Cast) -> None:
    cast.group.company_weeks = ["2019-W40", *cast.group.company_weeks]
    ilze, path = browser.as_(cast.ilze), f"/skola/grupas/{cast.group.id}"
    assert "2019-W40" in ilze.get(path).page.form(path).values["company_weeks"]


@pytest.mark.parametrize("who", ["guntis", "stranger", "martins", "dace"])
def test_others_may_not(db: Session, cast: Cast, who: str) -> None:
    actor = cast.actor(who)
    with pytest.raises(Forbidden):
        actions.add_programme(
            db, actor, cast.school, code="33 811 02 1", qualification="Pavārs", level=4, hours=1
        )
    with pytest.raises(Forbidden):
        actions.add_group(db, actor, cast.school, name="X", course=1, programme=None)
    with pytest.raises(Forbidden):
        actions.remove_group(db, actor, cast.group)
    with pytest.raises(Forbidden):
        actions.edit_school(db, actor, cast.school, short_name="X")
