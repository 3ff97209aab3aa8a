import { z } from 'zod';
import { SidecarError } from '../errors.ts';
import { parseJson } from '../http/read-text.ts';
import { lazySchema } from '../lazy-schema.ts';
import { storeKey } from '../storage/keys.ts';
import type { Store } from '../storage/store.ts';

/** What is kept of one integration for one user; people may read and edit it. */
export interface IntegrationConfig {
  readonly enabled?: boolean | undefined;
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly lastSync?: string | undefined;
}

const userConfig = lazySchema(() =>
  z.record(
    z.string(),
    z.looseObject({
      enabled: z.boolean().optional(),
      settings: z.record(z.string(), z.unknown()).optional(),
      lastSync: z.string().optional(),
    }),
  ),
);

const mostAttempts = 50;
const mostNamed = 5;

/** Reads and changes what users have chosen: which integrations are on, and their settings. */
export class UserConfigs {
  readonly #store: Store;

  constructor(store: Store) {
    this.#store = store;
  }

  /** All integrations of a user; empty for a new user. */
  async read(user: string): Promise<Readonly<Record<string, IntegrationConfig>>> {
    const stored = await this.#attempt('read', () => this.#store.get(storeKey('config', user)));
    return parse(user, stored?.value);
  }

  /** Changes one integration's entry; repeated when someone else was faster, so that no other change is lost. */
  async update(
    user: string,
    integration: string,
    change: (config: IntegrationConfig) => IntegrationConfig,
  ): Promise<void> {
    const key = storeKey('config', user);
    for (let attempt = 0; attempt < mostAttempts; attempt += 1) {
      const stored = await this.#attempt('read', () => this.#store.get(key));
      const configs = parse(user, stored?.value);
      const own = Object.hasOwn(configs, integration) ? (configs[integration] ?? {}) : {};
      const value = JSON.stringify({ ...configs, [integration]: change(own) });
      if ((await this.#attempt('save', () => this.#store.set(key, value, stored?.version))) !== undefined)
        return;
    }
    throw new SidecarError('store_failed', 'Others keep changing the configuration.', { integration });
  }

  async #attempt<T>(verb: string, operation: () => Promise<T>): Promise<T> {
    try {
      return await operation();
    } catch (error) {
      if (SidecarError.isInstance(error)) throw error;
      throw new SidecarError('store_failed', `Could not ${verb} the configuration: the store failed.`, {
        nextAction: 'Check that the store can be reached and written, then try again.',
        cause: error,
      });
    }
  }
}

function parse(user: string, value: string | undefined): Readonly<Record<string, IntegrationConfig>> {
  if (value === undefined) return {};
  const json = parseJson(value);
  const parsed = userConfig().safeParse(json);
  if (parsed.success) return parsed.data;
  const problem = json === undefined ? 'it is not JSON' : problemsIn(parsed.error);
  throw new SidecarError(
    'store_corrupt',
    `The stored configuration of user ${user} cannot be read: ${problem}.`,
    { nextAction: 'Correct or restore it; it was left as it is.' },
  );
}

/** Which fields are wrong, without their values. */
function problemsIn({ issues }: z.ZodError): string {
  return issues
    .slice(0, mostNamed)
    .map(({ path, message }) => `${path.join('.')}: ${message}`)
    .join('; ');
}
