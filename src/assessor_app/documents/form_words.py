"""What a paper says of its form's level and credits, in the form's language."""

from assessor_app.documents.phrases import number_text, phrase
from assessor_app.domain.form import Form


def level_text(form: Form) -> str | None:
    """The first level that the form names, as "EQF 3, indicative"; None where it names none."""
    if not form.levels:
        return None
    _ = phrase(form.language)
    level = form.levels[0]
    text = f"{level.framework} {level.level}"
    return text if level.referenced else _("{level}, indicative").format(level=text)


def credits_text(form: Form) -> str | None:
    """Credits with their system, as "1 ECTS"; None where the form gives none."""
    if form.credits is None:
        return None
    return f"{number_text(form.credits, form.language)} {form.credit_system}".strip()
