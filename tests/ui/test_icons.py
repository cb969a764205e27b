"""A misspelt icon would be an empty square: every icon named anywhere is in the sprite."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
SPRITE = set(re.findall(r'<symbol id="i-([\w-]+)"', (ROOT / "static/icons.svg").read_text("utf-8")))
NAMED = re.compile(r"ui\.icon\('([\w-]+)'|\bicon=['\"]([\w-]+)['\"]")


def test_every_icon_is_in_the_sprite() -> None:
    used = {
        (path.name, name)
        for folder, kind in (("templates", "*.html"), ("app", "*.py"))
        for path in (ROOT / folder).rglob(kind)
        for names in NAMED.findall(path.read_text("utf-8"))
        for name in names
        if name
    }
    assert used
    assert sorted(one for one in used if one[1] not in SPRITE) == []
