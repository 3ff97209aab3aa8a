import { printable, printableLine } from './printable.ts';

/** A tool's answer for people: one line for each field, what belongs together indented, nothing that a terminal obeys. */
export function formatValue(value: unknown): string[] {
  if (Array.isArray(value)) return value.length === 0 ? ['(none)'] : value.flatMap(formatItem);
  if (typeof value === 'object' && value !== null) {
    const fields = Object.entries(value).filter(([, field]) => field !== undefined);
    return fields.length === 0 ? ['(nothing)'] : fields.flatMap(([name, field]) => formatField(name, field));
  }
  return printable(String(value ?? '-')).split('\n');
}

function formatItem(item: unknown): string[] {
  const [first = '', ...rest] = formatValue(item);
  return [`- ${first}`, ...rest.map((line) => `  ${line}`)];
}

function formatField(name: string, value: unknown): string[] {
  const label = printableLine(name);
  const lines = formatValue(value);
  if (isList(value)) return [`${label}: ${value.map((entry) => printableLine(String(entry))).join(', ')}`];
  if (lines.length === 1 && !isFilled(value)) return [`${label}: ${lines[0]}`];
  return [`${label}:`, ...lines.map((line) => `  ${line}`)];
}

/** A short list of plain values stands in one line. */
function isList(value: unknown): value is readonly unknown[] {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.every((entry) => typeof entry !== 'object' || entry === null)
  );
}

function isFilled(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}
