"""The one place that says whose clients an actor may see. Every query about clients takes it."""

# For queries where `c` is clients; parameters come from Scope.params().
VISIBLE = """(CAST(:scope_all AS BIGINT) = 1 OR c.manager_id IN (:scope_people)
    OR c.team_id IN (:scope_teams))"""

# The ids of the same clients by the indexes, for an actor who does not see all; VISIBLE alone looks at every client.
SEEN = """SELECT id FROM clients WHERE manager_id IN (:scope_people)
    UNION SELECT id FROM clients WHERE team_id IN (:scope_teams)"""

# What was handed to one person, where `{owner}` is a column: theirs, or of whom they stand in for.
_OWN = "{owner} IN (:scope_people)"

# Whose work it is now, where `{owner}` is a column: parameters come from Cover.params().
_ANSWERS = (
    """({owner} IN (:cover_people) OR ({owner} IS NULL AND COALESCE(c.team_id, 0) IN (:cover_teams)))"""
)


def own(owner: str) -> str:
    """The condition that this column's person is the actor, or one for whom the actor stands in."""
    return _OWN.format(owner=owner)


def answers(owner: str) -> str:
    """The condition that somebody answers for what this column's person owns; `c` is clients."""
    return _ANSWERS.format(owner=owner)
