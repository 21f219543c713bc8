"""What becomes of every column that could hold something of a person when a contact is deleted. Not: how it is done.

docs/privacy.md and the deletion are made of these decisions, and a test of the house names whatever is missing.
"""

from storage.erasure.rule import DATES, NOBODYS_NAME, WHO, Rule
from storage.erasure.tables import RULES

__all__ = ["DATES", "NOBODYS_NAME", "RULES", "WHO", "Rule"]
