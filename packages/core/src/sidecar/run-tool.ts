import { SidecarError } from '../errors.ts';
import { findSidecarError } from '../http/find-sidecar-error.ts';
import { errorFromStatus } from '../http/status-error.ts';
import type { RegisteredTool } from '../plugin-set.ts';
import { type ConnectionKey, connectionLabel } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { findAccount } from './accounts.ts';
import { deepFreeze, requireApproval } from './approval.ts';
import { connectionToolContext } from './connection-client.ts';
import { isEnabled } from './enabled.ts';
import { issuesText, parseWithSchema } from './parse-with-schema.ts';
import type { Services } from './services.ts';

/** Options of one tool call. */
export interface RunOptions {
  /** Which of several accounts; needed only when there are several and none is called `default`. */
  readonly account?: string | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** One call, from its name to its output; each step once and in this order. */
export async function runTool(
  services: Services,
  call: { readonly user: string; readonly name: string; readonly input: unknown } & RunOptions,
): Promise<unknown> {
  const registered = services.plugins.findTool(call.name);
  const { plugin, tool, qualifiedName } = registered;
  const startedAt = services.clock.monotonic();
  const finish = (account: string | undefined, error?: SidecarError) =>
    services.events.emit('tool', {
      user: call.user,
      integration: plugin.id,
      ...(account === undefined ? {} : { account }),
      tool: qualifiedName,
      effect: tool.effect,
      durationMs: services.clock.monotonic() - startedAt,
      ...(error ? { errorCode: error.code } : {}),
    });
  let account: string | undefined;
  try {
    if (call.signal?.aborted) throw abortedCall(registered);
    await requireEnabled(services, registered, call);
    const key = await findConnection(services, registered, call);
    account = key.account;
    const record = await requireConnection(services, registered, key);
    const input = await parseInput(registered, call.input);
    await requireApproval(services.approve, registered, {
      user: call.user,
      integration: plugin.id,
      account,
      tool: qualifiedName,
      effect: tool.effect,
      input,
    });
    // A person may take a while to approve.
    if (tool.effect !== 'read') await requireEnabled(services, registered, call);
    if (call.signal?.aborted) throw abortedCall(registered);
    const output = await execute(services, registered, { key, record, input, signal: call.signal });
    finish(account);
    return output;
  } catch (error) {
    const failure = toSidecarError(error, registered, call.signal);
    finish(account, failure);
    throw failure;
  }
}

async function requireEnabled(
  { configs }: Services,
  { plugin }: RegisteredTool,
  { user }: { readonly user: string },
): Promise<void> {
  if (await isEnabled(configs, { user, integration: plugin.id, connected: true })) return;
  throw new SidecarError('disabled', `${plugin.name} is disabled.`, {
    integration: plugin.id,
    nextAction: `Enable ${plugin.name}.`,
  });
}

function abortedCall({ plugin, tool }: RegisteredTool): SidecarError {
  return new SidecarError('aborted', `${tool.name} was cancelled.`, { integration: plugin.id });
}

async function findConnection(
  services: Services,
  { plugin }: RegisteredTool,
  call: { readonly user: string } & RunOptions,
): Promise<ConnectionKey> {
  const { user } = call;
  return {
    user,
    integration: plugin.id,
    account: await findAccount(services.tokens.records, { user, plugin }, call.account),
  };
}

/** The connection's record, when its auth method and its scopes are enough for the tool. */
async function requireConnection(
  services: Services,
  { plugin, tool }: RegisteredTool,
  key: ConnectionKey,
): Promise<TokenRecord> {
  const { record } = await services.tokens.handle(key).peek();
  const where = { integration: plugin.id, connection: connectionLabel(key) };
  if (tool.auth && !tool.auth.includes(record.auth)) {
    throw new SidecarError(
      'not_supported',
      `${plugin.name}'s ${tool.name} does not work when connected by "${record.auth}".`,
      {
        ...where,
        nextAction: `Connect ${plugin.name} by ${tool.auth.join(' or ')}.`,
      },
    );
  }
  const missing =
    plugin.auth[record.auth]?.kind === 'oauth2' ? missingScopes(tool.scopes ?? [], record.scopes) : [];
  if (missing.length === 0) return record;
  throw new SidecarError(
    'insufficient_scope',
    `${plugin.name} needs more permissions for ${tool.name}: ${missing.join(', ')}.`,
    {
      ...where,
      nextAction: `Reconnect ${plugin.name} and grant them.`,
    },
  );
}

/** The entries that nothing granted meets, each as a person reads it. */
export function missingScopes(
  needed: readonly (string | readonly string[])[],
  granted: readonly string[],
): readonly string[] {
  return needed.flatMap((entry) => {
    const choices = typeof entry === 'string' ? [entry] : entry;
    return choices.some((scope) => granted.includes(scope)) ? [] : [choices.join(' or ')];
  });
}

async function parseInput({ plugin, tool }: RegisteredTool, input: unknown): Promise<unknown> {
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

async function execute(
  services: Services,
  { plugin, tool }: RegisteredTool,
  call: {
    readonly key: ConnectionKey;
    readonly record: TokenRecord;
    readonly input: unknown;
    readonly signal: AbortSignal | undefined;
  },
): Promise<unknown> {
  const { key, record } = call;
  const context = await connectionToolContext(services, { plugin, key, record, signal: call.signal });
  // `tool()` has tied input and context to what this plugin's schema and client give.
  const output = await tool.execute(call.input as never, context as never);
  const parsed = await parseWithSchema(tool.output, output);
  if (!parsed.issues) return parsed.value;
  throw new SidecarError(
    'invalid_response',
    `${plugin.name} answered ${tool.name} with something unexpected: ${issuesText(parsed.issues)}.`,
    {
      integration: plugin.id,
    },
  );
}

/** Whatever a plugin or its vendor SDK threw, as our error. */
function toSidecarError(
  error: unknown,
  registered: RegisteredTool,
  signal: AbortSignal | undefined,
): SidecarError {
  const { plugin, tool } = registered;
  const known = findSidecarError(error) ?? plugin.toSidecarError?.(error);
  if (known) return known;
  if (signal?.aborted) return abortedCall(registered);
  const status = typeof error === 'object' && error !== null && 'status' in error ? error.status : undefined;
  if (typeof status === 'number' && status >= 400) {
    return errorFromStatus({
      integration: { id: plugin.id, name: plugin.name },
      status,
      effect: tool.effect,
    });
  }
  return new SidecarError('internal', `${plugin.name}'s ${tool.name} failed unexpectedly.`, {
    integration: plugin.id,
    cause: error,
  });
}
