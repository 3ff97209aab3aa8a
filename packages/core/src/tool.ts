import type { ConnectionContext } from './connection.ts';
import type { Schema, SchemaInput, SchemaOutput } from './schema.ts';

/** What a tool does to the world: decides whether a host asks a person first. */
export type Effect = 'read' | 'write' | 'destructive';

/** What a tool's `execute` gets beside its input. */
export interface ToolContext<Client = unknown, Settings = unknown> extends ConnectionContext<Settings> {
  readonly client: Client;
  readonly signal: AbortSignal;
}

interface ToolFacts<Name> {
  /** Lower snake case, unique within the plugin. */
  readonly name: Name;
  /** Written for the model that chooses the tool. */
  readonly description: string;
  readonly effect: Effect;
  /** Every entry is needed; a list among them is met by any one member. */
  readonly scopes?: readonly (string | readonly string[])[];
  /** The further credential whose scopes these are, under auth methods that ask for some for it; the main one's unless given. */
  readonly credential?: string;
  /** The auth methods under which the tool exists; all of them unless given. */
  readonly auth?: readonly string[];
}

/** One typed function of a plugin. */
export interface Tool<Name extends string = string, Input = unknown, Output = unknown, Context = never>
  extends ToolFacts<Name> {
  readonly input: Schema<Input, unknown>;
  readonly output: Schema<unknown, Output>;
  readonly execute: (input: never, context: Context) => Promise<unknown>;
}

/** Ties `execute` to its schemas and keeps the literal name; `satisfies Tool` alone would lose both. */
export function tool<const Name extends string, I extends Schema, O extends Schema, Context = ToolContext>(
  definition: ToolFacts<Name> & {
    readonly input: I;
    readonly output: O;
    readonly execute: (input: SchemaOutput<I>, context: Context) => Promise<SchemaInput<O>>;
  },
): Tool<Name, SchemaInput<I>, SchemaOutput<O>, Context> {
  return definition;
}
