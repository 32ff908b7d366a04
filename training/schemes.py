"""How the label schemes of the corpora map to PER, ORG and LOC as GermEval 2014 counts them."""

import re

UNSURE = "?"  # a span whose label under GermEval's rules cannot be told: excluded from the loss

GERMEVAL = {"PER": "PER", "ORG": "ORG", "LOC": "LOC"}  # *deriv, *part and OTH are no names here

# SmartData and MobIE. Routes ("ICE 1141", "S3") are no places in GermEval; motorways are.
MOBILITY = {
    "person": "PER",
    "organization": "ORG",
    "organization-company": "ORG",
    "location": "LOC",
    "location-city": "LOC",
    "location-stop": "LOC",
    "location-street": "LOC",
}

ADJECTIVE = re.compile(r"\w*(?:isch|sch)(?:e|er|en|es|em)?$|Deutsche[rnsm]?$")
INHABITANT = re.compile(r"\w+er[ns]?$")
# Words for a kind of body, found labelled in SmartData and MobIE where no name stands beside them.
GENERIC = frozenset(
    {
        *("Autobauer", "Bahn", "Bank", "Bundespolizei", "Feuerwehr", "Firma"),
        *("Flughafengesellschaft", "Gesellschaft", "Gruppe", "Katastrophenschutz", "Klinikkette"),
        *("Konzern", "Kripo", "Landratsamt", "Marke", "Polizei", "Polizeigewerkschaft", "S-Bahn"),
        *("Umweltamt", "Unternehmen", "Verkehrsbetriebe"),
    }
)


def germeval_label(tag: str) -> str:
    """Return the tag with our label, or "O" for derived, partial and other names."""
    prefix, _, kind = tag.partition("-")
    label = GERMEVAL.get(kind)
    return f"{prefix}-{label}" if label else "O"


def mobility_label(kind: str, form: str, before: str, after: str) -> str | None:
    """Return our label, None for no name, UNSURE where the schemes differ; `before` and `after`
    are the text around the form."""
    label = MOBILITY.get(kind)
    if label is None or before.endswith("@"):
        return None
    if label == "LOC" and _is_adjective(form, after):
        return None
    if label == "ORG":
        return _organisation(form)
    return label if form[:1].isupper() or form[:1].isdigit() else UNSURE


def _is_adjective(form: str, after: str) -> bool:
    """Tell whether a place form is an adjective ("deutsche", "Kölner" before a noun)."""
    if " " in form:
        return False
    if form[:1].islower() or ADJECTIVE.match(form):
        return True
    return bool(INHABITANT.match(form)) and after.lstrip("#")[:1].isspace() and after[1:2].isupper()


def _organisation(form: str) -> str:
    if form in GENERIC or (form[:1].islower() and form.split()[0] not in {"dpa", "dpa-AFX"}):
        return UNSURE
    return "ORG"
