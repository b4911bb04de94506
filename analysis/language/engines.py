"""Who parses: this process, or a pool of worker processes. The result does not depend on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context


def workers_wanted(workers: int) -> int:
    """0 means one worker a core this process may use."""
    return (
        workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count() or 1
    )


def each(work: Callable, jobs: list, workers: int) -> Iterator:
    """work(job) for each job, in the order of the jobs. A pool that loses a worker is replaced by this process."""
    workers = min(workers_wanted(workers), len(jobs))
    if workers <= 1:
        yield from map(work, jobs)
        return
    done = 0
    try:
        with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
            for result in _ordered(pool, work, jobs):
                done += 1
                yield result
    except BrokenProcessPool:  # a worker was killed (memory, a signal): go on here, slower but the same
        yield from map(work, jobs[done:])


def _ordered(pool: ProcessPoolExecutor, work: Callable, jobs: Iterable) -> Iterator:
    """Results in the order of the jobs, without holding more than a few hundred of them at a time."""
    yield from pool.map(work, jobs, chunksize=4)
