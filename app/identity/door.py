"""The doors: every page needs a signed-in person unless it is named public; things come through `seen`."""

from __future__ import annotations

import hashlib
import re
from collections.abc import AsyncIterator, Iterator
from typing import Annotated, Any, TypeVar

from fastapi import APIRouter, Depends, Request, params
from fastapi.responses import HTMLResponse
from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from app.identity.actor import Actor, actor_for
from app.identity.models import Kind, Membership, Person, SignIn
from app.kit.clock import now
from app.kit.db import Base, Database
from app.kit.errors import NotFound
from app.kit.guard import SAFE
from app.kit.names import initials
from app.kit.pages import LANGUAGE, MenuItem, Page

COOKIE = "dvb"
LANGUAGES = ("lv", "en")
LARGEST_ID = 2**31 - 1  # what an integer column holds
M = TypeVar("M", bound=Base)


class NotSignedIn(Exception):
    """Nobody is signed in: to the sign-in page, and back afterwards."""


async def _turn(request: Request) -> AsyncIterator[None]:
    """SQLite has one writer: wait here, where waiting holds no thread and no transaction."""
    turn = request.app.state.database.turn
    if turn is None or request.method in SAFE:
        yield
        return
    async with turn:
        yield


def _transaction(
    request: Request, _waited: Annotated[None, Depends(_turn, scope="function")]
) -> Iterator[Session]:
    """One request, one transaction, ended before the answer leaves."""
    database: Database = request.app.state.database
    with database.session(write=request.method not in SAFE) as session:
        yield session


Db = Annotated[Session, Depends(_transaction, scope="function")]


def token_hash(token: str) -> str:
    """What is stored of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def client_ip(request: Request) -> str:
    """The address of the other end, as far as the server knows it."""
    return request.client.host if request.client else ""


def signed_in(request: Request, db: Session) -> Actor | None:
    """Whose cookie this is, in the organisation they last chose."""
    token = request.cookies.get(COOKIE)
    if not token:
        return None
    wanted = (
        select(SignIn)
        .where(SignIn.token_hash == token_hash(token))
        .options(
            joinedload(SignIn.person, innerjoin=True)
            .selectinload(Person.memberships)
            .joinedload(Membership.organisation, innerjoin=True)
        )
    )
    found = db.scalar(wanted)
    if found is None or found.expires_at <= now():
        return None
    return actor_for(
        found.person,
        found.person.memberships,
        found.organisation_id,
        found.via,
        client_ip(request),
        request.headers.get("user-agent", "")[:200],
    )


def language(request: Request, actor: Actor | None) -> str:
    """The person's own, else the cookie's, else Latvian unless only English is asked for."""
    chosen = actor.person.language if actor else request.cookies.get(LANGUAGE, "")
    if chosen in LANGUAGES:
        return chosen
    accepted = request.headers.get("accept-language", "").lower()
    return "en" if accepted.startswith("en") and "lv" not in accepted else "lv"


def _menu(request: Request, actor: Actor) -> list[MenuItem]:
    items = []
    for label, route, roles in request.app.state.menu:
        if actor.has(*roles):
            url = request.app.state.paths[route]
            here = request.url.path
            items.append(MenuItem(label, url, here == url if url == "/" else here.startswith(url)))
    return items


def _help(actor: Actor) -> dict[str, str]:
    """Whom to ask: the school of this context."""
    school = actor.organisation
    if school is None or school.kind is not Kind.SCHOOL:
        return {}
    return {"phone": school.phone or "", "email": school.email or ""} if school.phone or school.email else {}


def public_page(request: Request, db: Db) -> Page:
    """A page anybody may see."""
    actor = signed_in(request, db)
    page = Page(request, db, language(request, actor), actor)
    request.state.page = page
    return page


def signed_page(request: Request, db: Db) -> Page:
    """A page of somebody; raises `NotSignedIn`."""
    actor = signed_in(request, db)
    if actor is None:
        raise NotSignedIn
    page = Page(request, db, language(request, actor), actor, _menu(request, actor))
    page.chrome = {
        "name": actor.person.name,
        "initials": initials(actor.person.name),
        "person": actor.person_id,
        "organisation": _shown(actor),
        "roles": sorted(actor.roles),
        "contexts": len(actor.contexts),
        "help": _help(actor),
    }
    request.state.page = page
    return page


def _shown(actor: Actor) -> str:
    """Beside the portal's name; the portal's own name only once."""
    organisation = actor.organisation
    return organisation.name if organisation and organisation.kind is not Kind.PORTAL else ""


Signed = Annotated[Page, Depends(signed_page)]
Public = Annotated[Page, Depends(public_page)]


def room() -> APIRouter:
    """Routes that all need a signed-in person."""
    return APIRouter(default_response_class=HTMLResponse, dependencies=[Depends(signed_page)])


def public_room() -> APIRouter:
    """Routes for anybody; each is named in `tests/house/test_doors.py`."""
    return APIRouter(default_response_class=HTMLResponse)


def seen(model: type[M], *load: str) -> params.Depends:
    """The thing in the address, through what the actor may see; what is not visible does not exist."""
    parameter = f"{re.sub(r'(?<!^)(?=[A-Z])', '_', model.__name__).lower()}_id"

    def find(request: Request, page: Signed) -> M:
        if (wanted_id := int(request.path_params[parameter])) > LARGEST_ID:
            raise NotFound(parameter)
        select_visible: Any = model.visible_to(page.actor)  # type: ignore[attr-defined]
        wanted = select_visible.where(model.id == wanted_id)
        for name in load:
            wanted = wanted.options(selectinload(getattr(model, name)))
        found: M | None = page.db.scalars(wanted).unique().first()
        if found is None:
            raise NotFound(parameter)
        return found

    dependency: params.Depends = Depends(find)
    return dependency
