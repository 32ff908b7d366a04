"""What labels of mentions and kinds of registry entries have to do with each other."""

from __future__ import annotations

from archive.model.annotation import Label
from archive.model.document import EntityKind

LABELS = {
    EntityKind.PERSON: Label.PER,
    EntityKind.ORGANISATION: Label.ORG,
    EntityKind.PLACE: Label.LOC,
}
KINDS = {label: kind for kind, label in LABELS.items()}
