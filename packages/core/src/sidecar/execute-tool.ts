import type { Clock } from '../clock.ts';
import { SidecarError } from '../errors.ts';
import { findSidecarError } from '../http/find-sidecar-error.ts';
import type { RegisteredTool } from '../plugin-set.ts';
import type { ConnectionKey } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { deepFreeze } from './approval.ts';
import { connectionToolContext } from './connection-client.ts';
import { issuesText, parseWithSchema } from './parse-with-schema.ts';
import { pluginFailure, unknownOutcome } from './plugin-failure.ts';
import type { Services } from './services.ts';

/** How long a plugin that was told to stop may take to do so. */
const stoppingMs = 1_000;

/** The input as the tool's schema makes it, frozen; rejects with `invalid_input` that names the fields. */
export async function parseInput({ plugin, tool }: RegisteredTool, input: unknown): Promise<unknown> {
  const parsed = await parseWithSchema(tool.input, ownCopy(input));
  if (!parsed.issues) return deepFreeze(parsed.value);
  throw new SidecarError(
    'invalid_input',
    `The input of ${tool.name} is not valid: ${issuesText(parsed.issues)}.`,
    {
      integration: plugin.id,
      fields: parsed.issues,
    },
  );
}

/** The caller's own objects are neither frozen nor followed when they change later. */
function ownCopy(input: unknown): unknown {
  try {
    return structuredClone(input);
  } catch {
    // What cannot be copied is no input either; the schema says so in its words.
    return undefined;
  }
}

/** Runs the tool with the connection's client, and checks what it answers. */
export async function executeTool(
  services: Services,
  { plugin, tool }: RegisteredTool,
  call: {
    readonly key: ConnectionKey;
    readonly record: TokenRecord;
    readonly input: unknown;
    readonly signal: AbortSignal | undefined;
  },
): Promise<unknown> {
  const { key, record, signal } = call;
  const context = await connectionToolContext(services, { plugin, key, record, signal });
  // `tool()` has tied input and context to what this plugin's schema and client give.
  const output = await unlessGivenUp(
    tool.execute(call.input as never, context as never),
    signal,
    services.clock,
  );
  const parsed = await parseWithSchema(tool.output, output);
  if (!parsed.issues) return parsed.value;
  throw new SidecarError(
    'invalid_response',
    `${plugin.name} answered ${tool.name} with something unexpected: ${issuesText(parsed.issues)}.`,
    { integration: plugin.id, ...unknownOutcome(plugin, tool.effect) },
  );
}

/** Why nobody waits for a tool any more that did not stop when it was told to. */
class GivenUp extends Error {}

/** A plugin that does not listen to its signal keeps no caller waiting who has given up; one that does says more by itself. */
function unlessGivenUp<T>(work: Promise<T>, signal: AbortSignal | undefined, clock: Clock): Promise<T> {
  if (!signal) return work;
  // Nobody may be waiting for it any more when it fails.
  work.catch(() => undefined);
  const over = new AbortController();
  return new Promise((resolve, reject) => {
    const giveUp = () => {
      clock.sleep(stoppingMs, { signal: over.signal }).then(
        () => reject(new GivenUp()),
        () => undefined,
      );
    };
    const settle = () => {
      signal.removeEventListener('abort', giveUp);
      over.abort();
    };
    signal.addEventListener('abort', giveUp, { once: true });
    work.then(resolve, reject).then(settle, settle);
  });
}

/** What a caller gets who gave up; a write that had begun may have happened. */
export function abortedCall({ plugin, tool }: RegisteredTool, begun = false): SidecarError {
  return new SidecarError('aborted', `${tool.name} was cancelled.`, {
    integration: plugin.id,
    ...(begun ? unknownOutcome(plugin, tool.effect) : {}),
  });
}

/** Whatever ended a call, as our error. */
export function toolFailure(
  error: unknown,
  registered: RegisteredTool,
  signal: AbortSignal | undefined,
): SidecarError {
  const { plugin, tool } = registered;
  if (error instanceof GivenUp) return abortedCall(registered, true);
  if (signal?.aborted && !findSidecarError(error)) return abortedCall(registered, true);
  return pluginFailure(error, { plugin, what: tool.name, effect: tool.effect });
}
