"""A hit as the pages print it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from archive.model.document import FacetField
from archive.model.search import Hit, Reference, Total
from search_api.links import web_address
from ui.language import Language
from ui.views.context import Context
from ui.views.layout import Link

MOST_TAGS = 6  # of each kind; a list of forty names buries the next hit


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """Names of one kind, each with a link to what it names; `hidden` more are not shown."""

    kind: str
    field: str
    links: tuple[Link, ...]
    hidden: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HitView:
    """Title and snippets are escaped HTML that contains nothing but <mark>."""

    title: Markup
    url: str
    language: str
    date: str
    day: str
    source: str
    original_url: str | None
    snippets: tuple[Markup, ...]
    tags: tuple[Tags, ...]


def hit_view(context: Context, hit: Hit) -> HitView:
    return HitView(
        title=_marked(hit.title),
        url=context.urls.article(hit.id, context.query.language),
        language=hit.language,
        date=context.language.date(hit.published) if hit.published else "",
        day=hit.published.value if hit.published else "",
        source=hit.source or "",
        original_url=web_address(hit.url),
        snippets=_snippets(hit.snippets),
        tags=_tags(context, hit),
    )


def summary(language: Language, total: Total) -> str:
    """How many articles were found."""
    if total.relation == "eq":
        return language.ngettext("%(number)s article", "%(number)s articles", total.value)
    return language.ngettext(
        "at least %(number)s article", "at least %(number)s articles", total.value
    )


def _snippets(snippets: tuple[str, ...]) -> tuple[Markup, ...]:
    """The template puts an ellipsis between them, so theirs stay only at both ends."""
    last = len(snippets) - 1
    return tuple(
        _marked(_trimmed(snippet, head=at > 0, tail=at < last))
        for at, snippet in enumerate(snippets)
    )


def _trimmed(text: str, *, head: bool, tail: bool) -> str:
    text = text.lstrip("… ") if head else text
    return text.rstrip("… ") if tail else text


def _marked(text: str) -> Markup:
    """The highlighter's word is that this is escaped; see the port."""
    return Markup(text)


def _tags(context: Context, hit: Hit) -> tuple[Tags, ...]:
    gettext = context.language.gettext
    kinds = (
        (FacetField.PERSON, gettext("Persons"), hit.persons),
        (FacetField.COUNTRY, gettext("Countries"), hit.countries),
        (FacetField.EVENT, gettext("Events"), hit.events),
    )
    return tuple(_tag(context, *kind) for kind in kinds if kind[2])


# The names of a hit stand in its own record, so unlike those of an article (`link_of`) they do not
# tell whether the index has an entry: entries are written before articles and go after them, so
# that one is missing only in a damaged index, where its page says that there is none.
def _tag(context: Context, facet: FacetField, kind: str, references: tuple[Reference, ...]) -> Tags:
    shown = references[:MOST_TAGS]
    return Tags(
        kind=kind,
        field=facet.value,
        links=tuple(
            Link(
                label=reference.name,
                url=context.urls.named(facet, reference.id, context.query.language),
            )
            for reference in shown
        ),
        hidden=len(references) - len(shown),
    )
