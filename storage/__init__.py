"""What Rapport remembers: SQL in, domain objects out. No decisions, no chat, no clock."""
