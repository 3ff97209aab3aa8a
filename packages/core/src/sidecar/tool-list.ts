import type { RegisteredTool } from '../plugin-set.ts';
import type { Schema } from '../schema.ts';
import type { Effect } from '../tool.ts';

/** A JSON Schema, draft 2020-12. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A tool as a model or an HTTP client sees it, bound to its user. */
export interface ListedTool {
  /** What a model calls it: unique, `[A-Za-z0-9_-]{1,64}`. */
  readonly name: string;
  /** `<integration>.<tool>`. */
  readonly qualifiedName: string;
  readonly integration: string;
  readonly description: string;
  readonly effect: Effect;
  /** With an `account` choice where the user has several accounts. */
  readonly inputSchema: JsonSchema;
  /** Runs it with arguments as `inputSchema` describes them. */
  readonly execute: (
    input: unknown,
    options?: { readonly signal?: AbortSignal | undefined },
  ) => Promise<unknown>;
}

const converted = new WeakMap<Schema, JsonSchema>();

/** What a schema accepts, as JSON Schema for a model: without what costs tokens and says nothing. */
function inputJsonSchema(schema: Schema): JsonSchema {
  const known = converted.get(schema);
  if (known) return known;
  const { $schema: _dialect, ...json } = schema['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
  const slim = dropPatterns(json) as JsonSchema;
  converted.set(schema, slim);
  return slim;
}

/** Where `format` says it, the long `pattern` beside it says it twice. */
function dropPatterns(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(dropPatterns);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([name, inner]) => !(name === 'pattern' && typeof inner === 'string' && 'format' in value),
  );
  return Object.fromEntries(entries.map(([name, inner]) => [name, dropPatterns(inner)]));
}

/** A tool's input schema, with a choice among accounts where there is one. */
export function listedInputSchema({ tool }: RegisteredTool, accounts: readonly string[]): JsonSchema {
  const schema = inputJsonSchema(tool.input);
  if (accounts.length < 2) return schema;
  const properties = typeof schema.properties === 'object' ? schema.properties : {};
  const account = { type: 'string', enum: accounts, description: 'Which of the connected accounts to use.' };
  return { ...schema, properties: { ...properties, account } };
}
