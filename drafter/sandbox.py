"""Jinja with the doors closed: what a template may do, and how much of it.

A template is data from a colleague: it may print, choose and repeat, and nothing else. It
opens no file but another template, calls nothing but macros and blocks, and runs out of
steps when it would not end.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from decimal import Decimal
from gettext import gettext as _
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import (
    Environment,
    FileSystemLoader,
    StrictUndefined,
    TemplateError,
    TemplateSyntaxError,
    Undefined,
    UndefinedError,
    nodes,
    pass_eval_context,
)
from jinja2.bccache import BytecodeCache
from jinja2.compiler import CodeGenerator, Frame
from jinja2.exceptions import SecurityError
from jinja2.filters import FILTERS, do_join
from jinja2.runtime import BlockReference, Context, LoopContext, Macro
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.tests import TESTS
from jinja2.visitor import NodeTransformer

from drafter.remembered import Remembered
from drafter.richtext import escape

_MAX_STEPS = 100_000  # a letter takes some hundreds
MOST_CHARACTERS = 5_000_000
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
# Before a line of a template's own text; before what it prints, with the name of that.
MARK = "\ue000([^\ue001:]*):([0-9]+)(=[\\w.]*)?\ue001"


class _Code(CodeGenerator):
    """Templates as Python code: what is printed, and each block, in one call of the sandbox.

    The code ends with the names that each block `uses`.
    """

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:  # noqa: N802
        """Jinja's code, and after it the names."""
        super().visit_Template(node, frame)
        uses = {block.name: _used(block) for block in node.find_all(nodes.Block)}
        self.writeline(f"uses = {uses!r}")

    def _output_child_pre(self, _node: nodes.Expr, _frame: Frame, _finalize: Any) -> None:
        self.write("environment.written(")

    def _output_child_post(self, _node: nodes.Expr, _frame: Frame, _finalize: Any) -> None:
        self.write(")")

    def visit_Block(self, node: nodes.Block, frame: Frame) -> None:  # noqa: N802
        """Join what a block writes, so that its pieces need not go through all outer blocks."""
        if frame.toplevel and self.has_known_extends:
            return
        if frame.buffer is not None or node.required or (frame.toplevel and self.extends_so_far):
            super().visit_Block(node, frame)
            return
        if node.scoped:
            block = f"context.blocks[{node.name!r}][0]({self.derive_context(frame)})"
            self.writeline(f"yield environment.joined({block})", node)
        else:
            context = self.get_context_ref()
            self.writeline(f"yield environment.block({node.name!r}, {context})", node)


class _Written(NamedTuple):
    """What a block wrote and what that cost; `values` are kept, as they are known by identity."""

    text: str
    steps: int
    characters: int
    values: tuple[Any, ...]


# What no two documents share: a block that uses it is written anew.
_OF_ONE = frozenset(["letter", "paper", "occasion"])
# What makes a block depend on more than the names in it.
_ELSEWHERE = (
    *(nodes.Block, nodes.Call, nodes.CallBlock, nodes.Macro),
    *(nodes.Include, nodes.Import, nodes.FromImport),
)


def _used(block: nodes.Block) -> tuple[str, ...] | None:
    """The names on which all depends that a block writes; None when it is not for many."""
    names = {name.name for name in block.find_all(nodes.Name)}
    is_of_one = not names.isdisjoint(_OF_ONE) or any(True for _ in block.find_all(_ELSEWHERE))
    return None if is_of_one else tuple(sorted(names))


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja with the doors closed: no globals, few filters, counted steps."""

    code_generator_class = _Code
    intercepted_binops = frozenset(["*", "**", "%"])

    def __init__(
        self,
        folders: Iterable[Path],
        traced: bool = False,
        compiled: BytecodeCache | None = None,
    ) -> None:
        super().__init__(
            loader=_Loader([str(folder) for folder in folders], encoding="utf-8-sig"),
            autoescape=True,
            optimized=False,  # templates have no constants to work out beforehand
            undefined=StrictUndefined,
            finalize=self.printed,
            cache_size=50,
            auto_reload=traced,
            bytecode_cache=compiled,
        )
        self.start()
        self._written: Remembered[tuple[Any, ...], _Written] = Remembered(64)
        self.traced = traced
        self.globals.clear()
        self.filters = {name: FILTERS[name] for name in _FILTERS}
        self.filters |= {"join": _joined, "_counted": self.counted, **_NUMBERS}
        self.tests = {name: TESTS[name] for name in _TESTS}

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree: nodes.Template = _Limits().visit(super()._parse(source, name, filename))
        if self.traced:
            tree = _Marks(str(name)).visit(tree)
        _walk_once(tree)
        return tree

    def start(self) -> None:
        """Begin a new account of what a template may use."""
        self.steps = self.characters = 0
        self.deadline = time.monotonic() + _MAX_SECONDS

    def printed(self, value: Any) -> Any:
        """What is printed, paid for in characters."""
        text = value if isinstance(value, str) else _present(value)
        self.characters += len(text)
        if self.characters > MOST_CHARACTERS:
            bound(self.characters)
        return text

    def written(self, value: Any) -> str:
        """What is printed, as markup."""
        text = self.printed(value)
        if type(text) is str or not hasattr(text, "__html__"):
            return escape(text)
        return str(text.__html__())

    @staticmethod
    def joined(pieces: Iterable[str]) -> str:
        """The pieces of a text, as long as that can still be part of a document."""
        kept = []
        size = 0
        for piece in pieces:
            kept.append(piece)
            size += len(piece)
            if size > MOST_CHARACTERS:
                bound(size)
        return "".join(kept)

    def block(self, name: str, context: Context) -> str:
        """What a block writes, remembered by all that it uses, and paid for each time."""
        write = context.blocks[name][0]
        names = write.__globals__["uses"][name]
        if names is None:
            return self.joined(write(context))
        values = tuple([context.resolve_or_missing(used) for used in names])
        key = (write, *[value if type(value) is str else id(value) for value in values])
        known = self._written[key]
        if known is None:
            before = self.steps, self.characters
            text = self.joined(write(context))
            cost = self.steps - before[0], self.characters - before[1]
            self._written[key] = _Written(text, *cost, values)
            return text
        self.step(known.steps)
        self.characters += known.characters
        bound(self.characters)
        return known.text

    def counted(self, values: Iterable[Any]) -> list[Any]:
        """The items of a loop, paid for in steps."""
        items = list(values)
        self.step(len(items) + 1)
        return items

    def step(self, count: int) -> None:
        """Pay for this many steps; stop when there is nothing left, or no time."""
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

    def getattr(self, obj: Any, attribute: str) -> Any:
        """As Jinja does; what `is_safe_attribute` never refuses is there in one step."""
        if attribute[:1] != "_" and not isinstance(obj, str):
            try:
                return getattr(obj, attribute)
            except AttributeError:
                pass
        return super().getattr(obj, attribute)

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


class NotUtf8(TemplateError):
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
            raise NotUtf8(file, error.object[: error.start].count(b"\n") + 1) from None


class NoText(TemplateError):
    """Something is printed that is no text."""


def _present(value: Any) -> str:
    """What is printed: a text or a number; a field that is left out would print a hole."""
    if value is None:
        raise UndefinedError(_("this field is not filled in"))
    if isinstance(value, bool) or not isinstance(value, str | int | Undefined):
        raise NoText(_("a group or a list of fields is no text"))
    return value if isinstance(value, str) else str(value)


@pass_eval_context
def _joined(context: nodes.EvalContext, values: Iterable[Any], separator: str = "") -> Any:
    """Texts joined, as long as the whole can still be part of a document."""
    texts = [_present(value) for value in values]
    bound(sum(map(len, texts)) + len(separator) * len(texts))
    return do_join(context, texts, separator)


def _numeric(name: str) -> Callable[[Any], str]:
    """A filter that writes a number as Dutch does; see the function of this name."""

    def write(value: Any) -> str:
        from drafter.dutch import numbers  # few templates print one

        typed = str(value).strip().replace(",", ".")
        if not re.fullmatch(r"-?\d{1,15}(?:\.\d{1,6})?", typed):
            raise ValueError(_("'{value}' is not a number").format(value=str(value)[:40]))
        number = Decimal(typed) if "." in typed else int(typed)
        written: str = getattr(numbers, name)(number)
        return written

    return write


_NUMBERS = {
    "number": _numeric("format_number"),
    "number_in_words": _numeric("number_word"),
    "ordinal": _numeric("ordinal"),
    "large_number": _numeric("format_large"),
    "money": _numeric("format_money"),
    "money_in_words": _numeric("format_money_in_words"),
    "percentage": _numeric("format_percentage"),
    "percentage_in_words": _numeric("format_percentage_in_words"),
}


def bound(size: int) -> None:
    """Refuse a text of this many characters, when no document could hold it."""
    if size > MOST_CHARACTERS:
        raise SecurityError(_("the template makes more text than a document can hold"))


def _walk_once(tree: nodes.Template) -> None:
    """Spare Jinja going through a whole finished template for each thing that it looks for."""
    parts = list(tree.find_all(nodes.Node))

    def find_all(kind: Any) -> list[Any]:
        return [part for part in parts if isinstance(part, kind)]

    tree.find_all = find_all  # type: ignore[method-assign,assignment]


class _Limits(NodeTransformer):
    """Makes loops pay for their steps and joined texts for their length; hides our own filters."""

    def _as_it_is(self, node: nodes.Node) -> nodes.Node:
        return node

    visit_TemplateData = visit_Name = visit_Const = _as_it_is  # noqa: N815 - nothing is in them

    def visit_For(self, node: nodes.For) -> nodes.For:  # noqa: N802 - Jinja's naming
        self.generic_visit(node)
        node.iter = _filtered(node.iter, "_counted")
        return node

    def visit_Filter(self, node: nodes.Filter) -> nodes.Filter:  # noqa: N802
        if node.name.startswith("_"):
            raise TemplateSyntaxError(f"No filter named {node.name!r}.", node.lineno)
        self.generic_visit(node)
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


class _Marks(NodeTransformer):
    """Writes its line number before each line of a template's own text, and what it prints."""

    def __init__(self, name: str) -> None:
        self._name = name

    def visit_Output(self, node: nodes.Output) -> nodes.Output:  # noqa: N802
        parts: list[nodes.Expr] = []
        for part in node.nodes:
            if not isinstance(part, nodes.TemplateData):
                mark = self._mark(part.lineno, f"={_dotted(part)}")
                parts.append(nodes.TemplateData(mark, lineno=part.lineno))
            parts.append(self.visit(part))
        return nodes.Output(parts, lineno=node.lineno)

    def visit_TemplateData(self, node: nodes.TemplateData) -> nodes.TemplateData:  # noqa: N802
        lines = node.data.split("\n")
        marked = (self._mark(node.lineno + i) + line for i, line in enumerate(lines))
        return nodes.TemplateData("\n".join(marked), lineno=node.lineno)

    def _mark(self, line: int, what: str = "") -> str:
        return f"\ue000{self._name}:{line}{what}\ue001"


def _dotted(node: Any) -> str:
    """The name of what is printed, such as `addressee.salutation`; "" for all but a name."""
    if isinstance(node, nodes.Getattr) and (before := _dotted(node.node)):
        return f"{before}.{node.attr}"
    return node.name if isinstance(node, nodes.Name) else ""
