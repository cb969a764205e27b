"""People's and companies' names: order, search, initials and Latvian cases."""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

# Letters of their own in Latvian: they follow the plain letter and everything that starts with it.
_OWN = dict(zip("čģķļņŗšž", "cgklnrsz", strict=True))
# Letters that no normal form takes apart.
_WHOLE = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i"})
_AFTER = "~"  # sorts behind every letter and digit of ASCII
_LEVEL = "\x01"  # sorts before everything else; PostgreSQL stores no zero byte


def sort_key(text: str) -> str:
    """A key whose plain byte order is the Latvian order: letters first, long vowels and marks after.

    Order the column by it in collation C, and by the id after it.
    """
    letters: list[str] = []
    marks: list[str] = []
    for char in unicodedata.normalize("NFC", text.strip()).casefold().translate(_WHOLE):
        if char in _OWN:
            letters.append(_OWN[char] + _AFTER)
            marks.append("0")
        elif char == "y":
            letters.append("i")
            marks.append("2")
        elif char.isalnum():
            plain = unicodedata.normalize("NFD", char)[0]
            letters.append(plain)
            marks.append("0" if plain == char else "1")
        elif char in " -\u00a0\u2013":
            letters.append(" ")
            marks.append("0")
    return "".join(letters) + _LEVEL + "".join(marks)


def search_key(text: str) -> str:
    """Words in small plain letters, one space between; holds nothing that LIKE would read as a sign."""
    return " ".join(search_words(text))


def search_words(text: str) -> list[str]:
    """The words of a query, folded the way search_key folds the words it is matched against."""
    folded = unicodedata.normalize("NFKD", text.casefold()).translate(_WHOLE)
    bare = "".join(char for char in folded if not unicodedata.combining(char))
    return re.findall(r"[^\W_]+", bare)


# Companies

_FORMS = frozenset(
    (
        *(
            "sia",
            "as",
            "ik",
            "zs",
            "z s",
            "a s",
            "i k",
            "ks",
            "ps",
            "bdr",
            "nod",
            "vsia",
            "psia",
            "vas",
            "pas",
        ),
        *("sabiedriba ar ierobezotu atbildibu", "akciju sabiedriba", "individualais komersants"),
        *("zemnieku saimniecibas", "zemnieku saimnieciba", "zvejnieku saimnieciba", "individualais uznemums"),
        *("komanditsabiedriba", "pilnsabiedriba", "biedriba", "nodibinajums", "kooperativa sabiedriba"),
        *("valsts sia", "valsts akciju sabiedriba", "valsts sabiedriba ar ierobezotu atbildibu"),
        *("pasvaldibas sia", "iu", "lpks", "ltd", "gmbh", "uab"),
    )
)
_QUOTES = dict.fromkeys(map(ord, "\"'„“”‟«»‚\u2018‹›"), " ")  # not \u2019: it is the apostrophe of McDonald’s
_LONGEST = max(len(form.split()) for form in _FORMS)


def bare_company(name: str) -> str:
    """The name without its legal form and quotes, for people to read and for sort_key."""
    unquoted = name.translate(_QUOTES)
    words = unquoted.replace(",", " ").split()
    start, end = _form_length(words), len(words) - _form_length(words[::-1], backwards=True)
    return " ".join(words[start:end] if start < end else words)


def _form_length(words: list[str], *, backwards: bool = False) -> int:
    """How many of the first words are a legal form; all words of the name are never one."""
    for count in range(min(_LONGEST, len(words) - 1), 0, -1):
        part = words[:count][::-1] if backwards else words[:count]
        if search_key(" ".join(part)) in _FORMS:
            return count
    return 0


def company_key(name: str) -> str:
    """Equal for one company written in different ways: SIA „Ozols”, Ozols SIA, "OZOLS"."""
    return search_key(bare_company(name))


# People


class Name(NamedTuple):
    first: str
    last: str


class Cases(NamedTuple):
    """First and last name together in the cases that documents need."""

    genitive: str
    dative: str
    accusative: str


def split_name(full: str) -> Name:
    """First and last name out of one field. "Ozols, Jānis" is turned; "van der Berg" stays whole."""
    if "," in full:
        last, _, first = full.partition(",")
        return Name(" ".join(first.split()), " ".join(last.split()))
    words = full.split()
    if len(words) < 2:
        return Name("".join(words), "")
    cut = next((n for n, word in enumerate(words) if n and word[0].islower()), len(words) - 1)
    return Name(" ".join(words[:cut]), " ".join(words[cut:]))


def initials(name: str) -> str:
    """The first letters of the first and the last word."""
    words = re.findall(r"[^\W_]\S*", name)
    ends = words if len(words) < 2 else [words[0], words[-1]]
    return "".join(word[0].upper() for word in ends)


def cases(first: str, last: str, feminine: bool) -> Cases:
    """A suggestion for a person to approve: the nominative stays the rule in documents."""
    told = (_name_cases(first, feminine, given=True), _name_cases(last, feminine, given=False))
    return Cases(*(" ".join(part for part in parts if part) for parts in zip(*told, strict=True)))


def _name_cases(name: str, feminine: bool, *, given: bool) -> Cases:
    """Each part of a double name is declined by itself."""
    parts = re.split(r"([\s-]+)", name.strip())
    told = [_feminine(part) if feminine else _masculine(part, given=given) for part in parts]
    return Cases(*("".join(forms) for forms in zip(*told, strict=True)))


def _feminine(word: str) -> Cases:
    stem, ending = word[:-1], word[-1:].lower()
    match ending:
        case "a":
            return Cases(stem + "as", stem + "ai", stem + "u")
        case "e":
            return Cases(stem + "es", stem + "ei", stem + "i")
        case "ā":
            return Cases(stem + "ās", stem + ("ai" if stem.endswith("ēj") else "ajai"), stem + "o")
    return Cases(word, word, word)


# Endings of the masculine nominative, longest first, with genitive, dative and accusative.
_MASCULINE = (
    ("ējais", "ējā", "ējam", "ējo"),
    ("ais", "ā", "ajam", "o"),
    ("us", "us", "um", "u"),
    ("s", "a", "am", "u"),
    ("š", "a", "am", "u"),
    ("a", "as", "am", "u"),
    ("e", "es", "em", "i"),
)


def _masculine(word: str, *, given: bool) -> Cases:
    small = word.lower()
    if small.endswith("is") and not small.endswith("ais") and len(word) > 3:
        stem = word[:-2]
        hard = given and small[-3] in "td" and _syllables(small) == 2
        return Cases((stem if hard else _softened(stem)) + "a", stem + "im", stem + "i")
    for ending, *others in _MASCULINE:
        if small.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)]
            return Cases(*(stem + other for other in others))
    return Cases(word, word, word)


# How the last consonants of a stem soften before the genitive ending, longest first.
_SOFT = (
    *(("ll", "ļļ"), ("nn", "ņņ"), ("ln", "ļņ"), ("sn", "šņ"), ("zn", "žņ"), ("sl", "šļ"), ("zl", "žļ")),
    *(("dz", "dž"), ("b", "bj"), ("p", "pj"), ("m", "mj"), ("v", "vj"), ("d", "ž"), ("t", "š")),
    *(("c", "č"), ("s", "š"), ("z", "ž"), ("n", "ņ"), ("l", "ļ")),
)


def _softened(stem: str) -> str:
    for hard, soft in _SOFT:
        if stem.endswith(hard):
            return stem[: -len(hard)] + soft
    return stem


def _syllables(word: str) -> int:
    return len(re.findall("[aāeēiīoōuū]+", word))
