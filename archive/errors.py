"""Every error that Fundstelle raises on purpose.

FundstelleError
├── QueryError              the query text is wrong: position, reason, suggestion
├── ParameterError          a request parameter is unknown or has an impossible value
├── CursorInvalid           a cursor that does not belong to this query
├── CursorExpired           a cursor whose snapshot or generation is gone
├── DocumentNotFound        no article, event or entity of that id
├── NotAllowed              only editors may do this
├── TooManyExports          as many exports are running as may
├── IndexNotReady           nothing is published yet
├── EngineUnavailable       the search engine does not answer
├── EngineError             the search engine refused or failed
│   └── DocumentDamaged     the index holds something under an id that is no document of ours
├── GenerationNotFound      no generation of that name
├── StoreError              the store cannot be read or written
│   └── LockHeld            another process is writing
├── SourceError             a path given by the user cannot be read at all
└── SettingsError           a setting has an impossible value
"""

from __future__ import annotations


class FundstelleError(Exception):
    """Base of all errors; `str(error)` is a sentence for the user."""


class QueryError(FundstelleError):
    """The query text is wrong; `position` counts code points from 0 in the text as given."""

    def __init__(self, reason: str, *, position: int = 0, suggestion: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.position = position
        self.suggestion = suggestion


class ParameterError(FundstelleError):
    """A request parameter is unknown or has an impossible value."""

    def __init__(self, reason: str, *, parameter: str, suggestion: str | None = None) -> None:
        super().__init__(reason)
        self.reason = reason
        self.parameter = parameter
        self.suggestion = suggestion


class CursorInvalid(FundstelleError):
    """The cursor is damaged or belongs to another query."""


class CursorExpired(FundstelleError):
    """The cursor was good once; its snapshot or generation is gone. Search again."""


class DocumentNotFound(FundstelleError):
    """No article, event or entity has this id in the published generation."""


class NotAllowed(FundstelleError):
    """Only somebody with the editors' key may do this."""


class TooManyExports(FundstelleError):
    """As many exports are running as may; the same call will succeed later."""


class IndexNotReady(FundstelleError):
    """No generation is published yet."""


class EngineUnavailable(FundstelleError):
    """The search engine does not answer; the same call may succeed later."""


class EngineError(FundstelleError):
    """The search engine refused or failed; the same call will fail again."""


class DocumentDamaged(EngineError):
    """What the index holds under this id was not written by us; `verify --repair` replaces it."""


class GenerationNotFound(FundstelleError):
    """No generation has this name."""


class StoreError(FundstelleError):
    """The store cannot be read or written."""


class LockHeld(StoreError):
    """Another process holds the writer's lock."""


class SourceError(FundstelleError):
    """A path that the user named cannot be read at all."""


class SettingsError(FundstelleError):
    """A setting has an impossible value."""
