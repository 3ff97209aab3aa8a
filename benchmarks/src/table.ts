/** A goal of ours and whether it was met, for a cell of a table. */
export function verdict(isMet: boolean, goal: string): string {
  return `${isMet ? '✓' : '✗'} ${goal}`;
}

/** Aligns rows in columns; a column is right-aligned when its title ends with a colon. */
export function table(titles: readonly string[], rows: readonly (readonly string[])[]): string {
  const isRight = titles.map((title) => title.endsWith(':'));
  const heads = titles.map((title) => title.replace(/:$/, ''));
  const widths = heads.map((head, column) =>
    Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) => {
        const cell = cells[column] ?? '';
        return isRight[column] ? cell.padStart(width) : cell.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(heads), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}
