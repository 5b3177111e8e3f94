"""The closed lists of the family's diagram. Codes stand in plain columns; they name nobody."""

from django.db import models


class Tie(models.TextChoices):
    """What one person is to another. Local list, in code, after what family diagrams usually show."""

    MOTHER = "mother", "Mother of"
    FATHER = "father", "Father of"
    PARENT = "parent", "Parent of"
    ADOPTIVE_PARENT = "adoptive_parent", "Adoptive parent of"
    STEP_PARENT = "step_parent", "Step-parent of"
    PARTNER = "partner", "Partner of"
    SEPARATED = "separated", "Separated from"
    ENDED = "ended", "Divorced from, or former partner of"
    SIBLING = "sibling", "Brother or sister of"
    HALF_SIBLING = "half_sibling", "Half-brother or half-sister of"
    STEP_SIBLING = "step_sibling", "Step-brother or step-sister of"
    GRANDPARENT = "grandparent", "Grandparent of"
    AUNT_UNCLE = "aunt_uncle", "Aunt or uncle of"
    COUSIN = "cousin", "Cousin of"
    OTHER_RELATIVE = "other_relative", "Other relative of"
    KINSHIP_CARER = "kinship_carer", "Cares for, as family or friend:"
    FOSTER_CARER = "foster_carer", "Foster carer or other carer of"
    SAME_HOME = "same_home", "Lives with"
    NOT_SAME_HOME = "not_same_home", "Does not live with"


WORKS_WITH = "works_with"
"""The kind of a row that ties an agency to a person."""


class Sex(models.TextChoices):
    """With which sign somebody is drawn: circle, square or diamond."""

    FEMALE = "female", "Female"
    MALE = "male", "Male"
    UNKNOWN = "unknown", "Not known"


class Life(models.TextChoices):
    """Whether somebody lives, as far as the review knows."""

    LIVES = "lives", "Lives"
    DIED = "died", "Has died"
    UNBORN = "unborn", "Not born yet"
    UNKNOWN = "unknown", "Not known"
