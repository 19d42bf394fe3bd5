from django.db import models


class Kind(models.TextChoices):
    """What sort of thing happened. Kind and status are separate axes."""

    MEETING = "meeting", "Meeting"
    PHONE_CALL = "phone_call", "Phone call"
    MESSAGE = "message", "Message"
    INTERVIEW = "interview", "Interview"
    ENCOUNTER = "encounter", "Encounter"
    STATEMENT = "statement", "Statement"
    TESTIMONY = "testimony", "Testimony"
    DISCLOSURE = "disclosure", "Disclosure"
    APPOINTMENT = "appointment", "Appointment"
    RESIGNATION = "resignation", "Resignation"
    DISMISSAL = "dismissal", "Dismissal"
    RECUSAL = "recusal", "Recusal"
    CHARGE = "charge", "Charge"
    PLEA = "plea", "Plea"
    CONVICTION = "conviction", "Conviction"
    PARDON = "pardon", "Pardon"
    PAYMENT = "payment", "Payment"
    DEAL = "deal", "Deal"
    FAMILY = "family", "Family"
    EMPLOYMENT = "employment", "Employment"
    OWNERSHIP = "ownership", "Ownership"
    AFFILIATION = "affiliation", "Affiliation"
    OTHER = "other", "Other"

    @property
    def group(self):
        return next((name for name, kinds in KIND_GROUPS.items() if self in kinds), "Other")


KIND_GROUPS = {
    "Contact": [
        Kind.MEETING,
        Kind.PHONE_CALL,
        Kind.MESSAGE,
        Kind.INTERVIEW,
        Kind.ENCOUNTER,
    ],
    "Public word": [Kind.STATEMENT, Kind.TESTIMONY, Kind.DISCLOSURE],
    "Office": [Kind.APPOINTMENT, Kind.RESIGNATION, Kind.DISMISSAL, Kind.RECUSAL],
    "Law": [Kind.CHARGE, Kind.PLEA, Kind.CONVICTION, Kind.PARDON],
    "Money": [Kind.PAYMENT, Kind.DEAL],
    "Tie": [Kind.FAMILY, Kind.EMPLOYMENT, Kind.OWNERSHIP, Kind.AFFILIATION],
    "Other": [Kind.OTHER],
}
# As a form offers them.
KIND_CHOICES = [
    (name, [(kind.value, kind.label) for kind in kinds]) for name, kinds in KIND_GROUPS.items()
]
