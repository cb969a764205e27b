"""The first school and its administrator, from the command line."""

from __future__ import annotations

import argparse
import os
import sys
from datetime import date
from getpass import getpass
from typing import Final

from fastapi import FastAPI
from pydantic import Field, field_validator
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.identity import actions
from app.identity.actor import Actor, actor_for
from app.identity.models import Kind, Organisation, Person
from app.identity.roles import Role
from app.kit.clock import today
from app.kit.days import school_year
from app.kit.forms import Form, Sent, check, wrong
from app.kit.identifiers import Wrong, register_number
from app.kit.identifiers import email as read_email
from app.kit.names import split_name
from app.kit.words import Said, Words, _
from app.schools.actions import set_year
from app.schools.models import School, SpanKind

PORTAL: Final = "DVB portāls"


class FoundingForm(Form):
    """What must be known of the first school."""

    school: str = Field(max_length=300)
    reg_no: str = Field(max_length=20)
    name: str = Field(max_length=200)
    email: str = Field(max_length=254)
    password: str = Field(min_length=10, max_length=200)

    @field_validator("reg_no")
    @classmethod
    def _reg_no(cls, value: str) -> str:
        try:
            return register_number(value).number
        except Wrong as unread:
            wrong(unread.said)

    @field_validator("name")
    @classmethod
    def _name(cls, value: str) -> str:
        if len(value.split()) < 2:
            wrong(_("Write the name and the surname."))
        return value

    @field_validator("email")
    @classmethod
    def _email(cls, value: str) -> str:
        try:
            return read_email(value).address
        except Wrong as unread:
            wrong(unread.said)


QUESTIONS: Final[dict[str, Said]] = {
    "school": _("The school's name"),
    "reg_no": _("Its register number"),
    "name": _("The administrator's name and surname"),
    "email": _("The administrator's e-mail"),
    "password": _("The administrator's password, at least 10 characters"),
}


class Dialogue:
    """Asks and tells in the language of the terminal."""

    def __init__(self, chosen: argparse.Namespace) -> None:
        self.given = {name: str(getattr(chosen, name, "") or "") for name in QUESTIONS}
        spoken = os.environ.get("LC_ALL") or os.environ.get("LANG") or ""
        self.words = Words.of("lv" if spoken.startswith("lv") else "en")

    def tell(self, said: Said) -> None:
        """A line for the operator."""
        print(self.words.text(said), file=sys.stderr)

    def checked(self) -> Sent[FoundingForm]:
        """What is known so far, with a message for each field that is missing or wrong."""
        return check(FoundingForm, {name: [value] for name, value in self.given.items() if value}, {})

    def ask(self, name: str) -> None:
        """Asks until the answer will do; raises `EOFError` when nobody answers."""
        question = self.words.text(QUESTIONS[name])
        while not self.given[name] or name in self.checked().errors:
            secret = name == "password" and sys.stdin.isatty()
            self.given[name] = (getpass(f"{question}: ") if secret else input(f"{question}: ")).strip()
            if error := self.checked().error(name):
                self.tell(error)


def found_school(app: FastAPI, chosen: argparse.Namespace) -> int:
    """0 when the school stands, 1 when there is one already, 2 when something is missing or wrong."""
    dialogue = Dialogue(chosen)
    with app.state.database.session(write=False) as db:
        if db.scalar(select(School.id).limit(1)):
            dialogue.tell(_("There is a school already. Further people are invited from inside the portal."))
            return 1
    for name, given in dialogue.given.items():
        if given and (error := dialogue.checked().error(name)):
            dialogue.tell(_("--{flag}: {error}", flag=name.replace("_", "-"), error=error))
            return 2
    for name, given in dialogue.given.items():
        if not given:
            try:
                dialogue.ask(name)
            except EOFError:
                print()  # the question stands alone on its line
                dialogue.tell(
                    _("Missing: --{flag} ({what}).", flag=name.replace("_", "-"), what=QUESTIONS[name])
                )
                return 2
    with app.state.database.session() as db:
        _found(db, dialogue.checked().data)
    dialogue.tell(
        _(
            "Done. Start the portal with “python -m app serve” and sign in with {email}.",
            email=dialogue.given["email"],
        )
    )
    return 0


def _found(db: Session, form: FoundingForm) -> None:
    school = School(organisation=Organisation(kind=Kind.SCHOOL, name=form.school, reg_no=form.reg_no))
    portal = db.scalar(select(Organisation).where(Organisation.kind == Kind.PORTAL))
    portal = portal or Organisation(kind=Kind.PORTAL, name=PORTAL)
    given, family = split_name(form.name)
    person = Person(given_name=given, family_name=family, email=form.email)
    db.add_all([school, portal, person])
    db.flush()  # roles need the ids of whom they join
    nobody_yet = Actor(person, None, frozenset(), "system")
    actions.set_up_portal(db, nobody_yet, person, school.organisation, [Role.SCHOOL_ADMIN, Role.COORDINATOR])
    actions.set_up_portal(db, nobody_yet, person, portal, [Role.PORTAL_ADMIN])
    actions.set_password(db, nobody_yet, person, form.password)
    administrator = actor_for(person, person.memberships, school.id, "system")
    first = school_year(today())
    halves = (
        (SpanKind.SEMESTER, "1. semestris", date(first, 9, 1), date(first, 12, 31)),
        (SpanKind.SEMESTER, "2. semestris", date(first + 1, 1, 1), date(first + 1, 6, 30)),
    )
    set_year(db, administrator, school, starts=halves[0][2], ends=halves[1][3], spans=halves)
