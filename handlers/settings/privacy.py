"""/privacy in words, out of the live settings. Not: presses."""

from datetime import timedelta

from bot.domain.people import Role
from bot.i18n import Translator
from bot.usecases.people import Privacy


def privacy_text(privacy: Privacy, t: Translator) -> str:
    """What is kept, how long, who sees it: out of the live settings."""
    company = privacy.company
    lines: list[str] = [t("privacy-staff" if privacy.role.is_staff else "privacy-client", company=company)]
    lines.append("\n".join([t("privacy-long"), *_terms(privacy, t)]))
    if privacy.role in (Role.CONTACT, Role.STRANGER):
        seen = t("privacy-seen-manager", manager=privacy.manager) if privacy.manager else t("privacy-seen")
        lines.append("\n".join([seen, *([t("privacy-seen-group")] if privacy.group else [])]))
    if privacy.role in (Role.CONTACT, Role.STRANGER):
        lines.append(t("privacy-rights", days=privacy.kept.grace))
    lines += [t("privacy-url", url=privacy.url)] if privacy.url else []
    lines += [t("privacy-contact", contact=privacy.contact)] if privacy.contact else []
    return "\n\n".join(lines)


def _terms(privacy: Privacy, t: Translator) -> list[str]:
    """How long each kind is kept."""
    kept = privacy.kept
    terms: list[tuple[str, timedelta | None]] = [
        ("words", kept.words),
        ("files", kept.files if kept.words is None or kept.files is None else min(kept.files, kept.words)),
        ("letters", kept.letters),
        ("imports", kept.imports),
    ]
    staff = privacy.role.is_staff
    link = timedelta(hours=privacy.staff_link_hours) if staff else timedelta(days=privacy.link_days)
    lines = [t("privacy-term-all")]
    for name, term in terms:
        long = t.plain("privacy-always") if term is None else _long(term, t)
        lines.append(t(f"privacy-term-{name}", long=long))
    return [*lines, t("privacy-term-links", long=_long(link, t)), t("privacy-term-audit")]


def _long(term: timedelta, t: Translator) -> str:
    """In whole years or months where it is that, else in days."""
    months = round(term.days * 12 / 365.25)
    if term.days >= 59 and abs(months * 365.25 / 12 - term.days) <= 1:
        if months % 12 == 0:
            return t.plain("privacy-years", n=months // 12)
        return t.plain("privacy-months", n=months)
    return t.duration(term)
