import { InvalidInput } from './invalid-input.ts';

interface Schema {
  readonly '~standard': { validate(value: unknown): Validation | Promise<Validation> };
}

type Validation =
  | { readonly value: unknown; readonly issues?: undefined }
  | { readonly issues: readonly { readonly message: string }[] };

interface RunnablePlugin {
  readonly id: string;
  readonly tools: readonly {
    readonly name: string;
    readonly input: Schema;
    readonly output: Schema;
    readonly execute: (input: never, context: never) => Promise<unknown>;
  }[];
}

interface GivenContext {
  readonly client: unknown;
  readonly fetch: unknown;
  readonly signal?: AbortSignal;
  readonly connection?: object;
}

/** Parses the input, runs a tool of a plugin without a Sidecar, and parses its output, as core does. */
export async function runPluginTool(
  { id, tools }: RunnablePlugin,
  { name, input }: { readonly name: string; readonly input: unknown },
  given: GivenContext,
): Promise<unknown> {
  const tool = tools.find((candidate) => candidate.name === name);
  if (!tool) throw new Error(`There is no tool ${name}.`);
  const parsed = await tool.input['~standard'].validate(input);
  if (parsed.issues) throw new InvalidInput(parsed.issues.map(({ message }) => message).join(' '));
  const connection = { integration: id, user: 'default', account: 'default', auth: 'oauth' };
  const { signal } = new AbortController();
  const context = { signal, settings: undefined, logger: console, connection, ...given };
  const output = await tool.execute(parsed.value as never, context as never);
  const checked = await tool.output['~standard'].validate(output);
  if (checked.issues) throw new Error(`The output does not fit: ${JSON.stringify(checked.issues)}`);
  return checked.value;
}
