"""Progress: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

from indexer.jobs.progress import Progress as Report
from indexer.jobs.progress import ProgressEvent
from indexer.sources.record import Meter

_LINES = 30.0  # s between two lines
_EVERY = 10  # records between two looks at the bar; drawing it more often costs and shows nothing


class Counter:
    """Counts records read and rejected, and draws them over the bytes read once it has a bar."""

    def __init__(self, meter: Meter) -> None:
        self.read = 0
        self.rejected = 0
        self._meter = meter
        self._start: float | None = None
        self._bar: tuple[Progress, TaskID] | None = None
        self._lines: _Lines | None = None

    def tell(self, console: Console) -> None:
        """Say now and then how far it is."""
        self._lines = _Lines(console)

    def show_on(self, bar: Progress, task: TaskID) -> None:
        """Draw on this bar from now on."""
        self._bar = bar, task

    def add(self) -> None:
        """One more record."""
        self._start = self._start or monotonic()  # the first record: loading models is no reading
        self.read += 1
        if self._bar is not None and self.read % _EVERY == 0:
            bar, task = self._bar
            bar.update(
                task,
                completed=self._meter.bytes,
                done=self._done(),
                rejected=_rejected(self.rejected),
            )
        if self._lines is not None:
            rejected = f", {_rejected(self.rejected)}" if self.rejected else ""
            self._lines.say(f"read {self._done()}{rejected}")

    def _done(self) -> str:
        rate = self.read / max(monotonic() - (self._start or monotonic()), 0.001)
        return f"{self.read:,} articles, {rate:,.0f}/s"


@contextmanager
def counting(meter: Meter, total: int, console: Console | None) -> Iterator[Counter]:
    """A counter with a bar over `total` bytes (0 when nobody knows); lines where no bar can be
    drawn, nothing without a console.
    """
    counter = Counter(meter)
    if console is None or not console.is_terminal:
        if console is not None:
            counter.tell(console)
        yield counter
        return
    with _bar(console) as bar:
        counter.show_on(bar, bar.add_task("", total=total or None, done="", rejected=""))
        yield counter


@contextmanager
def stages(console: Console) -> Iterator[Report]:
    """What a job tells, stage by stage, as a bar over articles."""
    if not console.is_terminal:
        yield _Lines(console)
        return
    with _bar(console) as bar:
        task = bar.add_task("", total=None, done="", rejected="")

        def report(event: ProgressEvent) -> None:
            done = f"{event.stage} {event.done:,}"
            bar.update(
                task,
                completed=event.done,
                total=event.total,
                done=done,
                rejected=_rejected(event.rejected),
            )

        yield report


class _Lines:
    """A line each half minute, for logs: a short job says nothing."""

    def __init__(self, console: Console) -> None:
        self._console = console
        self._next = monotonic() + _LINES

    def say(self, line: str) -> None:
        """Print it unless one was printed lately."""
        if monotonic() >= self._next:
            self._next = monotonic() + _LINES
            self._console.print(line, markup=False)

    def __call__(self, event: ProgressEvent) -> None:
        of = f" of {event.total:,}" if event.total else ""
        rejected = f", {_rejected(event.rejected)}" if event.rejected else ""
        self.say(f"{event.stage}: {event.done:,}{of} articles{rejected}")


def _rejected(number: int) -> str:
    return f"{number:,} rejected" if number else ""


def _bar(console: Console) -> Progress:
    return Progress(
        BarColumn(),
        TextColumn("{task.fields[done]}"),
        TimeRemainingColumn(),
        TextColumn("[red]{task.fields[rejected]}"),
        console=console,
        transient=True,
    )
