"""DER of what asn1crypto holds, in one pass.

Its own `dump` takes a length whose last byte is 0x80 for an indefinite one and then writes everything inside
anew, twice on each level: about one PDF in ten took ten seconds to sign.
"""

from __future__ import annotations

from typing import Any

from asn1crypto import core, parser


def encoded(value: Any) -> bytes:
    """The same bytes as `value.dump()`."""
    if isinstance(value, core.Choice):
        return _tagged(encoded(value.chosen), value.explicit)
    children = getattr(value, "children", None)
    if children is None:
        return _whole(value)
    parts = [
        b"".join(child[3:6]) if isinstance(child, tuple) else _unless_default(value, index, child)
        for index, child in enumerate(children)
    ]
    contents = b"".join(sorted(parts) if isinstance(value, core.SetOf) else parts)
    made: bytes = parser.emit(value.class_, value.method, value.tag, contents)
    return _tagged(made, value.explicit)


def _whole(value: Any) -> bytes:
    """As it was read, or a plain value."""
    if isinstance(value, core.Sequence | core.SequenceOf) and value._header:  # noqa: SLF001 - nowhere else
        return bytes(value._header + value.contents + value._trailer)  # noqa: SLF001
    made: bytes = value.dump()
    return made


def _unless_default(holder: Any, index: int, child: Any) -> bytes:
    made = encoded(child)
    if isinstance(holder, core.Sequence):
        _name, kind, options = (*holder._fields[index], {})[:3]
        if "default" in options and kind(**options).dump() == made:
            return b""
    return made


def _tagged(made: bytes, explicit: Any) -> bytes:
    for class_, tag in explicit or ():
        made = parser.emit(class_, 1, tag, made)
    return made
