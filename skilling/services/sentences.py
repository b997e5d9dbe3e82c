"""The sentence for every action in the history: codes are stored, words are made when shown; refuses to guess
unknown actions."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from skilling.domain.money import grouped, numbered
from skilling.domain.nouns import noun_named

# {title}, {count} ... come from the change's facts; what a change does not know is left out by its own wording.
_SENTENCES: Final[Mapping[str, str]] = {
    "cohort.moved": "Cohort {title} is now {status}",
    "cohort.filled": "Put {count} into cohort {title}",
    "cohort.resources_linked": "Cohort {title} uses {things} more",
    "cohort.resource_unlinked": "Cohort {title} no longer uses {name}",
    "enrolment.moved": "Set {things} to {status}",
    "grant.moved": "Set {things} to {status}",
    "grant.given": "Gave {things}",
    "import.applied": "Imported {title}: {new} new, {update} updated",
    "import.undone": "Undid the import of {title}",
    "import.redone": "Redid the import of {title}",
    "report.written": "Wrote the report {title}",
    "table.saved": "Saved the table {table}",
    "table.renamed": "Renamed a saved table to {table}",
    "table.deleted": "Deleted the saved table {table}",
    "template.registered": "Took the template {template} on record",
    "template.bound": "Changed what {cell} of {template} is filled with",
    "template.filled": "Filled {template} for the public as {file}",
    "template.rebound": "Carried the bindings over to {template}",
    "report.locked": "Locked {title}: its figures are frozen",
    "report.unlocked": "Unlocked {title}: {reason}",
    "report.submitted": "Submitted {title} as {file}",
    "report.restated": "Restated {title} as {file}: {count} cells differ",
    "report.waived": "Waived rule {title} until {until}: {reason}",
    "export.written": "Exported {count} {title}",
    "backup.made": "Made a backup",
    "database.restored": "Restored a backup",
    "view.saved": "Saved the view {title}",
    "view.renamed": "Renamed the view {old} to {title}",
    "view.deleted": "Deleted the view {title}",
    "sample.filled": "Filled the sample programme",
    "database.generated": "Invented {things}",
    "founder.added": "{name} is a founder of {title} now",
    "founder.removed": "{name} no longer stands among the founders of {title}",
    "enrolment.taken_over": "Corrected {things} from the developers",
    "developer.merged": "Merged developer {name} into {title}",
    "duplicate.decided": "Judged two developers to be {verdict}: {names}",
}

# What {things} counts where it is not the noun of the action.
_THINGS: Final[Mapping[str, str]] = {"cohort.resources_linked": "resource", "database.generated": "developer"}

_VERBS: Final[Mapping[str, str]] = {
    "created": "Added {noun} {title}",
    "edited": "Edited {noun} {title}",
    "archived": "Took away {count} {nouns}",
}


_NUMBERS: Final = frozenset({"new", "update", "count"})


class _Facts(dict[str, str]):
    def __missing__(self, key: str) -> str:
        return "0" if key in _NUMBERS else ""


def sentence(action: str, facts: Mapping[str, Any]) -> str:
    """What happened, in words a programme officer uses."""
    noun, _, verb = action.rpartition(".")
    words = _Facts({name: _word(value) for name, value in facts.items()})
    if isinstance(facts.get("count"), int):
        words["things"] = numbered(facts["count"], _THINGS.get(action, noun.replace("_", " ")))
    try:
        declared = noun_named(noun)
    except KeyError:
        pass  # an action of no noun, such as a pack's, has its sentence without one
    else:
        count = facts.get("count")
        words["noun"] = declared.label.lower()
        words["nouns"] = (declared.label if count == 1 else declared.label_plural).lower()
    if action == "change.taken_back":
        return f"{'Made again' if facts.get('again') else 'Took back'}: {facts.get('of', '')}{_left(facts)}"
    template = _SENTENCES.get(action) or _VERBS.get(verb)
    if template is None:
        return action.replace(".", " ").replace("_", " ").capitalize()
    return " ".join(template.format_map(words).split())


def _left(facts: Mapping[str, Any]) -> str:
    """What taking an import back had to leave as it is."""
    kept, stuck = int(facts.get("kept", 0)), int(facts.get("could_not", 0))
    said = [f"{grouped(kept)} kept, as somebody worked on them since"] if kept else []
    said += [f"{grouped(stuck)} gone since"] if stuck else []
    return f" ({'; '.join(said)})" if said else ""


def _word(value: object) -> str:
    return grouped(value) if isinstance(value, int) and not isinstance(value, bool) else str(value)
