"""Builds the portal: rooms, errors, guard, static files, the worker."""

from __future__ import annotations

import gc
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import anyio.to_thread
from fastapi import FastAPI
from fastapi.routing import iter_route_contexts
from starlette.middleware.gzip import GZipMiddleware

from app import failures, menu, rooms, site, wiring
from app.diary.queries import belt_words
from app.identity.roles import SCHOOL_STAFF
from app.jobs.work import Workshop, work_forever
from app.kit.clock import today
from app.kit.days import Week
from app.kit.db import THREADS, Database
from app.kit.guard import Guard
from app.kit.names import initials
from app.kit.pages import address, paths_of
from app.kit.static import Assets
from app.kit.stores import chosen
from app.kit.templates import make
from app.notifications import reasons
from app.notifications.queries import news
from app.settings import Settings

BRAND = "DVB portāls"
ROOT = Path(__file__).resolve().parent.parent


def workshop(app: FastAPI) -> Workshop:
    """What jobs of this portal work with."""
    state = app.state
    return Workshop(state.database, state.settings, state.templates, state.store)


@asynccontextmanager
async def _life(app: FastAPI) -> AsyncIterator[None]:
    anyio.to_thread.current_default_thread_limiter().total_tokens = THREADS
    stop = threading.Event()
    worker = threading.Thread(target=work_forever, args=(workshop(app), stop), name="worker", daemon=True)
    if app.state.settings.worker:
        worker.start()
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    yield
    stop.set()
    if worker.is_alive():
        worker.join(10)


def build(settings: Settings) -> FastAPI:
    """The portal as an ASGI application. Opens no connection until it is asked."""
    app = FastAPI(title="DVB portāls", openapi_url=None, docs_url=None, redoc_url=None, lifespan=_life)
    app.state.settings = settings
    app.state.store = store = chosen(settings.files, settings.s3)
    app.state.database = Database(settings.database_url, store)
    app.state.assets = assets = Assets(ROOT / "static")

    rooms.load_models()
    rooms.modules("jobs")
    wiring.connect()
    app.include_router(site.public)
    for module in rooms.modules("pages"):
        for name in ("public", "pages"):
            if hasattr(module, name):
                app.include_router(getattr(module, name))
    shared: dict[str, Any] = {"demo": settings.demo, "demo_cast": []}
    if settings.demo:
        from app.demo import pages as demo

        app.include_router(demo.public)
        shared["demo_cast"] = demo.CAST
    app.mount("/static", assets, name="static")

    app.state.paths = paths = paths_of(iter_route_contexts(app.routes))
    shared |= _shared(paths, assets)
    app.state.templates = {lang: make(ROOT / "templates", lang, shared) for lang in ("lv", "en")}
    app.state.menu = [item for item in menu.MENU if item[1] in paths]

    failures.install(app)
    app.add_middleware(GZipMiddleware, minimum_size=1000, compresslevel=1)
    app.add_middleware(Guard, https=settings.base_url.startswith("https:"))
    return app


def _shared(paths: dict[str, str], assets: Assets) -> dict[str, Any]:
    """What every template knows."""

    def url(name: str, _query: dict[str, Any] | None = None, **path: Any) -> str:
        return address(paths, name, _query, **path)

    return {
        "url": url,
        "static": assets.url,
        "languages": {"lv": "Latviešu", "en": "English"},
        "mail_reason": reasons.reason,
        "mail_advice": reasons.advice,
        "news": news,
        "brand": BRAND,
        "today": today,
        "week_now": Week.now,
        "initials": initials,
        "belt_sentence": belt_words,
        "school_staff": SCHOOL_STAFF,
    }
