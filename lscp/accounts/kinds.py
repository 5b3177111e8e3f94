"""The closed lists of agencies: what sort each is, and which statutory partner it stands for."""

from django.db import models


class AgencyKind(models.TextChoices):
    """What sort of organisation an agency is."""

    POLICE = "police", "Police"
    LOCAL_AUTHORITY = "local_authority", "Local authority"
    HEALTH_COMMISSIONER = "health_commissioner", "Integrated care board"
    HOSPITAL = "hospital", "Hospital trust"
    COMMUNITY_HEALTH = "community_health", "Community health trust"
    SCHOOL = "school", "School or education setting"
    HOUSING = "housing", "Housing"
    PROBATION = "probation", "Probation"
    AMBULANCE = "ambulance", "Ambulance service"
    VOLUNTARY = "voluntary", "Voluntary or community organisation"
    BUSINESS_UNIT = "business_unit", "Partnership Business Unit"
    INDEPENDENT = "independent", "Independent"
    OTHER = "other", "Other"


class StatutoryPartner(models.TextChoices):
    """Which of the safeguarding partners an agency is in a partnership (Children Act 2004 s16E)."""

    LOCAL_AUTHORITY = "local_authority", "Local authority"
    HEALTH = "health", "Integrated care board"
    POLICE = "police", "Police"
