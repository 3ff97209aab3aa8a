const mostSuggested = 3;
const mostMistakes = 2;
const longestCompared = 80;

/** The names that somebody may have meant: those that hold what was written, then those that differ by a letter or two. */
export function nearNames(written: string, names: Iterable<string>): string[] {
  const wanted = comparable(written);
  const ranked = [...new Set(names)].flatMap((name) => {
    const known = comparable(name);
    if (wanted.length > 1 && (known.includes(wanted) || wanted.includes(known)))
      return [{ name, distance: 0 }];
    const distance = mistakes(wanted, known);
    return distance <= Math.min(mostMistakes, wanted.length - 1) ? [{ name, distance }] : [];
  });
  return ranked
    .toSorted((one, other) => one.distance - other.distance || one.name.length - other.name.length)
    .slice(0, mostSuggested)
    .map(({ name }) => name);
}

/** Without the sign before a channel or handle, and without a name in brackets behind it. */
function comparable(name: string): string {
  return name
    .toLowerCase()
    .replace(/^[#@]/, '')
    .replace(/ \(.*$/, '')
    .slice(0, longestCompared);
}

/** How many letters have to be changed, added or left out (Levenshtein). */
function mistakes(one: string, other: string): number {
  if (Math.abs(one.length - other.length) > mostMistakes) return Number.POSITIVE_INFINITY;
  let before = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [row, letter] of [...one].entries()) {
    const line = [row + 1];
    for (const [column, counterpart] of [...other].entries())
      line.push(
        Math.min(
          (before[column] ?? 0) + (letter === counterpart ? 0 : 1),
          (before[column + 1] ?? 0) + 1,
          (line[column] ?? 0) + 1,
        ),
      );
    before = line;
  }
  return before.at(-1) ?? 0;
}
