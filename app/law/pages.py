"""The law as the portal knows it: every rule, what breaks it, and changes on trial."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.identity.roles import COMPANY_OFFICE, SCHOOL_STAFF, Role
from app.kit.clock import today
from app.kit.errors import Forbidden, NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import Page
from app.kit.rules import Level
from app.kit.words import Said, _
from app.law import actions, verbs
from app.law.figures import FIGURES, figures_of
from app.law.forms import ChangeForm
from app.law.judging import Point, Standing
from app.law.models import LawChange, State
from app.law.nudging import ask
from app.law.provision import Provision, Subject
from app.law.queries import Count, all_points, counts, law, points_of
from app.law.rules import by_code
from app.law.trial import Difference, tried
from app.placements.models import Placement

pages = room()

LEVELS: dict[Level, tuple[Said, str, str]] = {
    Level.STOP: (_("blocks"), "late", "circle-x"),
    Level.WARN: (_("warns"), "wait", "circle-alert"),
    Level.INFO: (_("is a task"), "", "info"),
}


def _readers(page: Page) -> None:
    if not page.actor.roles & (SCHOOL_STAFF | COMPANY_OFFICE | {Role.PORTAL_ADMIN, Role.MENTOR}):
        raise Forbidden("law")


@dataclass(frozen=True)
class Row:
    """A provision with its level in words and how many placements miss it."""

    provision: Provision
    level: tuple[Said, str, str]
    count: Count


@pages.get("/likums", name="law.list")
def show_all(page: Signed) -> Response:
    """Every rule by subject, with the counts of the placements that the actor sees."""
    _readers(page)
    held = law(page.db)
    tally = counts(all_points(page.db, page.actor, held))
    chapters = {
        subject: [
            Row(each, LEVELS[each.level], tally.get(each.code, Count()))
            for each in held.provisions
            if each.subject is subject and each.in_force(today())
        ]
        for subject in Subject
    }
    return page.show("law/list.html", chapters=chapters)


def _provision(code: str) -> Provision:
    found = by_code(code)
    if not found:
        raise NotFound("provision")
    return found[-1]


@dataclass(frozen=True)
class Broken:
    """A placement that does not keep the rule."""

    placement: Placement
    point: Point


def _broken(page: Page, code: str) -> list[Broken]:
    found = {
        number: point
        for number, points in all_points(page.db, page.actor).items()
        for point in points
        if point.provision.code == code
    }
    wanted = Placement.visible_to(page.actor).where(Placement.id.in_(found)).order_by(Placement.sort_key)
    rows = [Broken(each, found[each.id]) for each in page.db.scalars(wanted)]
    return sorted(rows, key=lambda row: row.point.standing is Standing.AHEAD)


def _changes(page: Page, code: str) -> list[LawChange]:
    wanted = LawChange.visible_to(page.actor).where(LawChange.code == code)
    return list(page.db.scalars(wanted.order_by(LawChange.id.desc())))


def _showing(page: Page, code: str) -> dict[str, Any]:
    provision = _provision(code)
    held = law(page.db)
    return {
        "provision": next(each for each in held.provisions if each.code == code),
        "versions": by_code(code),
        "level": LEVELS[provision.level],
        "figures": [(FIGURES[name], held.figures(today())[name]) for name in figures_of(code)],
        "broken": _broken(page, code),
        "changes": _changes(page, code),
        "may_change": page.actor.has(Role.PORTAL_ADMIN),
        "figure_options": [(name, page.words.text(FIGURES[name].says)) for name in figures_of(code)],
        "level_options": [(level.value, page.words.text(said)) for level, (said, _t, _i) in LEVELS.items()],
        "State": State,
    }


@pages.get("/likums/{code}", name="law.show")
def show(page: Signed, code: str) -> Response:
    """One rule: what it says, who mends it, which placements miss it, how it changes."""
    _readers(page)
    return page.show("law/show.html", form=blank(ChangeForm, since=today()), **_showing(page, code))


@pages.post("/likums/{code}/izmainas", name="law.propose")
def propose(page: Signed, code: str, form: Annotated[Sent[ChangeForm], sent(ChangeForm)]) -> Response:
    """A change for trial."""
    _provision(code)
    made: LawChange | None = None
    if not form.errors:
        made = form.attempt(
            lambda: actions.propose(
                page.db, page.actor, page.actor.organisation, code=code, **form.data.model_dump()
            )
        )
    if made is None:
        return page.again("law/show.html", form=form, **_showing(page, code))
    page.db.flush()  # its page has its number
    return page.done(page.url("law.trial", law_change_id=made.id), notice=_("The change is on trial."))


@pages.get("/likums/izmainas/{law_change_id:int}", name="law.trial")
def trial(page: Signed, change: Annotated[LawChange, seen(LawChange)]) -> Response:
    """What would be different if it were switched on now."""
    found: list[Difference] = tried(page.db, page.actor, change)
    return page.show(
        "law/trial.html",
        change=change,
        provision=_provision(change.code),
        figure=FIGURES.get(change.figure),
        level=LEVELS[change.level][0] if change.level else None,
        found=found,
        more=sum(1 for each in found if each.more),
        names=not page.actor.has(Role.PORTAL_ADMIN),
        may_switch=verbs.SWITCH_ON.open_to(page.actor, change),
        may_withdraw=verbs.WITHDRAW.open_to(page.actor, change),
    )


def _moved(page: Page, deed: Callable[..., None], change: LawChange, notice: Said) -> Response:
    deed(page.db, page.actor, change)
    return page.done(page.url("law.show", code=change.code), notice=notice)


@pages.post("/likums/izmainas/{law_change_id:int}/ieslegt", name="law.switch_on")
def switch_on(page: Signed, change: Annotated[LawChange, seen(LawChange)]) -> Response:
    """From its day it holds."""
    return _moved(page, actions.switch_on, change, _("The changed rule is switched on."))


@pages.post("/likums/izmainas/{law_change_id:int}/atsaukt", name="law.withdraw")
def withdraw(page: Signed, change: Annotated[LawChange, seen(LawChange)]) -> Response:
    """Everything is judged as before."""
    return _moved(page, actions.withdraw, change, _("The change is withdrawn."))


@pages.post("/vietas/{placement_id:int}/likums/{code}/atgadinat", name="law.nudge")
def nudge(page: Signed, placement: Annotated[Placement, seen(Placement)], code: str) -> Response:
    """Asks whoever can mend what is missing."""
    point = next((p for p in points_of(page.db, placement) if p.provision.code == code), None)
    if point is None:
        return page.done(placement.address, notice=_("This is not missing any more."))
    made = ask(page.db, page.actor, placement, point.provision, point.unmet.url)
    page.db.flush()  # taking it back needs its number
    undo = page.url("notifications.take_back", {"reminder": [made.id]})
    notice = _("Reminder sent: {name}.", name=made.person.name)
    return page.done(placement.address, notice=notice, undo=undo)
