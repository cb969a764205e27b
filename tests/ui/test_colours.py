"""Text and edges can be told from what they stand on, in the light and in the dark look."""

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static/css/tokens.css").read_text("utf-8")
TEXT, SHAPE = 4.5, 3.0
ON = {
    "ink": ("surface", "bg", "raised"),
    "ink-2": ("surface", "bg", "grey-50"),
    "ink-3": ("surface", "bg"),
    "blue": ("surface", "bg", "blue-50"),
    "on-blue": ("blue", "blue-hover"),
    "red": ("surface", "bg", "red-50"),
    "green": ("surface", "bg", "green-50"),
    "amber": ("surface", "bg", "amber-50"),
    "on-tape": ("tape",),
    "surface": ("ink", "red", "green"),
}


def colours(selector: str) -> dict[str, str]:
    """The hexadecimal tokens of every block of this selector."""
    blocks = re.findall(re.escape(selector) + r" \{(.*?)\}", TOKENS, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): (#[0-9A-F]{6})", " ".join(blocks)))


LIGHT = colours(":root")
LOOKS = {
    "light": LIGHT,
    "dark by choice": LIGHT | colours(":root[data-theme=dark]"),
    "dark by the system": LIGHT | colours(":root:not([data-theme=light])"),
}


def brightness(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("look", LOOKS)
def test_text_can_be_read(look: str) -> None:
    known = LOOKS[look]
    weak = [
        f"{text} on {ground}: {contrast(known[text], known[ground]):.2f}"
        for text, grounds in ON.items()
        for ground in grounds
        if contrast(known[text], known[ground]) < TEXT
    ]
    assert weak == []


@pytest.mark.parametrize("look", LOOKS)
def test_edges_of_fields_can_be_seen(look: str) -> None:
    known = LOOKS[look]
    assert min(contrast(known["edge"], known[ground]) for ground in ("surface", "bg")) >= SHAPE
    assert contrast(known["focus"], known["bg"]) >= SHAPE


def test_both_ways_to_the_dark_are_the_same() -> None:
    assert LOOKS["dark by choice"] == LOOKS["dark by the system"] != LIGHT
