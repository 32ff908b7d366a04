"""Which known word forms stand for one that no table knows."""

from collections.abc import Iterator


def nearest_forms(form: str) -> Iterator[str]:
    """Yield the form, then what a reader would take it for: bare genitive, capitals, last part."""
    yield form
    if form.endswith(("s", "'", "’")) and len(form) > 3:
        yield form[:-1]
    if form.isupper() and len(form) > 3:
        yield form.capitalize()
    if "-" in form:
        yield form.rpartition("-")[2]
