"""How practices spread: who took what over, what the evidence is, what descends from what. Nobody states it; it is counted."""
