"""Names of keys, so that a client is never taken for a person. Nothing else."""

from typing import NewType

PersonId = NewType("PersonId", int)
TeamId = NewType("TeamId", int)
ClientId = NewType("ClientId", int)
LinkId = NewType("LinkId", int)
LetterId = NewType("LetterId", int)
CardId = NewType("CardId", int)
AlarmId = NewType("AlarmId", int)
TouchId = NewType("TouchId", int)
CallId = NewType("CallId", int)
InvitationId = NewType("InvitationId", int)
AnswerId = NewType("AnswerId", int)
WaveId = NewType("WaveId", int)
CaseId = NewType("CaseId", int)
ComplaintId = NewType("ComplaintId", int)
WordId = NewType("WordId", int)
OccasionId = NewType("OccasionId", int)
ExhibitionId = NewType("ExhibitionId", int)
AbsenceId = NewType("AbsenceId", int)
GroupId = NewType("GroupId", int)
ImprovementId = NewType("ImprovementId", int)

NOBODY = PersonId(0)
