"""Work spread over processes."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence

import pytest

from drafter import workers

pytestmark = pytest.mark.skipif(not workers.CAN_FORK, reason="processes are not copied here")


def squares(numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number in numbers:
        yield number * number, os.getpid()


@pytest.mark.parametrize("processes", [2, 3])
def test_results_come_in_order_from_every_process(processes: int) -> None:
    made = list(workers.spread(squares, range(100), processes))

    assert [square for square, _process in made] == [number * number for number in range(100)]
    at_work = {process for _square, process in made}
    assert len(at_work) == processes
    assert os.getpid() in at_work


def test_a_failure_in_another_process_is_told() -> None:
    here = os.getpid()

    def failing(numbers: Sequence[int]) -> list[int]:
        if os.getpid() != here:
            raise ValueError("not here")
        return list(numbers)

    with pytest.raises(workers.WorkerFailed, match="ValueError: not here"):
        list(workers.spread(failing, range(100), 2))
