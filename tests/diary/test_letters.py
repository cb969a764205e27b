"""The letters of the diary, in both languages, with the link to the week."""

import pytest
from fastapi import FastAPI

from app.demo.cast import Cast
from app.main import workshop
from app.notifications.jobs import compose
from tests.diary.conftest import Diary

SUBJECTS = {
    "diary.submit": (
        "Mārtiņš Krūmiņš: 47. nedēļa gaida Jūsu apstiprinājumu",
        "Mārtiņš Krūmiņš: week 47 waits for your approval",
    ),
    "diary.approve": ("47. nedēļa apstiprināta", "Week 47 is approved"),
    "diary.approve_in_stead": ("47. nedēļa apstiprināta", "Week 47 is approved"),
    "diary.give_back": ("47. nedēļa atgriezta labošanai", "Week 47 has come back for correction"),
}


@pytest.mark.parametrize("letter", SUBJECTS)
@pytest.mark.parametrize("language", ["lv", "en"])
def test_a_letter(app: FastAPI, cast: Cast, diary: Diary, letter: str, language: str) -> None:
    week = diary.fill(47)
    week.comment = "http://elsewhere.example"
    cast.martins.language = language
    link = "http://testserver/s/token"
    values = {"link": link, "thing": week, "doer": cast.aigars, "organisation": None}
    subject, text, html = compose(workshop(app), cast.martins, letter, values)
    assert subject == SUBJECTS[letter][language == "en"]
    assert f"\n{link}\n" in text and f'href="{link}"' in html
    assert 'href="http://elsewhere' not in html and "{" not in text
    assert letter == "diary.give_back" or "32\u00a0h" in text
