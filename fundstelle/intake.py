"""Reads sources for a command: counts, draws progress, keeps what was rejected."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from rich.console import Console

from fundstelle.progress import Counter, counting
from fundstelle.settings import Settings
from indexer.sources.fields import parse_map
from indexer.sources.files import survey
from indexer.sources.read import Outcome, read
from indexer.sources.record import Meter, Rejection, SourceOptions
from indexer.sources.rejects import RejectsFile

REJECTED = 3  # exit code: done, but something was rejected
SHOWN = 10  # rejections told at the end; the rejects file has them all


def source_options(
    settings: Settings, collection: str | None, fields: list[str] | None
) -> SourceOptions:
    """How this call reads; raise SettingsError for a wrong `--map`."""
    return SourceOptions(
        collection=collection or settings.collection,
        field_map=parse_map(tuple(fields or ())),
        timezone=settings.timezone,
        skip=(settings.data_dir,),
    )


@dataclass(slots=True, kw_only=True)
class Intake:
    """One reading of sources; without `rejects` rejected records are only counted.

    `draw` shows progress on a terminal; not wanted where results go to that terminal too.
    """

    paths: Sequence[Path]
    options: SourceOptions
    console: Console
    rejects: RejectsFile | None = None
    draw: bool = True
    meter: Meter = field(default_factory=Meter)
    counter: Counter = field(init=False)
    first: list[Rejection] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.counter = Counter(self.meter)

    @contextmanager
    def opened(self) -> Iterator[Iterator[Outcome]]:
        """The outcomes, counted and drawn while they are taken; raise SourceError."""
        outcomes = read(self.paths, self.options, self.meter)
        bar = self.draw and self.console.is_terminal
        total = survey(self.paths, self.options.skip).bytes if bar else 0
        with ExitStack() as stack:
            self.counter = stack.enter_context(
                counting(self.meter, total, self.console if self.draw else None)
            )
            if self.rejects is not None:
                stack.enter_context(self.rejects)
            yield self._counted(outcomes)

    def _counted(self, outcomes: Iterator[Outcome]) -> Iterator[Outcome]:
        for outcome in outcomes:
            self.counter.add()
            yield outcome

    def reject(self, rejection: Rejection) -> None:
        """Count and keep a rejected record."""
        self.counter.rejected += 1
        if self.rejects is not None:
            self.rejects.add(rejection)
            if len(self.first) < SHOWN:
                self.first.append(rejection)

    def tell(self, rejection: Rejection) -> None:
        """Say where and why, on one line."""
        origin = rejection.origin
        place = f"{origin.path}:{origin.line}".removesuffix(":0")  # the whole file
        line = f"{place}: {rejection.code}: {rejection.reason}"
        shown = "".join(sign if sign.isprintable() else "?" for sign in line)
        self.console.print(shown, markup=False)

    def finish(self) -> int:
        """Say what was passed over and rejected, and why; give the exit code."""
        if self.meter.skipped:
            self.console.print(f"{_files(self.meter.skipped)} in folders passed over: no articles.")
        if not self.counter.rejected:
            return 0
        for rejection in self.first:
            self.tell(rejection)
        if self.first and (more := self.counter.rejected - len(self.first)):
            self.console.print(f"... and {more:,} more", style="red")
        kept = f" See {self.rejects.path}" if self.rejects is not None else ""
        read = f"{self.counter.rejected:,} of {self.counter.read:,} records rejected."
        self.console.print(f"{read}{kept}", style="red")
        return REJECTED


def _files(number: int) -> str:
    return f"{number:,} file{'' if number == 1 else 's'}"
