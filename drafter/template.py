"""Model + template → markup; what goes wrong in a template, at its line and in words."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from gettext import gettext as _
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from jinja2 import TemplateError, TemplateNotFound, TemplateSyntaxError, UndefinedError
from jinja2.exceptions import SecurityError

from drafter import compiled, sandbox
from drafter.problems import DrafterError, Place, Problem, nearest
from drafter.sandbox import MARK, NoText, NotUtf8, Sandbox


class Traced(NamedTuple):
    """A piece of markup, and the line of the template that it is of, or that prints it.

    `printed` is what is printed there, as `addressee.salutation`, or "" when that is no name.
    """

    markup: str
    template: str
    line: int
    printed: str | None


class Templates:
    """The templates of a workspace and those that come with drafter, in that order."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._environment = Sandbox(self._folders, compiled=compiled.of_user(sandbox))

    def names(self, folder: str) -> list[str]:
        """The templates that a document can be made with; base.html only serves others."""
        found = {path.stem for root in self._folders for path in root.glob(f"{folder}/*.html")}
        return sorted(found - {"base", "blocks"})

    def render(self, name: str, values: Mapping[str, object]) -> str:
        """The markup that template `name` makes of `values`.

        Raises `DrafterError` naming template, line and cause.
        """
        return self._run(self._environment, name, values)

    def place(self, name: str, values: Mapping[str, object], line: int, column: int) -> Place:
        """The line of the template that made this line of the markup.

        Renders once more with each line of the template marked; only errors pay for it.
        """
        template, source_line = name, 1
        position = (1, 1)
        for piece in self.traced(name, values):
            template, source_line = piece.template, piece.line
            position = _advance(position, piece.markup)
            if position > (line, column):
                break
        return self.line(template, source_line)

    def traced(self, name: str, values: Mapping[str, object]) -> list[Traced]:
        """The markup that `render` makes, in pieces that know where they came from."""
        marked = self._run(Sandbox(self._folders, traced=True), name, values)
        _nothing, *found = re.split(MARK, marked)
        pieces = zip(found[::4], found[1::4], found[2::4], found[3::4], strict=True)
        return [
            Traced(markup, template, int(line), printed[1:] if printed else None)
            for template, line, printed, markup in pieces
        ]

    def _run(self, environment: Sandbox, name: str, values: Mapping[str, object]) -> str:
        environment.start()
        try:
            template = environment.get_template(name)
            return environment.joined(template.generate(values))
        except _FAILURES as error:
            raise DrafterError([self._problem(name, error)]) from error

    def line(self, name: str, line: int) -> Place:
        """A line of a template as a place."""
        try:
            source, filename, _fresh = self._source(name)
        except (TemplateNotFound, NotUtf8):
            return Place(name)
        lines = source.splitlines()
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        return Place(filename or name, line, len(text) - len(text.lstrip()) + 1, text)

    def _source(self, name: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text and the file of a template."""
        assert self._environment.loader is not None
        return self._environment.loader.get_source(self._environment, name)

    def _problem(self, name: str, error: Exception) -> Problem:
        """A Jinja error as a problem at its line of the template."""
        explain = next(words for kind, words in _ERRORS.items() if isinstance(error, kind))
        message, hint = explain(error)
        return Problem(self._place(name, error), "template", message, hint)

    def _place(self, name: str, error: Exception) -> Place:
        if isinstance(error, TemplateSyntaxError):
            return self.line(error.name or name, error.lineno)
        if isinstance(error, NotUtf8):
            return Place(error.file, error.line, 1)
        from traceback import walk_tb  # only a template with an error waits for it

        files = {
            self._filename(known): known
            for known in self._environment.list_templates(extensions=["html"])
        }
        for frame, line in reversed(list(walk_tb(error.__traceback__))):
            if frame.f_code.co_filename in files:
                return self.line(files[frame.f_code.co_filename], line)
        return self.line(name, 1)

    def _filename(self, name: str) -> str | None:
        try:
            return self._source(name)[1]
        except NotUtf8:
            return None


def _advance(position: tuple[int, int], text: str) -> tuple[int, int]:
    line, column = position
    breaks = text.count("\n")
    return (line + breaks, len(text) - text.rfind("\n")) if breaks else (line, column + len(text))


# ── What went wrong, in words ─────────────────────────────────────────────────


def _not_found(error: Exception) -> tuple[str, str]:
    message = _("there is no template '{name}'").format(name=getattr(error, "name", error))
    return message, _("look in the folder templates/")


def _syntax(error: Exception) -> tuple[str, str]:
    message = _("the template cannot be read: {cause}").format(
        cause=getattr(error, "message", error)
    )
    return message, _("check the {% … %} and {{ … }} on this line")


_KNOWN = ("letter", "paper", "organisation", "addressee", "minister", "occasion")
_NO_FIELD = r"'(?:[\w.]*\.)?View(?: object)?' has no attribute '(\w+)'"


def _undefined(error: Exception) -> tuple[str, str]:
    cause = str(error.args[0] if error.args else error)
    if match := re.search(_NO_FIELD, cause):
        message = _("the template asks for a field '{name}', which does not exist")
        return message.format(name=match.group(1)), _("check the spelling of the field")
    if match := re.fullmatch(r"'(\w+)' is undefined", cause):
        near = nearest(match.group(1), _KNOWN)
        message = _("the template asks for '{name}', which does not exist")
        hint = _("did you mean '{near}'?").format(near=near) if near else _("check the spelling")
        return message.format(name=match.group(1)), hint
    return (
        _("the template prints a field that this input leaves out ({cause})").format(cause=cause),
        _("put {% if … %} and {% endif %} around it"),
    )


def _forbidden(error: Exception) -> tuple[str, str]:
    message = _("the template does something that is not allowed: {cause}").format(cause=error)
    return message, _("a template can print, choose and repeat fields; nothing else")


def _endless(_error: Exception) -> tuple[str, str]:
    return _("the template calls itself without end"), _("remove the call")


def _not_utf8(_error: Exception) -> tuple[str, str]:
    message = _("this line holds characters that are not UTF-8")
    return message, _("save the file as UTF-8 (in Notepad: Save as, Encoding)")


def _group(_error: Exception) -> tuple[str, str]:
    message = _("the template prints a group or a list of fields, and not a text")
    return message, _("print one of its fields, such as {{ ask.question }}")


def _failed(error: Exception) -> tuple[str, str]:
    return _("the template cannot be carried out: {cause}").format(cause=error), ""


# In this order: Jinja's syntax and security errors are also template errors.
_ERRORS: Mapping[type[Exception], Callable[[Exception], tuple[str, str]]] = MappingProxyType(
    {
        TemplateNotFound: _not_found,
        TemplateSyntaxError: _syntax,
        SecurityError: _forbidden,
        UndefinedError: _undefined,
        NoText: _group,
        NotUtf8: _not_utf8,
        RecursionError: _endless,
        Exception: _failed,
    }
)

# What a template can make Python raise.
_FAILURES = (
    TemplateError,
    RecursionError,
    TypeError,
    ValueError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    SyntaxError,
)
