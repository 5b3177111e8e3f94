"""The one list of names in demo cases. Every one is plainly invented; tests look for them where none may be.

All family names begin with "Example-"; streets, schools and practices say that they are fictional.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Name:
    """An invented person's name."""

    given: str
    family: str

    def __str__(self) -> str:
        return f"{self.given} {self.family}"


def _named(family: str, *given: str) -> tuple[Name, ...]:
    return tuple(Name(one, f"Example-{family}") for one in given)


ASH: Final = _named("Ash", "Pebblewick", "Tansywell", "Marrowby", "Quillory")
BIRCH: Final = _named("Birch", "Thistlebee", "Fernabel", "Oakumber")
CEDAR: Final = _named("Cedar", "Bramblyn", "Sedgewing")
DOGWOOD: Final = _named("Dogwood", "Cloverton", "Hazelmoor")
ELDER: Final = _named("Elder", "Wrenlock", "Larkspin", "Mothwyn")
FIR: Final = _named("Fir", "Dapplenook", "Rushmere-Jo")
GORSE: Final = _named("Gorse", "Puddlewren", "Teaselby")
HOLLY: Final = _named("Holly", "Nettlebright", "Foxglovia")
IVY: Final = _named("Ivy", "Harebelle", "Willowmere", "Sorrelyn")
JUNIPER: Final = _named("Juniper", "Bracknidge", "Mallowyn")
LARCH: Final = _named("Larch", "Cobblefern", "Briarlight")
LIME: Final = _named("Lime", "Daisymoor", "Hawkbitty")
MAPLE: Final = _named("Maple", "Finchwold", "Speedwella")
OAK: Final = _named("Oak", "Bilberrin", "Cowslippa")
PINE: Final = _named("Pine", "Meadowsy", "Yarrowell")
QUINCE: Final = _named("Quince", "Burdockle", "Campionna")
ROWAN: Final = _named("Rowan", "Vetchling", "Bluebellis")
SPRUCE: Final = _named("Spruce", "Mossington", "Primrosel")
THORN: Final = _named("Thorn", "Figwortin", "Lovagine")
WILLOW: Final = _named("Willow", "Reedmacer", "Saxifragia")
YEW: Final = _named("Yew", "Toadflaxen", "Angelicard")
ALDER: Final = _named("Alder", "Briarosel")
BEECH: Final = _named("Beech", "Burnettin")
HAZEL: Final = _named("Hazel", "Comfreya")
HAWTHORN: Final = _named("Hawthorn", "Betonyx")
POPLAR: Final = _named("Poplar", "Campionel", "Chervilla")
SYCAMORE: Final = _named("Sycamore", "Tansadora", "Sorrelmay")
MEDLAR: Final = _named("Medlar", "Melilotta")
MULBERRY: Final = _named("Mulberry", "Pimpernella")
PEAR: Final = _named("Pear", "Ragworthy")
PLUM: Final = _named("Plum", "Samphira", "Valeriano")
HORNBEAM: Final = _named(
    "Hornbeam", "Tormentilla", "Mugwortin", "Honestine", "Dockerel", "Yarrowick", "Marjorama"
)
ASPEN: Final = _named("Aspen", "Bugloxa", "Figella", "Dewmarrow")
ELM: Final = _named("Elm", "Tansorel", "Mossabeth")
LAUREL: Final = _named("Laurel", "Brackwin", "Dewberra", "Clarrimund")
MYRTLE: Final = _named("Myrtle", "Clovenna", "Rushgard")
OLIVE: Final = _named("Olive", "Pebbelin", "Thornabel")
PRIVET: Final = _named("Privet", "Sedgewyn", "Mallowick")
SALLOW: Final = _named("Sallow", "Quillaby", "Fennoria")
TAMARISK: Final = _named("Tamarisk", "Larkabel", "Wrenoway")
VIBURNUM: Final = _named("Viburnum", "Dapplewin", "Harebetta")
WALNUT: Final = _named("Walnut", "Oxlipper", "Bluettina")
CYPRESS: Final = _named("Cypress", "Vetcherly", "Cresselda")
ROSEWOOD: Final = _named("Rosewood", "Nettlaby")
ACACIA: Final = _named("Acacia", "Saffronel", "Brydemere")

PEOPLE: Final[tuple[Name, ...]] = (
    *ASH, *BIRCH, *CEDAR, *DOGWOOD, *ELDER, *FIR, *GORSE, *HOLLY, *IVY, *JUNIPER, *LARCH, *LIME, *MAPLE,
    *OAK, *PINE, *QUINCE, *ROWAN, *SPRUCE, *THORN, *WILLOW, *YEW, *ALDER, *BEECH, *HAZEL, *HAWTHORN,
    *POPLAR, *SYCAMORE, *MEDLAR, *MULBERRY, *PEAR, *PLUM, *HORNBEAM,
    *ASPEN, *ELM, *LAUREL, *MYRTLE, *OLIVE, *PRIVET, *SALLOW, *TAMARISK, *VIBURNUM, *WALNUT, *CYPRESS,
    *ROSEWOOD, *ACACIA,
)  # fmt: skip

STREETS: Final = (
    "1 Invented Lane (fictional)",
    "22 Nowhere Terrace (fictional)",
    "303 Imaginary Row (fictional)",
    "4 Pretend Court (fictional)",
)
SCHOOLS: Final = (
    "Testwood Primary (fictional)",
    "Samplefield High School (fictional)",
    "Placeholder Nursery (fictional)",
)
DOCTORS: Final = ("Notareal Surgery (fictional)",)

MARK: Final = "Fictional demonstration case. "
"""Begins the story of every demo case, so that each of its pages says what it is."""


def all_words() -> tuple[str, ...]:
    """Each given name, family name, street, school and practice, as tests look for them."""
    people = {word for name in PEOPLE for word in (name.given, name.family)}
    places = {place.removesuffix(" (fictional)") for place in (*STREETS, *SCHOOLS, *DOCTORS)}
    return tuple(sorted(people | places))


def found_in(text: str) -> list[str]:
    """Which names occur in a text, whatever their case."""
    folded = text.casefold()
    return [word for word in all_words() if word.casefold() in folded]
