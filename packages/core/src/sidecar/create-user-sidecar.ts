import type { AnyCatalog } from '../catalog.ts';
import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { RegisteredTool } from '../plugin-set.ts';
import { type AnyConnectOptions, connect } from './connect.ts';
import { verifyConnection } from './connection-client.ts';
import { connectionHandle } from './connection-handle.ts';
import { describeIntegrations } from './describe.ts';
import { IntegrationRegistry } from './integration-registry.ts';
import { OAuthManager } from './oauth-manager.ts';
import { runTool } from './run-tool.ts';
import type { Services } from './services.ts';
import { type ListedTool, listedInputSchema } from './tool-list.ts';
import type { UserSidecar } from './user-sidecar.ts';

/** One user's view; makes nothing but the view, so it may be made for every request. */
export function createUserSidecar(services: Services, user: string): UserSidecar<AnyPlugin, AnyCatalog> {
  const registry = new IntegrationRegistry(services, user);
  const oauth = new OAuthManager(services, user);
  const sidecar: UserSidecar<AnyPlugin, AnyCatalog> = {
    run: (name, input, options = {}) => runTool(services, { ...options, user, name, input }),
    runByName: (name, input, options = {}) => runTool(services, { ...options, user, name, input }),
    connect: async (integration, options: AnyConnectOptions = {}) =>
      connect(services, { user, integration }, options),
    startAuthFlow: (integration, options) => oauth.startAuthFlow(integration, options),
    handleCallback: (url, proof) => oauth.handleCallback(url, proof),
    disconnect: (integration, account) => oauth.revokeToken(integration, account),
    enable: (integration) => registry.enable(integration),
    disable: (integration) => registry.disable(integration),
    configure: (integration, settings) => registry.configure(integration, settings),
    status: (integration, account) => registry.getStatus(integration, account),
    statuses: () => registry.getAllStatuses(),
    verify: async (integration, account) => {
      const status = await registry.getStatus(integration, account);
      const plugin = services.plugins.get(integration);
      if (status.account !== undefined)
        await verifyConnection(services, { plugin, key: { user, integration, account: status.account } });
      return registry.getStatus(integration, status.account);
    },
    tools: async () => {
      const usable = await registry.getAllEnabledTools();
      return usable.map(({ registered, accounts }) => listTool(services, { user, registered, accounts }));
    },
    describe: async () => describeIntegrations(await registry.getAllStatuses(), await sidecar.tools()),
    connection: (integration, account) => connectionHandle(services, { user, integration, account }),
  };
  return sidecar;
}

function listTool(
  services: Services,
  {
    user,
    registered,
    accounts,
  }: { readonly user: string; readonly registered: RegisteredTool; readonly accounts: readonly string[] },
): ListedTool {
  const { plugin, tool, name, qualifiedName } = registered;
  return {
    name,
    qualifiedName,
    integration: plugin.id,
    description: tool.description,
    effect: tool.effect,
    inputSchema: listedInputSchema(registered, accounts),
    execute: (given, options = {}) => {
      const { input, account } = accounts.length < 2 ? { input: given } : splitAccount(given);
      return runTool(services, { ...options, user, name: qualifiedName, input, account });
    },
  };
}

/** Takes the account choice out of the arguments, where the input schema offers one. */
function splitAccount(given: unknown): { readonly input: unknown; readonly account?: string } {
  if (typeof given !== 'object' || given === null || !('account' in given)) return { input: given };
  const { account, ...input } = given;
  if (typeof account === 'string') return { input, account };
  throw new SidecarError('invalid_input', 'The account has to be one of the labels, as text.', {
    fields: [{ path: 'account', message: 'Expected a text.' }],
  });
}
