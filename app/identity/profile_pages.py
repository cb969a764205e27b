"""Oneself: contacts, organisations, language, look; and what the school does about a person's way in."""

from __future__ import annotations

from typing import Annotated

from fastapi import Response

from app.identity import actions, verbs
from app.identity.door import COOKIE, Public, Signed, public_room, room, seen
from app.identity.forms import KeysForm, LanguageForm, PaceForm, ProfileForm, SwitchForm, ThemeForm, local
from app.identity.models import Person
from app.kit.errors import Refused
from app.kit.forms import Sent, blank, sent
from app.kit.pages import KEYS, LANGUAGE, THEME, Page
from app.kit.words import _

public = public_room()
pages = room()


def _profile(page: Page, form: Sent[ProfileForm]) -> Response:
    return page.show(
        "identity/profile.html",
        status=422 if form.errors else 200,
        form=form,
        contexts=page.actor.contexts,
        may_edit=verbs.EDIT_PROFILE.permits(page.actor, page.actor.person),
    )


@pages.get("/profils", name="identity.profile")
def profile(page: Signed) -> Response:
    """Who I am here."""
    me = page.actor.person
    return _profile(page, blank(ProfileForm, email=me.email, phone=me.phone, version=me.version))


@pages.post("/profils", name="identity.edit_profile")
def edit_profile(page: Signed, form: Annotated[Sent[ProfileForm], sent(ProfileForm)]) -> Response:
    """Saves the contacts; somebody else's change in between is told."""
    me = page.actor.person
    if not form.errors and form.data.version != me.version:
        form.refuse("", _("Somebody changed your contacts meanwhile. Check them and save again."))
        form.raw["version"] = [str(me.version)]
    if not form.errors and me.password_hash and not form.data.email:
        form.refuse("email", _("You sign in with this e-mail, so it cannot be empty."))
    if not form.errors and not (form.data.email or form.data.phone):
        form.refuse("email", _("Leave an e-mail or a phone, otherwise nothing can reach you."))
    if form.errors:
        return _profile(page, form)
    actions.edit_profile(page.db, page.actor, me, form.data.email, form.data.phone)
    return page.done(page.url("identity.profile"), notice=_("Saved"))


@pages.post("/profils/vestules", name="identity.choose_pace")
def choose_pace(page: Signed, form: Annotated[Sent[PaceForm], sent(PaceForm)]) -> Response:
    """When letters come: at once, each morning, or not at all."""
    if form.errors:
        raise Refused(_("Choose when letters come."))
    actions.choose_pace(page.db, page.actor, page.actor.person, form.data.pace)
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
    return page.done(
        came_from(page), notice=_("All personal links of {name} are withdrawn.", name=person.name)
    )


def came_from(page: Page) -> str:
    """The page on which the button was, when it is one of ours."""
    _scheme, _slashes, rest = page.request.headers.get("referer", "").partition("://")
    host, slash, path = rest.partition("/")
    return local(slash + path) if host == page.request.url.netloc and slash else "/"


@public.post("/valoda", name="site.language")
def language(page: Public, form: Annotated[Sent[LanguageForm], sent(LanguageForm)]) -> Response:
    """Latvian or English, remembered with the person and in a cookie."""
    if form.errors:
        raise Refused(_("Choose a language."))
    if page.actor:
        actions.choose_language(page.db, page.actor, page.actor.person, form.data.lang)
    page.cookies.append((LANGUAGE, form.data.lang))
    return page.done(local(form.data.back))


@public.post("/izskats", name="site.theme")
def theme(page: Public, form: Annotated[Sent[ThemeForm], sent(ThemeForm)]) -> Response:
    """Light, dark, or as the system says."""
    if form.errors:
        raise Refused(_("Choose a look."))
    page.cookies.append((THEME, form.data.theme))
    return page.done(local(form.data.back))


@public.post("/taustini", name="site.keys")
def keys(page: Public, form: Annotated[Sent[KeysForm], sent(KeysForm)]) -> Response:
    """Whether single keys are shortcuts: for some people they only disturb (WCAG 2.1.4)."""
    if form.errors:
        raise Refused(_("Choose whether the keys are on."))
    page.cookies.append((KEYS, form.data.keys))
    return page.done(local(form.data.back))
