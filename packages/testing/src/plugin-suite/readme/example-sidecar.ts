import { AsyncLocalStorage } from 'node:async_hooks';
import type * as Core from '@sidecar/core';
import { askProvider } from '../provider/ask-provider.ts';
import { connectInExample, type ExampleConnect } from './connect-in-example.ts';
import { callHeader, type ExampleOrder } from './example-order.ts';

type Options = Core.SidecarOptions<readonly Core.AnyPlugin[], 'one' | 'many'>;
type Run = (name: string, ...rest: readonly unknown[]) => Promise<unknown>;

/** A Sidecar, or the view of one user, as far as it is another one in an example. */
interface View {
  readonly run?: Run;
  readonly runByName?: Run;
  readonly connect?: ExampleConnect;
  readonly forUser?: (user: string) => View;
}

/** Makes the `createSidecar` of a README's example: a store in memory, a person who has consented, and the suite's provider behind every address. */
export function exampleSidecar(core: typeof Core, order: ExampleOrder): (options: Options) => View {
  const calls = new AsyncLocalStorage<string>();
  const send: typeof fetch = (...request) =>
    askProvider(request, {
      port: order.port,
      send: fetch,
      headers: { [callHeader]: calls.getStore() ?? '' },
    });
  let count = 0;
  const counted =
    (run: Run): Run =>
    (name, ...rest) =>
      calls.run(`${++count} ${name}`, () => run(name, ...rest));

  return (options) => {
    const plugins = options.plugins.map((plugin) => withClient(core, plugin, order.clientSecret));
    const { store, approve, ...rest } = options;
    const sidecar = core.createSidecar({
      ...rest,
      plugins,
      // Whoever forgets the store is told so, as everywhere.
      store: store && core.memoryStore(),
      fetch: send,
      ...(approve ? { approve: () => true } : {}),
    });
    const staged = ({ run, runByName, connect, forUser, ...others }: View): View => ({
      ...others,
      ...(run ? { run: counted(run) } : {}),
      ...(runByName ? { runByName: counted(runByName) } : {}),
      ...(connect ? { connect: connectInExample(connect, { core, plugins, order }) } : {}),
      ...(forUser ? { forUser: (user) => staged(forUser(user)) } : {}),
    });
    return staged(sidecar as View);
  };
}

/** The plugin with an OAuth client of the suite's; whatever else it is, core judges. */
function withClient(core: typeof Core, plugin: Core.AnyPlugin, secret: string): Core.AnyPlugin {
  if (typeof plugin !== 'object' || typeof plugin.auth !== 'object') return plugin;
  const getClient = () => ({ id: 'suite-client', secret });
  const methods = Object.entries(plugin.auth).map(([name, method]): [string, Core.AuthMethod] => [
    name,
    method.kind === 'oauth2' ? core.oauth2({ ...method, getClient }) : method,
  ]);
  return { ...plugin, auth: Object.fromEntries(methods) };
}
