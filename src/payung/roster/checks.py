"""The rules a roster is held against: each a named expression with the code of `codes.yaml` it raises."""

import datetime

from payung.roster import codes
from payung.roster.rules import dates, formats, livelihood, numbers, people, places, repeats
from payung.roster.rules.rule import PlaceName, Rule, Where


def rules(
    *,
    on: datetime.date,
    min_age: int,
    region_name: str,
    place_name: PlaceName,
    place_names: PlaceName,
    where: Where,
) -> list[Rule]:
    """All rules, in the order of `codes.yaml`, over the frame of `cleaned.clean` joined with `across.repeated`.

    on: the day ages are counted on. region_name: the checked region in words. place_name: region code -> name;
    place_names: list of codes -> names. where: (key of another row, file of this row) -> "baris 6".
    """
    found = [
        *numbers.errors(),
        *numbers.warnings(region_name, place_name),
        *numbers.family_card(),
        *numbers.repairs(),
        *repeats.rules(where),
        *formats.rules(),
        *people.errors(),
        *people.by_law(),
        *people.warnings(),
        *people.repairs(),
        *dates.errors(on),
        *dates.by_law(on, min_age),
        *dates.warnings(on),
        *dates.repairs(),
        *places.errors(region_name, place_names),
        *places.repairs(place_name),
        *livelihood.warnings(),
        *livelihood.repairs(),
    ]
    order = {code.name: number for number, code in enumerate(codes.of_rows())}
    return sorted(found, key=lambda rule: order[rule.code])
