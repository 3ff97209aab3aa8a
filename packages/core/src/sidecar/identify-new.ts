import type { CredentialSource } from '../http/credential-source.ts';
import type { AuthMethod, Identity } from '../plugin.ts';
import { type ConnectionKey, recordKey } from '../tokens/connection-key.ts';
import { credentialOf } from '../tokens/credential-of.ts';
import { credentialNotAcceptedError, notConnectedError } from '../tokens/token-errors.ts';
import type { TokenRecord } from '../tokens/token-record.ts';
import { abandonGrant } from './abandon-grant.ts';
import type { GrantInUse } from './grant-in-use.ts';
import { pluginFailure } from './plugin-failure.ts';
import { readIdentity } from './read-identity.ts';
import type { Services } from './services.ts';

/** A grant that is not stored yet, with its further credentials by name. */
export interface NewGrant extends GrantInUse {
  readonly others?: Readonly<Record<string, TokenRecord>>;
  /** Another program was given it before. */
  readonly isTakenOver?: boolean | undefined;
}

/**
 * Whose account a grant that is not stored yet opens. Passing trouble must not throw away a consent just given, nor may
 * that the person granted less than asking for a name needs: a first connection is stored without a name then. In the
 * place of another one the name is needed.
 */
export async function identifyNew(services: Services, grant: NewGrant): Promise<Identity | undefined> {
  const { plugin, key, record, others = {}, isTakenOver, signal } = grant;
  const method = plugin.auth[record.auth];
  if (!plugin.identify || !method) return undefined;
  const credentials = credentialsOf(grant, method);
  const giveBack = async (failure: unknown) => {
    await abandonGrant(services, { key, record, others, isTakenOver });
    throw failure;
  };
  const settings = await services.clients.settings(plugin, key.user).catch(giveBack);
  try {
    const request = { plugin, key, record, credentials, origins: record.belongsTo.origins };
    const { client } = services.clients.make(request, services.clients.newHold(), settings);
    const answer = await plugin.identify(client as never, signal ?? new AbortController().signal);
    return readIdentity(plugin, answer);
  } catch (error) {
    const failure = pluginFailure(error, { plugin, what: 'identify' });
    const isPassing = failure.retryable || failure.code === 'insufficient_scope';
    if (isPassing && (await mayBeNameless(services, key))) return undefined;
    return giveBack(failure);
  }
}

/** What stands in its place has no name either; who cannot read it does not know. */
async function mayBeNameless({ tokens }: Services, key: ConnectionKey): Promise<boolean> {
  return tokens.records.read(key).then(
    (old) => !old?.record.identity,
    () => false,
  );
}

/** The grant's own credentials, of which none is renewed as long as nobody knows whose they are. */
function credentialsOf({ plugin, key, record, others = {} }: NewGrant, method: AuthMethod): CredentialSource {
  const named = { key, name: plugin.name };
  return {
    issue: async ({ rejected, credential }) => {
      if (rejected !== undefined) throw credentialNotAcceptedError(named);
      if (credential === undefined) return credentialOf({ record, version: recordKey(key) }, method);
      const other = Object.hasOwn(others, credential) ? others[credential] : undefined;
      if (!other) throw notConnectedError(named);
      return credentialOf({ record: other, version: recordKey({ ...key, credential }) }, method);
    },
  };
}
