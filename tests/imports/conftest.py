"""The real lists, and how they are imported."""

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.imports.models import Batch
from tests.browser import Answer, Browser

FILES = Path(__file__).parent / "files"
Import = Callable[..., Batch]


def sent(browser: Browser, name: str, data: bytes | None = None) -> Answer:
    content = (FILES / name).read_bytes() if data is None else data
    return browser.post("/imports", files={"file": (name, content, "application/octet-stream")})


@pytest.fixture
def upload(db: Session, cast: Cast, browser: Browser) -> Import:
    """`upload("programmas.csv", apply=True)` gives the batch."""

    def act(name: str, *, apply: bool = False) -> Batch:
        ilze = browser.as_(cast.ilze)
        answer = sent(ilze, name)
        assert answer.status == 303, answer
        batch = db.scalars(select(Batch).order_by(Batch.id.desc())).first()
        assert batch is not None
        if apply:
            assert ilze.post(f"/imports/{batch.id}/piemerot").status == 303
            db.refresh(batch)
        return batch

    return act
