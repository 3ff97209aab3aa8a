const mostShown = 10;

/** A sentence with the names that come nearest to one that was not found. */
export function nearNames(wanted: string, names: readonly string[]): string | undefined {
  if (names.length === 0) return undefined;
  const shown = [...new Set(names)]
    .map((name) => ({ name, likeness: likeness(wanted.toLowerCase(), name.toLowerCase()) }))
    .toSorted((first, second) => second.likeness - first.likeness)
    .slice(0, mostShown)
    .map(({ name }) => `"${name.slice(0, 80)}"`);
  return `Use one of: ${shown.join(', ')}${names.length > mostShown ? ', …' : ''}.`;
}

/** The share of pairs of letters that two words have in common. */
function likeness(first: string, second: string): number {
  const pairs = (word: string) =>
    new Set(Array.from(word, (letter, index) => letter + (word[index + 1] ?? '')));
  const [ours, theirs] = [pairs(first), pairs(second)];
  const common = [...ours].filter((pair) => theirs.has(pair)).length;
  return (2 * common) / (ours.size + theirs.size || 1);
}
