/** For an option that may be repeated: each value is added to those before. */
export function addToList(value: string, values: readonly string[] = []): readonly string[] {
  return [...values, value];
}
