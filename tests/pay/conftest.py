"""A placement with a period and a company, and nothing agreed."""

import pytest
from fastapi import FastAPI
from sqlalchemy.orm import Session

from app.demo.cast import Cast
from app.placements.models import Placement
from tests.letters import Post
from tests.stages import play


@pytest.fixture
def ready(app: FastAPI, db: Session, cast: Cast) -> Placement:
    """Mārtiņš, 17, with an approved plan at Dace's company."""
    return play(db, cast, "ready")


@pytest.fixture
def post(app: FastAPI) -> Post:
    return Post(app)
