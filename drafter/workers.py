"""Work spread over processes, where the system can copy a process as it is (not on Windows).

Every process takes each n-th portion, the first process among them, so that none is there only
to wait. The others send what they made through a pipe each, so that results come in order, and a
process whose reader is gone ends by itself.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import IO, Any, TypeVar

_In = TypeVar("_In")
_Out = TypeVar("_Out")

CAN_FORK = hasattr(os, "fork")
_PORTION = 16  # pieces of work: a pipe holds what is made of them


class WorkerFailed(RuntimeError):
    """A process failed; the message is its traceback."""


def usable() -> int:
    """How many processors this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def spread(
    work: Callable[[Sequence[_In]], Iterable[_Out]], pieces: Sequence[_In], processes: int
) -> Iterator[_Out]:
    """What `work` makes of the pieces, in their order; it gives one result for each.

    Raises `WorkerFailed`, and what `work` raises in this process.
    """
    starts = range(0, len(pieces), _PORTION)
    portions = [pieces[start : start + _PORTION] for start in starts]
    gc.freeze()  # else each process would write to all memory that they share
    workers = [_fork(work, portions[number::processes]) for number in range(1, processes)]
    try:
        for number, portion in enumerate(portions):
            helper = number % processes
            yield from _load(workers[helper - 1][1]) if helper else work(portion)
    finally:
        for _process, pipe in workers:
            pipe.close()  # one that still works ends when it writes
        for process, _pipe in workers:
            os.waitpid(process, 0)


def _load(pipe: IO[bytes]) -> Sequence[Any]:
    try:
        made = pickle.load(pipe)
    except (EOFError, pickle.UnpicklingError):
        made = WorkerFailed("a process ended before its work was done")
    if isinstance(made, WorkerFailed):
        raise made
    return list(made)


def _fork(
    work: Callable[[Sequence[_In]], Iterable[_Out]], portions: Sequence[Sequence[_In]]
) -> tuple[int, IO[bytes]]:
    reading, writing = os.pipe()
    process = os.fork()
    if process:
        os.close(writing)
        return process, os.fdopen(reading, "rb")
    os.close(reading)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process decides
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    with os.fdopen(writing, "wb") as pipe:
        for portion in portions:
            try:
                made: object = list(work(portion))
            except BaseException:
                import traceback

                made = WorkerFailed(traceback.format_exc())
            pickle.dump(made, pipe, pickle.HIGHEST_PROTOCOL)
            pipe.flush()
    os._exit(0)
