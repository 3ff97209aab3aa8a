/** A text, or nothing for what is none. */
export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
