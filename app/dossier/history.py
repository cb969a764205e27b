"""What happened to a placement, what was sent about it, and which trusted lists its reports rest on."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from app.audit.models import Trail
from app.documents.codes import masked
from app.documents.models import Document, OneTimeCode
from app.dossier.items import Files
from app.identity.actor import Actor
from app.kit.verbs import named
from app.kit.words import Words
from app.notifications.models import Fate, Message
from app.placements.models import Placement

LV = Words.of("lv")


def trail(db: Session, placement: Placement, whole: bool) -> list[dict[str, Any]]:
    """Every deed but those about dossiers; what changed in the rows only for the school."""
    wanted = (
        select(Trail)
        .where(Trail.subject == placement.trail_subject, Trail.verb.not_like("dossier.%"))
        .options(joinedload(Trail.person), joinedload(Trail.organisation))
        .order_by(Trail.id)
    )
    return [_deed(each, whole) for each in db.scalars(wanted)]


def _deed(row: Trail, whole: bool) -> dict[str, Any]:
    made: dict[str, Any] = {
        "at": row.at.isoformat(),
        "by": row.person.name if row.person else "",
        "in_name_of": row.organisation.name if row.organisation else "",
        "verb": row.verb,
        "lv": LV.text(named[row.verb].says) if row.verb in named else row.verb,
    }
    if whole:
        made |= {"roles": row.roles, "via": row.via, "thing": f"{row.thing_type}:{row.thing_id}"}
        made["changes"] = row.changes
    return made


def letters(
    db: Session, placement: Placement, documents: Sequence[Document], actor: Actor, whole: bool
) -> list[dict[str, Any]]:
    """What was sent about the placement and what became of it; to a party only their own."""
    things = {placement.trail_subject}
    for document in documents:
        things.add(f"document:{document.id}")
        things |= {f"signer:{signer.id}" for signer in document.signers}
        things |= {f"reader:{reader.id}" for reader in document.readers}
    about = (
        select(Trail.thing_type, Trail.thing_id).where(Trail.subject == placement.trail_subject).distinct()
    )
    things |= {f"{kind}:{number}" for kind, number in db.execute(about) if kind != "dossier"}
    wanted = select(Message).where(Message.thing.in_(sorted(things))).options(joinedload(Message.person))
    if not whole:
        wanted = wanted.where(Message.person_id == actor.person_id)
    titles = _titles(documents)
    found = [_letter(each, titles) for each in db.scalars(wanted.order_by(Message.id))]
    found += _codes(db, documents, titles, None if whole else actor.person_id)
    return sorted(found, key=lambda letter: (letter["asked_at"], letter["to"]))


def _codes(
    db: Session, documents: Sequence[Document], titles: dict[str, str], only: int | None
) -> list[dict[str, Any]]:
    """One-time codes that left; the digits are known to nobody."""
    signers = {str(signer.id): signer for document in documents for signer in document.signers}
    people = {signer.person_id: signer.person.name for signer in signers.values()}
    wanted = select(OneTimeCode).where(OneTimeCode.person_id.in_([only] if only else people))
    found = []
    for code in db.scalars(wanted.order_by(OneTimeCode.id)):
        for number in sorted(code.covers.keys() & signers.keys()):
            found.append(
                {
                    "asked_at": code.created_at.isoformat(),
                    "sent_at": code.sent_at.isoformat() if code.sent_at else None,
                    "used_at": code.used_at.isoformat() if code.used_at else None,
                    "state": "sent" if code.sent_at else "queued",
                    "lv": LV.text((Fate.SENT if code.sent_at else Fate.QUEUED).label),
                    "channel": code.channel,
                    "template": "documents.ask_code",
                    "to": people.get(code.person_id, ""),
                    "address": masked(code.sent_to),
                    "document": titles[f"signer:{number}"],
                    "thing": f"signer:{number}",
                }
            )
    return found


def _titles(documents: Sequence[Document]) -> dict[str, str]:
    titles: dict[str, str] = {}
    for document in documents:
        titles[f"document:{document.id}"] = document.named
        titles |= {f"signer:{signer.id}": document.named for signer in document.signers}
        titles |= {f"reader:{reader.id}": document.named for reader in document.readers}
    return titles


def _letter(row: Message, titles: dict[str, str]) -> dict[str, Any]:
    return {
        "asked_at": row.at.isoformat(),
        "sent_at": row.sent_at.isoformat() if row.sent_at else None,
        "not_delivered_at": row.undelivered_at.isoformat() if row.undelivered_at else None,
        "state": row.state.value,
        "lv": LV.text(row.state.label),
        "status": row.status,
        "why": LV.text(row.why) if row.undelivered else "",
        "channel": row.channel.value,
        "template": row.template,
        "to": row.person.name,
        "address": masked(row.recipient) if row.recipient else "",
        "document": titles.get(row.thing, ""),
        "thing": row.thing,
    }


def lists_used(files: Files) -> list[dict[str, Any]]:
    """The lists by which the verifier trusted a signature, each with the reports that say so."""
    used: dict[str, dict[str, Any]] = {}
    for item in files:
        if not item.path.endswith("-atskaite.json"):
            continue
        for signature in json.loads(item.data).get("signatures", []):
            source = signature.get("trusted_by") or {}
            if source:
                key = json.dumps(source, sort_keys=True)
                told = used.setdefault(key, {"list": source, "reports": []})
                if item.path not in told["reports"]:
                    told["reports"].append(item.path)
    return [used[key] for key in sorted(used)]
