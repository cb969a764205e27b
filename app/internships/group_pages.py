"""Practice programmes of a whole group; the page itself is that of the group's documents."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity.door import Signed, room, seen
from app.internships import batch, verbs
from app.internships.forms import TakeForm
from app.internships.models import Outline, Practice
from app.kit.errors import Forbidden, Refused
from app.kit.forms import Sent, sent
from app.kit.pages import Page
from app.kit.words import Said, _, _n
from app.schools.models import Group

pages = room()


def _check(page: Page, group: Group) -> None:
    if not verbs.writer(page.actor, group):
        raise Forbidden("internships.group")


def _told(result: batch.Done, done: Said) -> Said:
    """What was done; whom it was not possible for, and the first reason."""
    if not result.left:
        return done
    first = result.left[0]
    return _(
        "{done} Not possible for {n}: {name} – {why}",
        done=done,
        n=len(result.left),
        name=first.placement.learner.person.name,
        why=first.reasons[0].text,
    )


def _back(page: Page, group: Group) -> str:
    return page.url("contracts.of_group", group_id=group.id)


@pages.post("/vietas/grupai/{group_id:int}/programma", name="internships.take_for_group")
def take_for_group(
    page: Signed, group: Annotated[Group, seen(Group)], form: Annotated[Sent[TakeForm], sent(TakeForm)]
) -> Response:
    """One programme of the library for everybody."""
    _check(page, group)
    wanted = Outline.visible_to(page.actor).where(
        Outline.id == (form.data.outline_id if form.clean else 0), Outline.retired_on.is_(None)
    )
    outline = page.db.scalar(wanted)
    if outline is None:
        raise Refused(_("Choose a programme of the library."))
    result = batch.take_for_all(page.db, page.actor, group, outline)
    done = _n("{n} programme is filled.", "{n} programmes are filled.", len(result.done))
    return page.done(_back(page, group), notice=_told(result, done))


@pages.post("/vietas/grupai/{group_id:int}/saskanosanai", name="internships.propose_for_group")
def propose_for_group(page: Signed, group: Annotated[Group, seen(Group)]) -> Response:
    """Asks all places of the group."""
    _check(page, group)
    result = batch.propose_all(page.db, page.actor, group)
    done = _n("{n} programme is sent.", "{n} programmes are sent.", len(result.done))
    return page.done(_back(page, group), notice=_told(result, done))


@pages.post("/prakses/{practice_id:int}/saskanot-visas", name="internships.agree_all")
def agree_all(page: Signed, practice: Annotated[Practice, seen(Practice)]) -> Response:
    """The place agrees for all its learners who come with the same programme."""
    verbs.AGREE.check(page.db, page.actor, practice)
    result = batch.agree_all(page.db, page.actor, batch.twins(page.db, page.actor, practice))
    done = _n("{n} programme is agreed.", "{n} programmes are agreed.", len(result.done))
    return page.done(practice.address, notice=_told(result, done))
