/** An object of an answer whose fields may be anything. */
export type Fields = Readonly<Record<string, unknown>>;

/** The objects in a list; none for what is no list. */
export function fieldsIn(value: unknown): Fields[] {
  return Array.isArray(value) ? value.filter(isFields) : [];
}

/** Whether a value is an object, and no list. */
export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
