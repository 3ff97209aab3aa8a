import { inspect } from 'node:util';

/** Everything of a value that printing, serialising or logging it could show. */
export function textOf(value: unknown): string {
  const printed = inspect(value, {
    depth: 8,
    showHidden: true,
    maxStringLength: null,
    maxArrayLength: null,
  });
  return `${printed}\n${jsonOf(value)}\n${value instanceof Error ? (value.stack ?? '') : ''}`;
}

function jsonOf(value: unknown): string {
  try {
    return JSON.stringify(value) ?? '';
  } catch {
    return '';
  }
}
