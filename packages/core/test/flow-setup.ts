import { inspect } from 'node:util';
import type { AnyPlugin, Store } from '../src/index.ts';
import { memoryStore, SidecarError } from '../src/index.ts';
import { type AuthorizationFlow, createAuthorizationFlow } from '../src/oauth/authorization-flow.ts';
import type { FindMethod } from '../src/oauth/found-method.ts';
import type { CompletedGrant } from '../src/oauth/grant.ts';
import { type ManualClock, manualClock } from './manual-clock.ts';

/** One instance of the flow and what came out of it. */
export interface FlowSetup {
  readonly flow: AuthorizationFlow;
  readonly grants: CompletedGrant[];
  readonly store: Store;
  readonly clock: ManualClock;
}

/** Sets up the flow over some plugins; two set-ups over one store are two processes. */
export function flowSetup(
  plugins: readonly AnyPlugin[],
  { store = memoryStore(), clock = manualClock() }: Partial<Pick<FlowSetup, 'store' | 'clock'>> = {},
): FlowSetup {
  const grants: CompletedGrant[] = [];
  const flow = createAuthorizationFlow({
    findMethod: findMethodIn(plugins),
    store,
    fetch: (input, init) => fetch(input, init),
    clock,
    completeGrant: async (grant) => {
      grants.push(grant);
      const { integration, user, account, auth } = grant;
      return { integration, user, account, auth };
    },
  });
  return { flow, grants, store, clock };
}

/** Finds a plugin's first OAuth method, or the one that is named. */
export function findMethodIn(plugins: readonly AnyPlugin[]): FindMethod {
  return (integration, auth) => {
    const plugin = plugins.find(({ id }) => id === integration);
    const [name, method] =
      Object.entries(plugin?.auth ?? {}).find(
        ([key, { kind }]) => kind === 'oauth2' && key === (auth ?? key),
      ) ?? [];
    if (!plugin || !name || method?.kind !== 'oauth2') throw new SidecarError('unknown_name', integration);
    return { plugin, name, method };
  };
}

/** What a browser does at the consent page: where it is sent afterwards. */
export async function consent(authUrl: string): Promise<string> {
  const response = await fetch(authUrl, { redirect: 'manual' });
  const location = response.headers.get('location');
  if (response.status !== 302 || !location) throw new Error(`Refused: ${await response.text()}`);
  return location;
}

/** The error of a call that must fail. */
export async function errorOf(work: Promise<unknown>): Promise<SidecarError> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (error instanceof SidecarError) return error;
  throw new Error(`Not a SidecarError: ${inspect(error)}`);
}

/** Everything that a value shows of itself, however it is looked at. */
export function everythingShown(value: unknown): string {
  const json = JSON.stringify(value);
  return [inspect(value, { depth: Infinity, showHidden: true }), json, String(value)].join('\n');
}
