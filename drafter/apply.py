"""Writes proposals into the source of an input, each proved by printing what came of it.

A way to write a proposal is tried on the source; what is then printed must be what was wanted,
and no other field may be printed otherwise. What cannot be written so is left, with the reason.
"""

from __future__ import annotations

from drafter.apply_lists import ListWriter
from drafter.apply_texts import TextWriter
from drafter.listings import listings
from drafter.outcomes import Applied, Choice, Outcome
from drafter.outside_fields import outside_fields
from drafter.proposals import texts
from drafter.proved_source import ProvedSource
from drafter.rounds import Round


def applied(round: Round, text: str, choice: Choice) -> Applied:
    """Write what was chosen of a round into YAML source."""
    source = ProvedSource(round, text)
    changed = [*texts(round)]
    by_file = [(one.field, version.file) for one in changed for version in one.versions]
    outcomes = TextWriter(source, choice).write(changed)
    lists = ListWriter(source, choice)
    for listing in sorted(listings(round, by_file), key=lambda one: -one.list.count(".")):
        outcomes += lists.write(listing)  # what is in an item goes before the item
    outcomes += [one for one in outside_fields(round) if choice.takes(one.id)]
    return Applied(source.text, tuple([_placed(one, source) for one in outcomes]))


def _placed(outcome: Outcome, source: ProvedSource) -> Outcome:
    """With the place in the new source of what was written."""
    if outcome.state != "taken":
        return outcome
    return outcome._replace(becomes=source.place(outcome.id))
