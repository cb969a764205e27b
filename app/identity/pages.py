"""Sign-in, personal links, profile."""

from __future__ import annotations

from typing import Annotated

from fastapi import Request, Response
from sqlalchemy import select

from app.identity import actions
from app.identity.actor import Actor, actor_for
from app.identity.door import COOKIE, Public, Signed, client_ip, public_room, room, seen, token_hash
from app.identity.forms import (
    LanguageForm,
    PasswordForm,
    ProfileForm,
    SignInForm,
    SwitchForm,
    ThemeForm,
    local,
)
from app.identity.links import link_of
from app.identity.models import PasswordReset, Person
from app.identity.passwords import matches, too_often
from app.kit.clock import now
from app.kit.errors import NotFound, Refused
from app.kit.forms import Sent, blank, sent
from app.kit.identifiers import Wrong
from app.kit.identifiers import phone as read_phone
from app.kit.pages import LANGUAGE, THEME, Page
from app.kit.words import _

public = public_room()
pages = room()


def _actor(request: Request, person: Person, organisation_id: int | None, via: str) -> Actor:
    agent = request.headers.get("user-agent", "")[:200]
    return actor_for(person, person.memberships, organisation_id, via, client_ip(request), agent)


def let_in(page: Page, to: str, token: str) -> Response:
    """Sets the session's cookie and goes on."""
    answer = page.done(to)
    https = page.request.app.state.settings.base_url.startswith("https:")
    answer.set_cookie(COOKIE, token, httponly=True, samesite="lax", secure=https, max_age=30 * 86400)
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
    email = form.data.email.casefold()
    slow = too_often(page.db, "sign-in", email, 5) | too_often(
        page.db, "sign-in-ip", client_ip(page.request), 50
    )
    person = page.db.scalar(select(Person).where(Person.email == email, Person.password_hash != ""))
    if slow:
        form.refuse("password", _("Too many tries. Try again in 15 minutes or choose a new password."))
    elif not matches(person.password_hash if person else "", form.data.password) or person is None:
        form.refuse("password", _("The e-mail or the password is wrong."))
    if form.errors or person is None:
        return page.again("identity/sign_in.html", form=form)
    token = actions.sign_in(page.db, _actor(page.request, person, None, "password"), person)
    return let_in(page, local(form.data.next or "/"), token)


@pages.post("/iziet", name="identity.sign_out")
def sign_out(page: Signed) -> Response:
    """Ends this session."""
    actions.sign_out(page.db, page.actor, page.actor.person, page.request.cookies[COOKIE])
    answer = page.done(page.url("identity.sign_in_form"))
    answer.delete_cookie(COOKIE)
    return answer


@public.get("/s/{token}", name="identity.link")
def link(page: Public, token: str) -> Response:
    """Says whose link it is and what it opens. Opening changes nothing: mail scanners open links too."""
    found = link_of(page.db, token)
    if found is None:
        raise NotFound("link")
    return page.show("identity/link.html", link=found, token=token, open=found.open_at(now()))


@public.post("/s/{token}", name="identity.open_link")
def open_link(page: Public, token: str) -> Response:
    """Lets the owner in."""
    found = link_of(page.db, token)
    if found is None:
        raise NotFound("link")
    if not found.open_at(now()):
        return page.show("identity/link.html", status=409, link=found, token=token, open=False)
    actor = _actor(page.request, found.person, found.organisation_id, "link")
    return let_in(page, found.target, actions.open_link(page.db, actor, found))


def _reset(page: Page, token: str) -> PasswordReset:
    found = page.db.scalar(select(PasswordReset).where(PasswordReset.token_hash == token_hash(token)))
    if found is None or found.used_at or found.expires_at <= now():
        raise NotFound("reset")
    return found


@public.get("/parole/{token}", name="identity.reset_form")
def reset_form(page: Public, token: str) -> Response:
    """The page for a new password."""
    _reset(page, token)
    return page.show("identity/reset.html", form=blank(PasswordForm), token=token)


@public.post("/parole/{token}", name="identity.set_password")
def set_password(
    page: Public, token: str, form: Annotated[Sent[PasswordForm], sent(PasswordForm)]
) -> Response:
    """Stores it and goes to the sign-in page."""
    found = _reset(page, token)
    if form.errors:
        return page.again("identity/reset.html", form=form, token=token)
    actor = _actor(page.request, found.person, None, "password")
    actions.set_password(page.db, actor, found.person, form.data.password)
    return page.done(
        page.url("identity.sign_in_form"), notice=_("The new password is saved. Sign in with it.")
    )


@pages.get("/profils", name="identity.profile")
def profile(page: Signed) -> Response:
    """Oneself: contacts, organisations, language, look."""
    me = page.actor.person
    form = blank(ProfileForm, email=me.email, phone=me.phone, version=me.version)
    return page.show("identity/profile.html", form=form)


@pages.post("/profils", name="identity.edit_profile")
def edit_profile(page: Signed, form: Annotated[Sent[ProfileForm], sent(ProfileForm)]) -> Response:
    """Saves the contacts; somebody else's change in between is told."""
    me = page.actor.person
    if not form.errors and form.data.version != me.version:
        form.refuse("", _("Somebody changed your contacts meanwhile. Check them and save again."))
    if form.errors:
        return page.again("identity/profile.html", form=form)
    phone = form.data.phone
    if phone:
        try:
            phone = read_phone(phone).e164
        except Wrong as unread:
            form.refuse("phone", unread.said)
            return page.again("identity/profile.html", form=form)
    actions.edit_profile(page.db, page.actor, me, form.data.email.casefold(), phone)
    return page.done(page.url("identity.profile"), notice=_("Saved"))


@pages.post("/profils/organizacija", name="identity.switch")
def switch(page: Signed, form: Annotated[Sent[SwitchForm], sent(SwitchForm)]) -> Response:
    """Acts for another organisation."""
    if form.errors:
        raise Refused(_("Choose an organisation."))
    token = page.request.cookies[COOKIE]
    actions.switch(page.db, page.actor, page.actor.person, token, form.data.organisation_id)
    return page.done("/")


@pages.post("/personas/{person_id:int}/kods", name="identity.reveal_code")
def reveal_code(page: Signed, person: Annotated[Person, seen(Person)]) -> Response:
    """The whole personal code, on a click that the trail remembers."""
    code = actions.reveal_code(page.db, page.actor, person)
    return page.show("identity/code.html", block="code", person=person, code=code)


@pages.post("/personas/{person_id:int}/saites/atsaukt", name="identity.withdraw_links")
def withdraw_links(page: Signed, person: Annotated[Person, seen(Person)]) -> Response:
    """A lost phone: no link lets them in any more."""
    actions.withdraw_links(page.db, page.actor, person)
    back = local(page.request.headers.get("referer", "/").partition(page.request.url.netloc)[2] or "/")
    return page.done(back, notice=_("All personal links of {name} are withdrawn.", name=person.name))


@public.post("/valoda", name="site.language")
def language(page: Public, form: Annotated[Sent[LanguageForm], sent(LanguageForm)]) -> Response:
    """Latvian or English, remembered with the person or in a cookie."""
    if form.errors:
        raise Refused(_("Choose a language."))
    if page.actor:
        page.actor.person.language = form.data.lang
    page.cookies.append((LANGUAGE, form.data.lang))
    return page.done(local(form.data.back))


@public.post("/izskats", name="site.theme")
def theme(page: Public, form: Annotated[Sent[ThemeForm], sent(ThemeForm)]) -> Response:
    """Light, dark, or as the system says."""
    if form.errors:
        raise Refused(_("Choose a look."))
    page.cookies.append((THEME, form.data.theme))
    return page.done(local(form.data.back))
