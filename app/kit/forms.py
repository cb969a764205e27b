"""Forms: read, checked, and given back with what was typed and one message per field."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any, Generic, NoReturn, TypeVar, get_args, get_origin

from fastapi import Depends, Request, params
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, field_validator
from pydantic_core import PydanticCustomError
from starlette.datastructures import UploadFile

from app.kit.errors import Refused
from app.kit.words import Said, _

MOST_FIELDS = 3_000


def wrong(text: Said) -> NoReturn:
    """Raised inside a validator: this sentence is the message of the field."""
    raise PydanticCustomError("said", "{text}", {"text": text, "said": text})


class Form(BaseModel):
    """A form as sent by a browser. Texts are trimmed, at most 2,000 characters unless it says more."""

    model_config = ConfigDict(extra="ignore", str_strip_whitespace=True, str_max_length=2000)

    @field_validator("*", mode="before")
    @classmethod
    def _no_control_characters(cls, value: Any) -> Any:
        if isinstance(value, str) and any(
            unicodedata.category(c) == "Cc" and c not in "\r\n\t" for c in value
        ):
            wrong(_("Remove the invisible characters from this field."))
        return value


def _day(value: Any) -> Any:
    """Accepts 2026-11-23 and 23.11.2026."""
    if isinstance(value, str):
        text = value.strip()
        if m := re.fullmatch(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})\.?", text):
            text = f"{m[3]}-{int(m[2]):02}-{int(m[1]):02}"
        try:
            found = date.fromisoformat(text)
        except ValueError:
            wrong(_("Write a date that exists, for example 23.11.2026."))
        if not 1900 <= found.year <= 2100:
            wrong(_("Check the year."))
        return found
    return value


def _decimal(value: Any) -> Any:
    """Accepts 7,5 and 1 234,50."""
    if isinstance(value, str):
        try:
            found = Decimal(re.sub(r"[\s\u00a0\u202f]", "", value).replace(",", "."))
        except InvalidOperation:
            wrong(_("Write a number, for example 7,5."))
        if not found.is_finite() or abs(found) >= 10**9:
            wrong(_("Write a number, for example 7,5."))
        return found
    return value


def _whole(value: Any) -> Any:
    if isinstance(value, str):
        text = re.sub(r"[\s\u00a0\u202f]", "", value)
        if not re.fullmatch(r"-?\d{1,9}", text):
            wrong(_("Write a whole number."))
        return int(text)
    return value


Day = Annotated[date, BeforeValidator(_day)]
Number = Annotated[Decimal, BeforeValidator(_decimal)]
Whole = Annotated[int, BeforeValidator(_whole)]

MESSAGES: dict[str, Callable[[dict[str, Any]], Said]] = {
    "missing": lambda c: _("Fill in this field."),
    "string_too_long": lambda c: _("At most {n} characters.", n=c["max_length"]),
    "string_too_short": lambda c: _("At least {n} characters.", n=c["min_length"]),
    "too_short": lambda c: _("Choose at least one."),
    "greater_than_equal": lambda c: _("At least {n}.", n=c["ge"]),
    "greater_than": lambda c: _("More than {n}.", n=c["gt"]),
    "less_than_equal": lambda c: _("At most {n}.", n=c["le"]),
    "less_than": lambda c: _("Less than {n}.", n=c["lt"]),
    "enum": lambda c: _("Choose one from the list."),
    "literal_error": lambda c: _("Choose one from the list."),
    "string_pattern_mismatch": lambda c: _("Check how this is written."),
}

F = TypeVar("F", bound=BaseModel)
R = TypeVar("R")


@dataclass
class Sent(Generic[F]):
    """What came: `.data` when clean, otherwise `.raw` and `.errors` by field ('' is the whole form)."""

    form: type[F]
    raw: dict[str, list[str]] = field(default_factory=dict)
    files: dict[str, UploadFile] = field(default_factory=dict)
    uploads: dict[str, list[UploadFile]] = field(default_factory=dict)  # all of a field that takes several
    errors: dict[str, Said] = field(default_factory=dict)
    clean: F | None = None

    @property
    def data(self) -> F:
        """The checked form; only when there are no errors."""
        if self.clean is None:
            raise RuntimeError("the form has errors")
        return self.clean

    def value(self, name: str) -> str:
        """What was typed, or the value the form was opened with."""
        values = self.raw.get(name)
        return values[-1] if values else ""

    def values(self, name: str) -> list[str]:
        """All values of a field that may repeat."""
        return self.raw.get(name, [])

    def error(self, name: str) -> Said | None:
        """The message of one field."""
        return self.errors.get(name)

    def refuse(self, name: str, text: Said) -> None:
        """Adds a message found after the form itself was clean."""
        self.errors.setdefault(name, text)

    def overtaken(self, **versions: int) -> bool:
        """Whether somebody saved meanwhile: a version sent is not the thing's. Saving again is then meant."""
        changed = any(getattr(self.data, name) != version for name, version in versions.items())
        if changed:
            self.refuse("", _("Somebody changed these data meanwhile. Check them and save again."))
            self.raw |= {name: [str(version)] for name, version in versions.items()}
        return changed

    def attempt(self, deed: Callable[[], R], field: str = "") -> R | None:
        """Does it; a refusal becomes a message of the form, so that what was typed is kept."""
        try:
            return deed()
        except Refused as refused:
            for reason in refused.reasons:
                self.refuse(field, reason.text)
            return None


def _is_list(annotation: Any) -> bool:
    if get_origin(annotation) is Annotated:
        return _is_list(get_args(annotation)[0])
    return get_origin(annotation) in (list, set, tuple)


def check(form: type[F], raw: Mapping[str, list[str]], files: Mapping[str, UploadFile]) -> Sent[F]:
    """Checks raw values; an empty field counts as not sent, so its default applies."""
    sent_form = Sent(form, dict(raw), dict(files))
    values: dict[str, Any] = {}
    for name, about in form.model_fields.items():
        given = [v for v in raw.get(name, []) if v.strip()]
        if name in files:
            values[name] = files[name]
        elif given:
            values[name] = given if _is_list(about.annotation) else given[-1]
    try:
        sent_form.clean = form.model_validate(values)
    except ValidationError as found:
        for error in found.errors():
            where = str(error["loc"][0]) if error["loc"] else ""
            context = error.get("ctx", {})
            if error["type"] == "said":
                text = context["said"]
            else:
                message = MESSAGES.get(error["type"])
                text = message(context) if message else _("Check this field.")
            sent_form.errors.setdefault(where, text)
    return sent_form


def sent(form: type[F], most_files: int = 5) -> params.Depends:
    """The dependency that reads and checks `form`; it never raises."""

    async def read(request: Request) -> AsyncIterator[Sent[F]]:
        async with request.form(max_files=most_files, max_fields=MOST_FIELDS) as received:
            raw: dict[str, list[str]] = {}
            files: dict[str, UploadFile] = {}
            uploads: dict[str, list[UploadFile]] = {}
            for name, value in received.multi_items():
                if isinstance(value, str):
                    raw.setdefault(name, []).append(value)
                elif value.filename:
                    files[name] = value
                    uploads.setdefault(name, []).append(value)
            found = check(form, raw, files)
            found.uploads = uploads
            yield found

    dependency: params.Depends = Depends(read)
    return dependency


def blank(form: type[F], /, **initial: Any) -> Sent[F]:
    """A form to show: nothing typed yet, or with the values of what is edited."""

    def text(value: Any) -> list[str]:
        if value is None:
            return []
        if isinstance(value, list | tuple | set):
            return [str(v) for v in value]
        if isinstance(value, Decimal):
            return [f"{value.normalize():f}".replace(".", ",")]
        return ["1" if value is True else "" if value is False else str(getattr(value, "value", value))]

    return Sent(form, {name: text(value) for name, value in initial.items()})
