"""What programme.yaml says: where, when, on what basis, and what each person must be told."""

import pycountry

from safar.programmes.definition.nodes import Node
from safar.programmes.types.faults import Fault
from safar.programmes.types.programme import ANYWHERE, Programme

MUST_BE_TOLD = (
    "alternatives_to_return",
    "asylum_and_appeal",
    "right_to_withdraw",
    "cannot_be_undone",
    "where_data_goes",
)


def check_programme(programme: Programme, tree: Node, folder: str) -> list[Fault]:
    """Faults in the programme's own entries."""
    faults = _countries(tree)
    if programme.code != folder:
        faults.append(tree.at("code").fault(f"The code is `{programme.code}`, but the folder is called `{folder}`."))
    if programme.valid_to is not None and programme.valid_to < programme.valid_from:
        faults.append(tree.at("valid_to").fault("`valid_to` lies before `valid_from`."))
    if programme.kind and programme.places is not None:
        faults.append(tree.at("places").fault("A kind takes nobody, so it has no places; move them to a programme."))
    faults.extend(_topics(programme, tree))
    if programme.consent.reconfirm_hours >= programme.consent.lapse_days * 24:
        sentence = "People must be asked again well before the declaration lapses; shorten `reconfirm_hours`."
        faults.append(tree.at("consent", "reconfirm_hours").fault(sentence))
    return faults


def _countries(tree: Node) -> list[Fault]:
    faults: list[Fault] = []
    for key in ("from", "to"):
        listed = tree.at(key).items()
        for item in listed:
            if item.value == ANYWHERE and len(listed) == 1:
                continue
            if pycountry.countries.get(alpha_2=str(item.value)) is None:
                faults.append(
                    item.fault(f"`{item.value}` is no country; write its two letters, such as PT, or `any` alone.")
                )
    for country, node in tree.at("calendars").entries().items():
        if pycountry.countries.get(alpha_2=country) is None:
            faults.append(node.fault(f"`{country}` is no country; write its two letters, such as PT."))
    return faults


def _topics(programme: Programme, tree: Node) -> list[Fault]:
    required = {topic.code for topic in programme.topics if topic.required}
    missing = [code for code in MUST_BE_TOLD if code not in required]
    if not missing:
        return []
    return [
        tree.at("topics").fault(f"Every adult must be told these before declaring: {', '.join(missing)}; require them.")
    ]
