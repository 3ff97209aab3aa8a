/** One object in a JSON Schema, and the way to it. */
export interface ObjectSchema {
  readonly path: readonly string[];
  readonly properties: Readonly<Record<string, unknown>>;
  /** Whether it refuses what it does not name. */
  readonly isStrict: boolean;
}

/** Every object with named properties in a JSON Schema, however deep. */
export function objectSchemas(schema: unknown, path: readonly string[] = []): readonly ObjectSchema[] {
  if (typeof schema !== 'object' || schema === null) return [];
  if (Array.isArray(schema)) return schema.flatMap((member) => objectSchemas(member, path));
  const own: ObjectSchema[] = [];
  const inner: ObjectSchema[] = [];
  for (const [keyword, value] of Object.entries(schema)) {
    if (keyword === 'properties' && isObject(value)) {
      const isStrict = 'additionalProperties' in schema && schema.additionalProperties === false;
      own.push({ path, properties: value, isStrict });
      for (const [name, property] of Object.entries(value))
        inner.push(...objectSchemas(property, [...path, name]));
    } else if (keyword !== 'default' && keyword !== 'examples' && keyword !== 'const' && keyword !== 'enum') {
      inner.push(...objectSchemas(value, path));
    }
  }
  return [...own, ...inner];
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
