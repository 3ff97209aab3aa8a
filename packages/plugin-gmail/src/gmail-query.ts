/** Filters as Gmail's query language, each value taken literally. */
export function gmailQuery(filters: {
  readonly from?: string;
  readonly subject?: string;
}): string | undefined {
  const terms = Object.entries(filters).flatMap(([operator, value]) => {
    const phrase = quotedPhrase(value ?? '');
    return phrase ? [`${operator}:${phrase}`] : [];
  });
  return terms.length === 0 ? undefined : terms.join(' ');
}

/** The language cannot escape a quote inside of quotes; Gmail ignores punctuation when it compares, so a blank finds the same. */
function quotedPhrase(value: string): string | undefined {
  const literal = value
    .replace(/["\\\p{Cc}“”„]+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return literal === '' ? undefined : `"${literal}"`;
}
