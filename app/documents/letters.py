"""Sending with a covering note: any issued document to be read, the school's own PDF also to be signed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, Final

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from app.documents.actions import withdraw
from app.documents.issuing import Wanted, add_file, asked, circuit_of, line_up, send_out
from app.documents.models import Document, Party, Reader, Signer, State
from app.documents.verbs import SIGNS_AS, WITHDRAW, concerned, issuer
from app.identity.actor import Actor
from app.identity.models import Membership, Organisation, Person
from app.identity.roles import SCHOOL_STAFF
from app.kit.clock import now
from app.kit.errors import Refused
from app.kit.names import search_key, search_words
from app.kit.uploads import Upload
from app.kit.verbs import Verb, does
from app.kit.words import _

SHOWN: Final = 30
PARTY_OF: Final = {role: party for party, role in SIGNS_AS.items()}
# the people of a subject, as a select of ids; rooms above are wired in
known_about: Final[list[Callable[[str], Any]]] = []


def of_the_school(actor: Actor, organisation: Organisation) -> bool:
    """Its staff."""
    return bool(actor.roles & SCHOOL_STAFF) and organisation.id == actor.organisation_id


def oneself(actor: Actor, reader: Reader) -> bool:
    """The person it was sent to, in the name they were sent it."""
    return reader.person_id == actor.person_id and reader.organisation_id == actor.organisation_id


def its_reader(reader: Reader) -> list[Person]:
    """Whoever it is sent to."""
    return [reader.person]


UPLOAD = Verb("documents.upload", _("brought a document to be sent"), who=(of_the_school,))
DISCARD = Verb(
    "documents.discard",
    _("threw away the document before it was sent"),
    who=(issuer,),
    of=(State.DRAFT,),
    to=State.WITHDRAWN,
)
SEND = Verb("documents.send", _("sent the document"), who=(issuer,), of=(State.DRAFT,), tells=asked)
HAND = Verb(
    "documents.hand",
    _("sent the document to be read"),
    who=(issuer,),
    of=(State.ISSUED, State.OUT, State.COMPLETE),
    tells=its_reader,
)
READ = Verb("documents.read", _("opened the document"), who=(oneself,))


@does(UPLOAD)
def upload(
    db: Session,
    actor: Actor,
    organisation: Organisation,
    *,
    kind: str,
    title: str,
    number: str,
    file: Upload,
    supersedes: Document | None = None,
) -> Document:
    """The school's own PDF, kept as it came; nobody sees it before it is sent."""
    document = Document(
        organisation_id=organisation.id,
        kind=kind,
        number=number,
        title=title,
        subject=f"organisation:{organisation.id}",
        search_key=search_key(f"{number} {title}")[:600],
        sender=actor.person,
        supersedes=supersedes,
    )
    db.add(document)
    add_file(db, document, file.data, {"summary": [["Dokuments", title], ["Datne", file.filename]]})
    return document


@does(DISCARD)
def discard(db: Session, actor: Actor, document: Document) -> None:
    """Nobody has seen it."""


def take_back(db: Session, actor: Actor, document: Document) -> None:
    """Out by mistake: signatures given so far are void, and their owners are told."""
    WITHDRAW.check(db, actor, document)
    if document.edition.template:
        raise Refused(_("This document is withdrawn where it was made."))
    withdraw(db, actor, document)


@does(SEND)
def send(
    db: Session, actor: Actor, document: Document, *, signers: Sequence[Membership], note: str = ""
) -> None:
    """To those who sign, in the order of the school's circuit; without signers it is only handed out."""
    if document.edition.template:
        raise Refused(_("This document is sent from where it was made."))
    wanted = [Wanted(PARTY_OF[one.role], one.person, one.organisation_id) for one in _ordered(signers)]
    line_up(document, wanted, circuit_of(db, document.organisation_id, document.kind))
    _found_by(document, [one.person for one in signers])
    if wanted:
        send_out(document, actor.person, note)
    else:
        document.state, document.sent_at = State.ISSUED, now()
        document.sender, document.note = actor.person, note.strip()


def _ordered(signers: Sequence[Membership]) -> list[Membership]:
    """The school signs last, as everywhere."""
    if any(one.role not in PARTY_OF for one in signers):
        raise Refused(_("Choose people who sign for themselves, a company or the school."))
    return sorted(signers, key=lambda one: (list(Party).index(PARTY_OF[one.role]), one.id))


@does(HAND)
def hand(db: Session, actor: Actor, document: Document, *, to: Membership, note: str = "") -> Reader:
    """To one person; who has it already is reminded instead."""
    if any(_same(reader, to) for reader in document.readers):
        raise Refused(_("{name} has been sent this document already.", name=to.person.name))
    reader = Reader(
        document=document,
        person=to.person,
        organisation_id=to.organisation_id,
        sender=actor.person,
        note=note,
        sent_at=now(),
    )
    db.add(reader)
    _found_by(document, [to.person])
    db.flush()  # the letter names it
    return reader


def _same(reader: Reader, to: Membership) -> bool:
    return (reader.person_id, reader.organisation_id) == (to.person_id, to.organisation_id)


def _found_by(document: Document, people: Sequence[Person]) -> None:
    names = " ".join(person.name for person in people)
    document.search_key = f"{document.search_key} {search_key(names)}"[:600]


@does(READ)
def read(db: Session, actor: Actor, reader: Reader) -> None:
    """Seen for the first time by whoever it was sent to."""
    reader.opened_at = reader.opened_at or now()


def whose(document: Document) -> list[Person]:
    """Who sent it."""
    return [document.sender] if document.sender else []


GIVE_BACK = Verb(
    "documents.give_back",
    _("gave the last signature"),
    who=(concerned,),
    of=(State.COMPLETE,),
    tells=whose,
)


COME_BACK = Verb(
    "documents.come_back", _("declined to sign"), who=(concerned,), of=(State.DECLINED,), tells=whose
)


@does(GIVE_BACK)
def give_back(db: Session, actor: Actor, document: Document) -> None:
    """Who has sent the school's own document learns that all have signed."""


@does(COME_BACK)
def come_back(db: Session, actor: Actor, document: Document) -> None:
    """And learns of a refusal, with its reason."""


def reader_of(actor: Actor, document: Document) -> Reader | None:
    """Where it was sent to me to be read."""
    return next((reader for reader in document.readers if oneself(actor, reader)), None)


def addressees(
    db: Session, actor: Actor, document: Document, words: str, chosen: Sequence[int]
) -> list[Membership]:
    """Those chosen and those found by name; without words, whom the document or its subject concerns."""
    wanted = Membership.visible_to(actor).join(Person, Person.id == Membership.person_id)
    if found := search_words(words):
        near = [Person.search_key.contains(word, autoescape=True) for word in found]
        fits = near[0]
        for one in near[1:]:
            fits &= one
    else:
        same = select(Signer.person_id).join(Document).where(Document.subject == document.subject)
        fits = or_(Person.id.in_(same), *(Person.id.in_(people(document.subject)) for people in known_about))
    wanted = wanted.where(fits | Membership.id.in_(chosen))
    wanted = wanted.options(joinedload(Membership.person), joinedload(Membership.organisation))
    found_people = db.scalars(wanted.order_by(Person.sort_key, Membership.id).limit(SHOWN))
    return _once(list(found_people), chosen)


def _once(found: Sequence[Membership], chosen: Sequence[int]) -> list[Membership]:
    """Each person once in an organisation, in the role in which they sign."""
    kept: dict[tuple[int, int], Membership] = {}
    for one in sorted(found, key=lambda each: (each.id not in chosen, each.role not in PARTY_OF)):
        kept.setdefault((one.person_id, one.organisation_id), one)
    return [one for one in found if one in kept.values()]
