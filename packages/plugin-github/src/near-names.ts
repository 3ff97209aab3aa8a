/** The names that are most like a wanted one, the nearest first. */
export function nearNames(wanted: string, names: readonly string[], most = 5): readonly string[] {
  const pairs = pairsOf(wanted);
  return names
    .slice(0, 2_000)
    .map((name) => ({ name, likeness: likeness(pairs, pairsOf(name)) }))
    .filter(({ likeness: value }) => value > 0.2)
    .sort((one, other) => other.likeness - one.likeness)
    .slice(0, most)
    .map(({ name }) => name);
}

/** Each two letters that stand together, the ends marked. */
function pairsOf(text: string): ReadonlySet<string> {
  const marked = ` ${text.toLowerCase().slice(0, 100)} `;
  return new Set(Array.from({ length: marked.length - 1 }, (_, index) => marked.slice(index, index + 2)));
}

/** The share of pairs that two names have in common (Dice's coefficient). */
function likeness(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const shared = [...one].filter((pair) => other.has(pair)).length;
  return (2 * shared) / (one.size + other.size);
}
