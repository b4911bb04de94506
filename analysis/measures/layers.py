"""In which layer of the network an event belongs. Layers are never pooled (methods, decision D1).

communication  talks that took place        process    acts about talks, mediation or a cease-fire
relation       everything else done to one another     statement  denials
"""

from __future__ import annotations

from collections.abc import Collection

from analysis.measures.ontology import Ontology
from analysis.measures.parties import Camps

COMMUNICATION, PROCESS, RELATION, STATEMENT = LAYERS = ("communication", "process", "relation", "statement")
TOOK_PLACE = ("realised", "alleged", "denied", "historical")
ABOUT_PEACE = ("AGREE", "REQUEST", "REJECT")
# CAMEO codes that speak of meeting, mediating or ending the fighting, for predicates that give a code and no mode
PROCESS_CAMEO = frozenset(
    ("0256", "026", "027", "028", "036", "037", "038", "039", "0871", "106", "107", "108", "1246", "125", "126", "127")
)


def layer(
    ontology: Ontology,
    camps: Camps,
    event_type: str,
    mode: str,
    cameo_code: str,
    status: str,
    source: Collection[str],
    target: Collection[str],
    third: Collection[str],
    about: Collection[str] = (),
) -> str:
    """The layer of one event. `about`: the layers of what the act speaks of, where that is coded."""
    usual = ontology.layer(event_type, mode)
    if event_type == "CONSULT":
        return usual if status in TOOK_PLACE else PROCESS
    if usual != RELATION:
        return usual
    everybody = {*source, *target, *third}
    if event_type == "RETREAT":
        return PROCESS if cameo_code in PROCESS_CAMEO or camps.names_both(everybody) and not mode else RELATION
    if event_type not in ABOUT_PEACE:
        return RELATION
    if cameo_code in PROCESS_CAMEO or third or {PROCESS, COMMUNICATION} & set(about):
        return PROCESS
    outsiders = [code for code in everybody if not camps.is_party(code)]
    if camps.names_both(everybody) and (outsiders or event_type == "AGREE"):
        return PROCESS  # an outsider turns to both, both turn to an outsider, or the parties agree with each other
    # a bare appeal of an outsider to a party, or its refusal: where no content is told, it is about the conflict
    bare = event_type != "AGREE" and not mode and not about
    return PROCESS if bare and outsiders and len(outsiders) < len(everybody) else RELATION
