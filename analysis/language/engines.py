"""Who parses: this process, a pool of worker processes, or a Dask scheduler. The result does not depend on it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context


class EngineError(RuntimeError):
    """The engine of params.yaml is unknown or does not answer; the message says what may stand there."""


def workers_wanted(workers: int) -> int:
    """0 means one worker a core this process may use."""
    return (
        workers or len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else workers or os.cpu_count() or 1
    )


def each(work: Callable, jobs: list, workers: int, engine: str = "local") -> Iterator:
    """work(job) for each job, in the order of the jobs.

    `engine` is `local`, `local-cluster` (Dask on this machine) or the address of a Dask scheduler (tcp://host:8786).
    Raises EngineError for an engine that is none of these or does not answer.
    """
    workers = min(workers_wanted(workers), len(jobs))
    if engine == "local":
        yield from _pool(work, jobs, workers)
    elif engine == "local-cluster" or "://" in engine:
        yield from _dask(work, jobs, workers, engine)
    else:
        raise EngineError(f"params.yaml: parse.engine: {engine!r} is none of local, local-cluster, tcp://host:port")


def _pool(work: Callable, jobs: list, workers: int) -> Iterator:
    """A pool that loses a worker is replaced by this process."""
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


def _dask(work: Callable, jobs: list, workers: int, engine: str) -> Iterator:
    """Dask repeats the jobs of a worker that dies; results come in the order of the jobs."""
    from distributed import Client, LocalCluster  # slow to import, and few use it

    own = (
        LocalCluster(n_workers=max(workers, 1), threads_per_worker=1, dashboard_address=None)
        if engine == "local-cluster"
        else None
    )
    try:
        with Client(own or engine, timeout="20s", set_as_default=False) as client:
            for future in client.map(work, jobs, pure=False, retries=2):
                yield future.result()
    except OSError as error:
        raise EngineError(f"params.yaml: parse.engine: no Dask scheduler answers at {engine}: {error}") from error
    finally:
        if own is not None:
            own.close()


def _ordered(pool: ProcessPoolExecutor, work: Callable, jobs: Iterable) -> Iterator:
    """Results in the order of the jobs, without holding more than a few hundred of them at a time."""
    yield from pool.map(work, jobs, chunksize=4)
