/** A unified diff of two texts, as one hunk: the lines before the first and after the last change are left out, but three. */
export function patchOf(
  before: string,
  after: string,
): { patch: string; additions: number; deletions: number } {
  const [old, now] = [linesOf(before), linesOf(after)];
  const shortest = Math.min(old.length, now.length);
  let start = 0;
  while (start < shortest && old[start] === now[start]) start += 1;
  let end = 0;
  while (end < shortest - start && old[old.length - 1 - end] === now[now.length - 1 - end]) end += 1;
  const removed = old.slice(start, old.length - end);
  const added = now.slice(start, now.length - end);
  const lead = old.slice(Math.max(0, start - 3), start);
  const trail = old.slice(old.length - end, old.length - end + 3);
  const from = start - lead.length + 1;
  const size = (lines: readonly string[]) => lead.length + lines.length + trail.length;
  const patch = [
    `@@ -${from},${size(removed)} +${from},${size(added)} @@`,
    ...lead.map((line) => ` ${line}`),
    ...removed.map((line) => `-${line}`),
    ...added.map((line) => `+${line}`),
    ...trail.map((line) => ` ${line}`),
  ].join('\n');
  return { patch, additions: added.length, deletions: removed.length };
}

function linesOf(text: string): readonly string[] {
  return text === '' ? [] : text.replace(/\n$/, '').split('\n');
}
