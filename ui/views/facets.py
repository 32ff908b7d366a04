"""One facet as the pages list it: values to choose and exclude, missing, any or all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from archive.model.document import FacetField
from archive.model.search import Bucket, FacetFilter, FacetResult, Op
from ui import urls
from ui.names import EVIDENCE, facets_name, without_name
from ui.views.context import Context
from ui.views.layout import Link

OPEN = (FacetField.PERSON, FacetField.COUNTRY, FacetField.EVENT, FacetField.EVENT_TYPE)


@dataclass(frozen=True, slots=True, kw_only=True)
class BucketView:
    """A value with its two links; `exclude_name` says what the second does, empty for none."""

    label: str
    count: str
    selected: bool
    excluded: bool
    toggle_url: str
    exclude_url: str = ""
    exclude_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetView:
    """A facet; `combine` holds the links any/all once more than one choice is made, `evidence` the
    kinds of evidence that may be asked for alone.
    """

    field: str
    name: str
    open: bool
    buckets: tuple[BucketView, ...]
    missing: BucketView | None
    combine: tuple[Link, ...]
    evidence: tuple[Link, ...]
    more_url: str
    more: bool
    bounded: bool

    @property
    def narrowed(self) -> bool:
        """Whether one kind of evidence is looked at alone; the way back must stay in sight."""
        return any(link.current for link in self.evidence[1:])


def facet_views(
    context: Context, facets: Mapping[FacetField, FacetResult]
) -> tuple[FacetView, ...]:
    """Every facet that has anything to choose, in the order of the fields."""
    views = (facet_view(context, name, facets[name]) for name in FacetField if name in facets)
    return tuple(view for view in views if view.buckets or view.narrowed)


def facet_view(context: Context, facet: FacetField, result: FacetResult) -> FacetView:
    chosen = urls.filter_of(context.query, facet)
    return FacetView(
        field=facet.value,
        name=facets_name(facet, context.language),
        open=facet in OPEN or chosen != FacetFilter(),
        buckets=tuple(_bucket(context, facet, bucket) for bucket in result.buckets),
        missing=_missing(context, facet, result),
        combine=_combine(context, facet),
        evidence=_evidence(context, facet),
        more_url=context.urls.values(context.query, urls.values_of(facet)),
        more=result.more,
        bounded=result.relation != "eq",
    )


def _bucket(context: Context, facet: FacetField, bucket: Bucket) -> BucketView:
    language, query = context.language, context.query
    toggle = urls.excluded if bucket.excluded else urls.toggled
    return BucketView(
        label=bucket.label,
        count=language.number(bucket.count),
        selected=bucket.selected,
        excluded=bucket.excluded,
        toggle_url=context.url(toggle(query, facet, bucket.value)),
        exclude_url=context.url(urls.excluded(query, facet, bucket.value)),
        exclude_name=language.gettext("Lift the exclusion of %(label)s", label=bucket.label)
        if bucket.excluded
        else language.gettext("Exclude %(label)s", label=bucket.label),
    )


def _missing(context: Context, facet: FacetField, result: FacetResult) -> BucketView | None:
    selected = urls.filter_of(context.query, facet).missing
    if not selected and not result.missing:
        return None
    return BucketView(
        label=without_name(facet, context.language),
        count=context.language.number(result.missing),
        selected=selected,
        excluded=False,
        toggle_url=context.url(urls.missing_toggled(context.query, facet)),
    )


def _combine(context: Context, facet: FacetField) -> tuple[Link, ...]:
    chosen = urls.filter_of(context.query, facet)
    if len(chosen.include) < 2 and chosen.op is Op.OR:
        return ()
    gettext = context.language.gettext
    names = {Op.OR: gettext("any of them"), Op.AND: gettext("all of them")}
    return tuple(
        Link(
            label=name,
            url=context.url(urls.combined(context.query, facet, op)),
            current=chosen.op is op,
        )
        for op, name in names.items()
    )


def _evidence(context: Context, facet: FacetField) -> tuple[Link, ...]:
    if facet is not FacetField.COUNTRY:
        return ()
    asked = urls.filter_of(context.query, facet).via
    return tuple(
        Link(
            label=context.language.gettext(name),
            url=context.url(urls.with_evidence(context.query, facet, via)),
            current=via is asked,
        )
        for via, name in EVIDENCE.items()
    )
