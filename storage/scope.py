"""The one place that says whose clients an actor may see. Every query about clients takes it."""

# For queries where `c` is clients; parameters come from Scope.params().
VISIBLE = """(CAST(:scope_all AS BIGINT) = 1 OR c.manager_id = CAST(:scope_me AS BIGINT)
    OR c.team_id = CAST(:scope_team AS BIGINT))"""
