"""Model + template → markup, in a sandbox.

A template is data from a colleague: it may print, choose and repeat, and nothing else.
It opens no file but another template, calls nothing but macros and blocks, and runs out
of steps when it would not end.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from gettext import gettext as _
from pathlib import Path
from traceback import walk_tb
from types import MappingProxyType
from typing import Any

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_eval_context,
)
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_join
from jinja2.runtime import BlockReference, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

from drafter.fields import View
from drafter.problems import DrafterError, Place, Problem, nearest

_MAX_STEPS = 100_000  # a letter takes some hundreds
_MAX_CHARACTERS = 5_000_000
_MAX_NUMBER = 1_000_000_000
_MAX_SECONDS = 10  # a letter takes some thousandths
_FILTERS = ("default", "first", "last", "length", "list", "reverse", "select", "trim")
_TESTS = (
    "defined",
    "undefined",
    "none",
    "divisibleby",
    "even",
    "odd",
    "eq",
    "ne",
    "gt",
    "lt",
    "in",
)
_MARK = re.compile("\ue000([^\ue001]*):([0-9]+)\ue001")


class Templates:
    """The templates of a workspace and those that come with drafter, in that order."""

    def __init__(self, folders: Iterable[Path]) -> None:
        self._folders = tuple(folders)
        self._environment = _Environment(self._folders)

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
        traced = self._run(_Environment(self._folders, traced=True), name, values)
        template, source_line = name, 1
        position = (1, 1)
        for piece in re.split("(\ue000[^\ue001]*\ue001)", traced):
            if mark := _MARK.fullmatch(piece):
                template, source_line = mark.group(1), int(mark.group(2))
                continue
            position = _advance(position, piece)
            if position > (line, column):
                break
        return self._environment.line(template, source_line)

    def _run(self, environment: _Environment, name: str, values: Mapping[str, object]) -> str:
        environment.start()
        try:
            template = environment.get_template(name)
            pieces = []
            size = 0
            for piece in template.generate(values):
                pieces.append(piece)
                size += len(piece)
                _bound(size)
            return "".join(pieces)
        except _FAILURES as error:
            raise DrafterError([environment.problem(name, error)]) from error


def _advance(position: tuple[int, int], text: str) -> tuple[int, int]:
    line, column = position
    breaks = text.count("\n")
    return (line + breaks, len(text) - text.rfind("\n")) if breaks else (line, column + len(text))


# ── The sandbox ───────────────────────────────────────────────────────────────


class _Environment(ImmutableSandboxedEnvironment):
    """Jinja with the doors closed: no globals, few filters, counted steps."""

    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(self, folders: Iterable[Path], traced: bool = False) -> None:
        super().__init__(
            loader=_Loader([str(folder) for folder in folders], encoding="utf-8-sig"),
            autoescape=True,
            undefined=StrictUndefined,
            finalize=self.printed,
            cache_size=50,
            auto_reload=traced,
        )
        self.start()
        self.traced = traced
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"join": _joined, "_counted": self.counted}
        self.tests = {name: TESTS[name] for name in _TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        _forbid_internals(tree)
        tree = _Limits().visit(tree)
        return _Marks(str(name)).visit(tree) if self.traced else tree  # type: ignore[no-any-return]

    def start(self) -> None:
        """Begin a new account of what a template may use."""
        self.steps = self.characters = 0
        self.deadline = time.monotonic() + _MAX_SECONDS

    def printed(self, value: Any) -> Any:
        """What is printed, paid for in characters."""
        text = _present(value)
        self.characters += len(text)
        _bound(self.characters)
        return text

    def counted(self, values: Iterable[Any]) -> list[Any]:
        """The items of a loop, paid for in steps."""
        items = list(values)
        self.step(len(items) + 1)
        return items

    def step(self, count: int) -> None:
        self.steps += count
        if self.steps > _MAX_STEPS:
            raise SecurityError(_("the template repeats itself without end"))
        if time.monotonic() > self.deadline:
            raise SecurityError(_("the template takes too long"))

    def call(self, __context: Any, __obj: Any, *args: Any, **kwargs: Any) -> Any:
        """Macros and blocks can be called, nothing else."""
        if not isinstance(__obj, Macro | BlockReference | LoopContext | Undefined):
            raise SecurityError(_("a template can call macros and blocks only"))
        self.step(1)
        return super().call(__context, __obj, *args, **kwargs)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Fields, and what loops and templates know of themselves."""
        return not attr.startswith("_") and not (isinstance(obj, str) and callable(value))

    def wrap_str_format(self, value: Any) -> None:
        """Leave `format` to `is_safe_attribute`, which refuses every method of a text."""

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Arithmetic on numbers only: on texts it could fill the memory."""
        if not (isinstance(left, int) and isinstance(right, int)) or operator == "**":
            raise SecurityError(_("a template can multiply numbers only"))
        if max(abs(left), abs(right)) > _MAX_NUMBER:
            raise SecurityError(_("the template makes numbers too large to print"))
        return super().call_binop(context, operator, left, right)

    def line(self, name: str, line: int) -> Place:
        """A line of a template as a place."""
        try:
            source, filename, _fresh = self.get_source(name)
        except (TemplateNotFound, _NotUtf8):
            return Place(name)
        lines = source.splitlines()
        text = lines[line - 1] if 0 < line <= len(lines) else ""
        return Place(filename or name, line, len(text) - len(text.lstrip()) + 1, text)

    def get_source(self, name: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        """The text and the file of a template."""
        assert self.loader is not None
        return self.loader.get_source(self, name)

    def problem(self, name: str, error: Exception) -> Problem:
        """A Jinja error as a problem at its line of the template."""
        for kind, explain in _ERRORS.items():
            if isinstance(error, kind):
                message, hint = explain(error)
                return Problem(self._place(name, error), "template", message, hint)
        raise error

    def _place(self, name: str, error: Exception) -> Place:
        if isinstance(error, TemplateSyntaxError):
            return self.line(error.name or name, error.lineno)
        if isinstance(error, _NotUtf8):
            return Place(error.file, error.line, 1)
        files = {self._filename(known): known for known in self.list_templates(extensions=["html"])}
        for frame, line in reversed(list(walk_tb(error.__traceback__))):
            if frame.f_code.co_filename in files:
                return self.line(files[frame.f_code.co_filename], line)
        return self.line(name, 1)

    def _filename(self, name: str) -> str | None:
        try:
            return self.get_source(name)[1]
        except _NotUtf8:
            return None


class _NotUtf8(TemplateError):
    """A template that is no UTF-8, and the first line where that shows."""

    def __init__(self, file: str, line: int) -> None:
        self.file, self.line = file, line
        super().__init__(file)


class _Loader(FileSystemLoader):
    """Reads templates from their folders."""

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str, Callable[[], bool]]:
        """The text and the file of a template."""
        try:
            return super().get_source(environment, template)
        except UnicodeDecodeError as error:
            folders = (Path(folder, template) for folder in self.searchpath)
            file = next(str(path) for path in folders if path.is_file())
            raise _NotUtf8(file, error.object[: error.start].count(b"\n") + 1) from None


class _NoText(TemplateError):
    """Something is printed that is no text."""


def _present(value: Any) -> str:
    """What is printed: a text or a number; a field that is left out would print a hole."""
    if value is None:
        raise UndefinedError(_("this field is not filled in"))
    if isinstance(value, bool) or not isinstance(value, str | int | Undefined):
        raise _NoText(_("a group or a list of fields is no text"))
    return value if isinstance(value, str) else str(value)


@pass_eval_context
def _joined(context: nodes.EvalContext, values: Iterable[Any], separator: str = "") -> Any:
    """Texts joined, as long as the whole can still be part of a document."""
    texts = [_present(value) for value in values]
    _bound(sum(map(len, texts)) + len(separator) * len(texts))
    return do_join(context, texts, separator)


def _bound(size: int) -> None:
    if size > _MAX_CHARACTERS:
        raise SecurityError(_("the template makes more text than a document can hold"))


class _Limits(NodeTransformer):
    """Makes every loop pay for its steps, and every joined text for its length."""

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's naming
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_counted")
        return node

    def visit_Concat(self, node: nodes.Concat) -> nodes.Node:  # noqa: N802
        self.generic_visit(node)
        return _filtered(nodes.List(node.nodes, lineno=node.lineno), "join")

    def visit_ScopedEvalContextModifier(  # noqa: N802
        self, node: nodes.ScopedEvalContextModifier
    ) -> nodes.Node:
        raise TemplateSyntaxError(_("a template cannot switch off escaping"), node.lineno)

    def visit_Add(self, node: nodes.Add) -> nodes.Node:  # noqa: N802
        raise TemplateSyntaxError(_("a template cannot add with +"), node.lineno)


def _filtered(node: Any, name: str) -> nodes.Filter:
    return nodes.Filter(node, name, [], [], None, None, lineno=node.lineno)


def _forbid_internals(tree: nodes.Template) -> None:
    for found in tree.find_all(nodes.Filter):
        if found.name.startswith("_"):
            raise TemplateSyntaxError(f"No filter named {found.name!r}.", found.lineno)


class _Marks(NodeTransformer):
    """Writes its line number before each line of a template's own text."""

    def __init__(self, name: str) -> None:
        self._name = name

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        lines = node.data.split("\n")
        marked = (
            f"\ue000{self._name}:{node.lineno + i}\ue001{line}" for i, line in enumerate(lines)
        )
        return nodes.TemplateData("\n".join(marked), lineno=node.lineno)


# ── What went wrong, in words ─────────────────────────────────────────────────


def _not_found(error: Exception) -> tuple[str, str]:
    message = _("there is no template '{name}'").format(name=getattr(error, "name", error))
    return message, _("look in the folder templates/")


def _syntax(error: Exception) -> tuple[str, str]:
    message = _("the template cannot be read: {cause}").format(
        cause=getattr(error, "message", error)
    )
    return message, _("check the {% … %} and {{ … }} on this line")


_NO_FIELD = re.compile(r"'(?:[\w.]*\.)?View(?: object)?' has no attribute '(\w+)'")


def _undefined(error: Exception) -> tuple[str, str]:
    cause = str(error.args[0] if error.args else error)
    if match := _NO_FIELD.search(cause):
        message = _("the template asks for a field '{name}', which does not exist")
        return message.format(name=match.group(1)), _("check the spelling of the field")
    if match := re.fullmatch(r"'(\w+)' is undefined", cause):
        near = nearest(match.group(1), ("letter", "paper", "organisation", "addressee", "meeting"))
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
        _NoText: _group,
        _NotUtf8: _not_utf8,
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

__all__ = ["Templates", "View"]
