import type { AnyPlugin, ConnectOptions } from '@sidecar/core';
import { type ConsentFlags, chooseAuthorizer } from './choose-authorizer.ts';
import { CliError } from './cli-error.ts';
import { exitCodes } from './exit-codes.ts';
import type { FieldFlags } from './fields/given-fields.ts';
import { readFields } from './fields/read-fields.ts';
import { unknownName } from './known-names.ts';
import type { Session } from './session.ts';

/** What `connect` can be told about how to connect. */
export interface MethodFlags extends ConsentFlags, FieldFlags {
  readonly auth?: string;
  readonly scopes?: readonly string[];
}

/** How an integration is connected: by the plugin's first method unless the flags name another, with what that one needs. */
export async function connectOptions(
  session: Session,
  plugin: AnyPlugin,
  flags: MethodFlags,
): Promise<ConnectOptions<AnyPlugin['auth']>> {
  const names = Object.keys(plugin.auth);
  const auth = flags.auth ?? names[0] ?? '';
  const method = Object.hasOwn(plugin.auth, auth) ? plugin.auth[auth] : undefined;
  if (!method) throw unknownName(`way to connect ${plugin.name}`, auth, names);
  if (method.kind === 'typed' || method.kind === 'minted')
    return { auth, fields: await readFields(session, method, flags) };
  if (flags.field || flags.fieldFile || flags.fields !== undefined) {
    throw new CliError(`${plugin.name} has no fields to give.`, {
      exitCode: exitCodes.usage,
      remedy: 'Leave out --field, --field-file and --fields.',
    });
  }
  if (method.kind === 'none') return { auth };
  const via = await chooseAuthorizer(session, { integration: plugin.id, method }, flags);
  return { auth, via, ...(flags.scopes ? { scopes: flags.scopes } : {}) };
}
