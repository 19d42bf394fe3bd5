"""What a version holds of a person and of an interaction; see `articles.history`."""

from articles.history import Aggregate
from people.models import Alias, Citation, Interaction, Participant, Person, Role

AGGREGATES = {
    Person: Aggregate(
        fields=[
            *("name", "description", "born", "died", "biography", "portrait", "wikidata_id"),
            *("slug", "sort_name"),
        ],
        rows={
            Alias: ["name"],
            Role: ["title", "organization", "began", "ended"],
        },
    ),
    Interaction: Aggregate(
        fields=[
            *("summary", "kind", "when", "when_printed", "when_basis", "place", "occurrences"),
            "responds_to",
        ],
        rows={
            Participant: ["person", "organization", "description", "part", "position"],
            Citation: [
                *("article", "exact", "prefix", "suffix", "start", "stance", "said_on"),
                *("attributed_to_person", "attributed_to_organization", "attributed_to_words"),
                "when_given",
            ],
        },
    ),
}
