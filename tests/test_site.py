"""What belongs to the site itself."""

from sqlalchemy.orm import Session

from app.jobs.models import Job, Progress
from tests.browser import Browser


def test_health_tells_what_a_watchman_needs(browser: Browser) -> None:
    answer = browser.get("/health")
    assert answer.status == 200
    told = answer.json()
    assert told["database"]
    assert told["migrations"]
    assert told["jobs"] == {"waiting": 0, "failed": 0}
    assert told["version"]


def test_a_failed_job_is_bad_health(browser: Browser, db: Session) -> None:
    db.add_all([Job(kind="x", payload={}, progress=Progress.FAILED), Job(kind="y", payload={})])
    answer = browser.get("/health")
    assert answer.status == 503
    assert answer.json()["jobs"] == {"waiting": 1, "failed": 1}
