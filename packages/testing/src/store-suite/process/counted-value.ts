/** What counting writes: a number, and so much more that half of it would be noticed. */
export function countedValue(number: number): string {
  return JSON.stringify({ number, filler: String(number).repeat(500) });
}

/** The number in a value that counting wrote; undefined when the value is not whole. */
export function readCountedValue(value: string): number | undefined {
  const number = Number(/^\{"number":(\d+),/.exec(value)?.[1]);
  return value === countedValue(number) ? number : undefined;
}
