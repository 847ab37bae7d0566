"""The list of checks, and that each says what it is about."""

from __future__ import annotations

import inspect
import pkgutil
import sys

import pytest

from drafter import checks

MODULES = [name for _loader, name, _package in pkgutil.iter_modules(checks.__path__)]
NO_CHECK = {"subject", "traits"}


def test_every_check_is_listed() -> None:
    listed = {check.__module__.rpartition(".")[2] for check in checks.every()}
    assert len(listed) >= 2
    assert listed == set(MODULES) - NO_CHECK


@pytest.mark.parametrize("check", checks.every(), ids=lambda check: check.__module__)
def test_a_check_yields_and_shows_what_passes_and_what_fails(check: object) -> None:
    assert inspect.isgeneratorfunction(check)
    text = sys.modules[check.__module__].__doc__ or ""
    assert "\nPASS  " in text
    assert "\nFAIL  " in text
