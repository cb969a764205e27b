"""What stands before every request."""

import pytest

from tests.browser import Browser

OURS = {"sec-fetch-site": "same-origin"}
FOREIGN = [
    {"sec-fetch-site": "cross-site"},
    {"sec-fetch-site": "same-site"},
    {"origin": "https://elsewhere.example"},
    {"origin": "null"},
]


@pytest.mark.parametrize("headers", FOREIGN)
def test_a_write_from_another_site_is_refused(browser: Browser, headers: dict[str, str]) -> None:
    assert browser.post("/iziet", headers=headers).status == 403


@pytest.mark.parametrize("headers", [OURS, {"origin": "http://testserver"}, {}])
def test_a_write_from_our_own_page_goes_on(browser: Browser, headers: dict[str, str]) -> None:
    answer = browser.post("/iziet", headers=headers)
    assert answer.status == 303
    assert answer.to == "/ieiet"


def test_looking_from_another_site_is_no_harm(browser: Browser) -> None:
    assert browser.get("/health", headers=FOREIGN[0]).status in {200, 503}


def test_a_body_that_says_it_is_huge_is_not_read(browser: Browser) -> None:
    assert browser.post("/iziet", headers={"content-length": str(10**9)}).status == 413


def test_every_answer_carries_the_policy(browser: Browser) -> None:
    headers = browser.get("/health").headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "script-src 'self';" in policy
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cache-control"] == "no-store"
