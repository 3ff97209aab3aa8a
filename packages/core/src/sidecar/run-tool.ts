import { SidecarError } from '../errors.ts';
import type { RegisteredTool } from '../plugin-set.ts';
import { type ConnectionKey, connectionLabel } from '../tokens/connection-key.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { findAccount } from './accounts.ts';
import { requireApproval } from './approval.ts';
import { isEnabled } from './enabled.ts';
import { abortedCall, executeTool, parseInput, toolFailure } from './execute-tool.ts';
import { missingScopes } from './missing-scopes.ts';
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
    requireSignal(call.signal);
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
    const output = await executeTool(services, registered, { key, record, input, signal: call.signal });
    finish(account);
    return output;
  } catch (error) {
    const failure = toolFailure(error, registered, call.signal);
    finish(account, failure);
    throw failure;
  }
}

/** What is no signal would only fail once the work has begun. */
function requireSignal(signal: unknown): void {
  if (signal === undefined || signal instanceof AbortSignal) return;
  throw new SidecarError('invalid_input', 'The signal of a call has to be an AbortSignal.', {
    fields: [{ path: 'signal', message: 'Expected an AbortSignal.' }],
  });
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
  const missing = await missingScopes(services, { plugin, tool, key, record });
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
