"""The slow work: making, checking, restoring, forgetting; each says how far it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from app.documents.seals import seal_of
from app.dossier.binding import Bound, bind
from app.dossier.forgetting import KEPT, erase, forget, sweep
from app.dossier.gathering import gather
from app.dossier.models import Dossier, Restoration, Stage, State
from app.dossier.reading import Opened, open_dossier
from app.dossier.restoring import restore_all
from app.identity.actor import Actor
from app.identity.roles import Role
from app.jobs import jobs
from app.jobs.work import After, Workshop, daily, later, on
from app.kit.clock import now
from app.trust.queries import current

TRIES = 3


@on("dossier.make", tries=TRIES)
def make(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Nothing is locked while it is made."""
    dossier = db.get(Dossier, payload["dossier"])
    if dossier is None or dossier.state is not State.WAITING:
        return None
    number = dossier.id

    def work() -> None:
        try:
            _finish(shop, number, _made(shop, number))
        except Exception:
            if shop.last_try:
                with shop.database.session() as own:
                    own.get_one(Dossier, number).state = State.FAILED
            raise

    return work


def _made(shop: Workshop, number: int) -> tuple[Bound, str, bool]:
    def told(done: int, total: int) -> None:
        with shop.database.session() as own:
            dossier = own.get_one(Dossier, number)
            dossier.done, dossier.total = done, total

    with shop.database.session(write=False) as db:
        dossier = db.get_one(Dossier, number)
        roles = frozenset(Role(role) for role in dossier.roles)
        actor = Actor(dossier.person, dossier.organisation, roles)
        gathered = gather(db, actor, dossier.placement, told)
        made = _signed_off(shop, dossier)
        seal = seal_of(shop.settings, dossier.placement.school.organisation.reg_no or "")
        bound = bind(gathered, seal, made)
    return bound, seal.name if seal else "", bool(seal and seal.test)


def _signed_off(shop: Workshop, dossier: Dossier) -> dict[str, Any]:
    return {
        "at": now().isoformat(timespec="seconds"),
        "for": dossier.person.name,
        "in_name_of": dossier.organisation.name,
        "portal": shop.settings.base_url,
    }


def _finish(shop: Workshop, number: int, made: tuple[Bound, str, bool]) -> None:
    bound, name, test = made
    digest = shop.store.put(bound.data)
    with shop.database.session() as db:
        dossier = db.get_one(Dossier, number)
        dossier.sha256, dossier.size, dossier.files = digest, len(bound.data), bound.files
        dossier.sealed_by, dossier.test = name, test
        dossier.state, dossier.done = State.READY, dossier.total
        dossier.made_at, dossier.ends_at = now(), now() + KEPT
        later(db, "dossier.forget", {}, delay=KEPT)


@on("dossier.forget")
def forget_copies(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """The day of a copy is over."""
    ended = forget(db)
    return lambda: erase(shop.store, ended)


@on("dossier.check", tries=TRIES)
def check(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """The seal and every hash; what is wrong is kept as reasons."""
    brought = db.get(Restoration, payload["restoration"])
    if brought is None or brought.state is not Stage.CHECKING or brought.sha256 is None:
        return None
    number, digest, name, trust = brought.id, brought.sha256, brought.name, current(db)

    def work() -> None:
        opened = open_dossier(shop.store.get(digest), name, trust)
        with shop.database.session() as own:
            note(own.get_one(Restoration, number), opened)

    return work


def note(brought: Restoration, opened: Opened) -> None:
    """What the check has found."""
    brought.reasons = [reason.to_json() for reason in opened.reasons]
    brought.sealed_by, brought.sealed_at, brought.test = opened.sealed_by, opened.sealed_at, opened.test
    brought.holds = opened.summary()
    brought.state = Stage.REFUSED if opened.reasons else Stage.SOUND


@on("dossier.restore", tries=TRIES)
def restore(shop: Workshop, db: Session, payload: dict[str, Any]) -> After | None:
    """Checked once more, then everything in one transaction."""
    brought = db.get(Restoration, payload["restoration"])
    if brought is None or brought.state is not Stage.RESTORING or brought.sha256 is None:
        return None
    number, digest, name, trust = brought.id, brought.sha256, brought.name, current(db)

    def work() -> None:
        try:
            opened = open_dossier(shop.store.get(digest), name, trust)
            with shop.database.session() as own:
                brought = own.get_one(Restoration, number)
                note(brought, opened)
                if not opened.reasons:
                    restore_all(own, opened, brought)
        except Exception:
            if shop.last_try:
                with shop.database.session() as own:
                    own.get_one(Restoration, number).state = Stage.FAILED
            raise

    return work


if sweep not in daily:
    daily.append(sweep)
assert jobs  # the house's own brooms come first
