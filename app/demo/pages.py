"""The demo's own doors: one click in as somebody of the cast, and the mailbox where every message lies."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Literal

from fastapi import Response

from app.demo.cast import KEYS, PEOPLE, by_key
from app.demo.mailbox import letters
from app.identity import actions
from app.identity.door import Public, public_room
from app.identity.forms import local
from app.identity.pages import actor_coming, let_in
from app.kit.errors import NotFound
from app.kit.forms import Form, Sent, sent
from app.kit.words import Said, _

public = public_room()


@dataclass(frozen=True)
class Part:
    """One of the cast, as the sign-in page offers them."""

    key: str
    name: str
    role: Said


ROLES: Final[dict[str, Said]] = {
    "ilze": _("DVB coordinator of the school"),
    "guntis": _("director of the school, signs last"),
    "aigars": _("DVB supervisor at the company, approves weeks"),
    "dace": _("company administrator and signatory"),
    "martins": _("learner of 17, writes the diary"),
    "anna": _("the learner's legal representative, signs for him"),
    "stranger": _("coordinator of another school, sees nothing of this one"),
    "admin": _("portal administrator"),
}
CAST: Final = [Part(key, " ".join(PEOPLE[key][:2]), ROLES[key]) for key in KEYS]


class CastForm(Form):
    """Who to be."""

    person: Literal["ilze", "guntis", "aigars", "dace", "martins", "anna", "stranger", "admin"]
    next: str = "/"


@public.post("/demo/ieiet", name="demo.sign_in")
def sign_in(page: Public, form: Annotated[Sent[CastForm], sent(CastForm)]) -> Response:
    """One click, no password."""
    person = None if form.errors else by_key(page.db, form.data.person)
    if person is None:
        raise NotFound("person")
    actor = actor_coming(page.request, person, None, "demo")
    return let_in(page, local(form.data.next), actions.sign_in(page.db, actor, person), actor)


@public.get("/demo/pasts", name="demo.mailbox")
def mailbox(page: Public) -> Response:
    """Everything that the portal has sent, newest first."""
    settings = page.request.app.state.settings
    return page.show("demo/mailbox.html", letters=letters(settings.data_dir, settings.base_url))
