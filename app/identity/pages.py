"""Sign-in, personal links, new passwords."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request, Response
from sqlalchemy import select

from app.identity import actions, profile_pages
from app.identity.actor import Actor, actor_for
from app.identity.door import COOKIE, Public, Signed, client_ip, public_room, room, token_hash
from app.identity.forms import PasswordForm, SignInForm, local
from app.identity.links import link_of, masked_contact, opens, renewable
from app.identity.models import PasswordReset, Person, PersonalLink
from app.identity.passwords import forget_tries, matches, too_often
from app.kit.clock import now
from app.kit.errors import NotFound
from app.kit.forms import Sent, blank, sent
from app.kit.pages import LANGUAGE, Page
from app.kit.words import _

public = public_room()
pages = room()
public.include_router(profile_pages.public)
pages.include_router(profile_pages.pages)


def actor_coming(request: Request, person: Person, organisation_id: int | None, via: str) -> Actor:
    """Somebody at the door, as they will be when inside."""
    agent = request.headers.get("user-agent", "")[:200]
    return actor_for(person, person.memberships, organisation_id, via, client_ip(request), agent)


def let_in(page: Page, to: str, token: str, actor: Actor) -> Response:
    """Sets the new session's cookie and goes on; the session that this browser had before ends."""
    old = page.request.cookies.get(COOKIE)
    if old and page.actor:
        actions.sign_out(page.db, page.actor, page.actor.person, old)
    page.cookies.append((LANGUAGE, actor.person.language))
    answer = page.done(to)
    answer.set_cookie(
        COOKIE,
        token,
        httponly=True,
        samesite="lax",
        secure=page.https,
        max_age=int(actions.SESSION_LIFE[actor.via].total_seconds()),
    )
    return answer


@public.get("/ieiet", name="identity.sign_in_form")
def sign_in_form(page: Public, next: str = "/") -> Response:
    """The sign-in page."""
    return page.show("identity/sign_in.html", form=blank(SignInForm, next=local(next)))


@public.post("/ieiet", name="identity.sign_in")
def sign_in(page: Public, form: Annotated[Sent[SignInForm], sent(SignInForm)]) -> Response:
    """Checks the password; the answer never says which half was wrong."""
    if form.errors:
        return page.again("identity/sign_in.html", form=form)
    person = None
    if _out_of_patience(page, form.data.email):
        form.refuse("password", _("Too many tries. Try again in 15 minutes or choose a new password."))
    else:
        person = _who(page, form.data.email, form.data.password)
        if person is None:
            form.refuse("password", _("The e-mail or the password is wrong."))
    if person is None:
        return page.again("identity/sign_in.html", form=form)
    forget_tries(page.db, "sign-in", f"{form.data.email}|{client_ip(page.request)}")
    actor = actor_coming(page.request, person, None, "password")
    return let_in(page, local(form.data.next), actions.sign_in(page.db, actor, person), actor)


def _out_of_patience(page: Page, email: str) -> bool:
    """Five tries from one address; more from elsewhere, so that nobody can lock somebody else out."""
    ip = client_ip(page.request)
    tries = (("sign-in", f"{email}|{ip}", 5), ("sign-in-email", email, 50), ("sign-in-ip", ip, 50))
    slow = [too_often(page.db, kind, who, most) for kind, who, most in tries]  # each of them counts the try
    return any(slow)


def _who(page: Page, email: str, password: str) -> Person | None:
    """Whose password this is; as slow for an e-mail that nobody has."""
    wanted = select(Person).where(Person.email == email.casefold(), Person.password_hash != "").limit(3)
    known = list(page.db.scalars(wanted))
    found = [person for person in known if matches(person.password_hash, password)]
    if not known:
        matches("", password)
    return found[0] if found else None


@pages.post("/iziet", name="identity.sign_out")
def sign_out(page: Signed) -> Response:
    """Ends this session."""
    actions.sign_out(page.db, page.actor, page.actor.person, page.request.cookies[COOKIE])
    answer = page.done(page.url("identity.sign_in_form"))
    answer.delete_cookie(COOKIE, httponly=True, samesite="lax", secure=page.https)
    return answer


def _link_page(page: Page, found: PersonalLink, token: str, status: int = 200) -> Response:
    open_now = opens(page.db, found)
    to = "" if open_now or not renewable(page.db, found) else masked_contact(found.person)
    return page.show(
        "identity/link.html",
        status=status if open_now else max(status, 410),
        link=found,
        token=token,
        open=open_now,
        to=to,
    )


@public.get("/s/{token}", name="identity.link")
def link(page: Public, token: str) -> Response:
    """Says whose link it is and what it opens. Opening changes nothing: mail scanners open links too."""
    found = link_of(page.db, token)
    if found is None:
        raise NotFound("link")
    here = page.actor and (page.actor.person_id, page.actor.organisation_id)
    if here == (found.person_id, found.organisation_id) and opens(page.db, found):
        return page.done(found.target)
    return _link_page(page, found, token)


@public.post("/s/{token}", name="identity.open_link")
def open_link(page: Public, token: str) -> Response:
    """Lets the owner in."""
    found = link_of(page.db, token)
    if found is None:
        raise NotFound("link")
    if not opens(page.db, found):
        return _link_page(page, found, token)
    actor = actor_coming(page.request, found.person, found.organisation_id, "link")
    return let_in(page, local(found.target), actions.open_link(page.db, actor, found), actor)


def _reset(page: Page, token: str) -> PasswordReset:
    found = page.db.scalar(select(PasswordReset).where(PasswordReset.token_hash == token_hash(token)))
    if found is None:
        raise NotFound("reset")
    return found


@public.get("/parole/{token}", name="identity.reset_form")
def reset_form(page: Public, token: str) -> Response:
    """The page for a new password; where the right to it has ended, the way to another."""
    found = _reset(page, token)
    if not found.open_at(now()):
        return page.show("identity/reset.html", status=410, person=None, form=None, token=token)
    return page.show("identity/reset.html", form=blank(PasswordForm), token=token, person=found.person)


@public.post("/parole/{token}", name="identity.set_password")
def set_password(
    page: Public, token: str, form: Annotated[Sent[PasswordForm], sent(PasswordForm)]
) -> Response:
    """Stores it and goes to the sign-in page."""
    found = _reset(page, token)
    if not found.open_at(now()):
        return page.show("identity/reset.html", status=410, person=None, form=None, token=token)
    if not form.errors and form.data.password.casefold() in {
        found.person.email,
        found.person.name.casefold(),
    }:
        form.refuse("password", _("Choose a password that is not your name or e-mail."))
    if form.errors:
        return page.again("identity/reset.html", form=form, token=token, person=found.person)
    actor = actor_coming(page.request, found.person, None, "reset")
    actions.set_password(page.db, actor, found.person, form.data.password)
    return page.done(
        page.url("identity.sign_in_form"), notice=_("The new password is saved. Sign in with it.")
    )
