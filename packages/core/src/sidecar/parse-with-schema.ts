import type { Schema } from '../schema.ts';

/** One thing that a schema found wrong. */
export interface SchemaIssue {
  /** `to.0` for the first recipient; empty for the value itself. */
  readonly path: string;
  readonly message: string;
}

/** Parses a value with any Standard Schema. */
export async function parseWithSchema(
  schema: Schema,
  value: unknown,
): Promise<
  { readonly value: unknown; readonly issues?: undefined } | { readonly issues: readonly SchemaIssue[] }
> {
  const result = await schema['~standard'].validate(value);
  if (!result.issues) return { value: result.value };
  return {
    issues: result.issues.slice(0, 20).map(({ path = [], message }) => ({
      path: path.map((segment) => String(typeof segment === 'object' ? segment.key : segment)).join('.'),
      message: message.slice(0, 300),
    })),
  };
}

/** Issues as one line for a message. In brackets: what stands behind `token:` would be taken for one and masked. */
export function issuesText(issues: readonly SchemaIssue[]): string {
  const texts = issues.map(({ path, message }) => {
    const text = message.replace(/\.$/, '');
    return path === '' ? text : `${path} (${text})`;
  });
  return texts.join('; ');
}
