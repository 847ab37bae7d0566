"""The documents that the tests of one run made, to be judged at its end."""

from __future__ import annotations

import hashlib
import os
import random
from dataclasses import dataclass, field
from pathlib import Path

import hypothesis
import pytest

from drafter import outputs

# At most so many of those that Hypothesis makes are judged: it can make thousands.
_OF_HYPOTHESIS = 500 if os.environ.get("CI") else 150
JUDGED = pytest.StashKey[str]()  # how many were judged, for the last line of the run


@dataclass
class Made:
    """The distinct documents that were made in this run.

    Those of Hypothesis are a sample in which each has the same chance: it can make thousands, and
    a judge takes a third of a second for one.
    """

    fixed: dict[str, bytes] = field(default_factory=dict)
    sampled: dict[str, bytes] = field(default_factory=dict)
    count: int = 0  # made by Hypothesis
    chance: random.Random = field(default_factory=lambda: random.Random(1325))

    def keep(self, data: bytes) -> None:
        """Remember a document."""
        name = hashlib.sha256(data).hexdigest()[:12]
        if not hypothesis.currently_in_test_context():
            self.fixed[name] = data
            return
        if name in self.sampled:
            return
        self.count += 1
        if len(self.sampled) < _OF_HYPOTHESIS:
            self.sampled[name] = data
        elif self.chance.randrange(self.count) < _OF_HYPOTHESIS:
            del self.sampled[self.chance.choice(list(self.sampled))]
            self.sampled[name] = data

    def keep_files(self, folder: Path) -> None:
        """Remember what drafter wrote below a folder as a process of its own.

        Its records tell: a document that a test edited or made up is not among them.
        """
        for path in folder.rglob("*.docx"):
            if path.is_file() and not outputs.edited(path):
                self.keep(path.read_bytes())
