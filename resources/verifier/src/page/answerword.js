/** The answer in a word or two. */
export function answerWord({ _ }, answer) {
  return { valid: _("Valid"), "cannot-tell": _("Cannot tell"), "not-valid": _("Not valid") }[answer];
}
