import { SidecarError } from '../errors.ts';
import type { AnyPlugin } from '../plugin.ts';
import type { RegisteredTool } from '../plugin-set.ts';
import type { IntegrationStatus } from '../status.ts';
import { accountLabels, chooseAccount } from './accounts.ts';
import { isEnabled } from './enabled.ts';
import { issuesText, parseWithSchema } from './parse-with-schema.ts';
import { readStatus } from './read-status.ts';
import type { Services } from './services.ts';
import { statusDetails } from './status-details.ts';

/** Which integrations there are, which of them a user has switched on, and how they are. */
export class IntegrationRegistry {
  readonly #services: Services;
  readonly #user: string;

  constructor(services: Services, user: string) {
    this.#services = services;
    this.#user = user;
  }

  /** Every registered plugin. */
  getAvailableIntegrations(): readonly AnyPlugin[] {
    return this.#services.plugins.all;
  }

  async getEnabledIntegrations(): Promise<readonly AnyPlugin[]> {
    const enabled = await Promise.all(
      this.getAvailableIntegrations().map(async (plugin) =>
        (await this.#isEnabled(plugin)) ? [plugin] : [],
      ),
    );
    return enabled.flat();
  }

  /** Switches an integration on; its tools can be used as soon as it is connected. */
  async enable(integration: string): Promise<void> {
    const plugin = this.#services.plugins.get(integration);
    await plugin.onEnable?.((await this.#hookContext(plugin)) as never);
    await this.#update(plugin, (config) => ({ ...config, enabled: true }));
  }

  /** Switches it off; connections are kept, tools are not offered. */
  async disable(integration: string): Promise<void> {
    const plugin = this.#services.plugins.get(integration);
    await plugin.onDisable?.((await this.#hookContext(plugin)) as never);
    await this.#update(plugin, (config) => ({ ...config, enabled: false }));
  }

  /** Changes an integration's settings; checked by the plugin's schema. */
  async configure(integration: string, settings: Readonly<Record<string, unknown>>): Promise<void> {
    const plugin = this.#services.plugins.get(integration);
    const parsed = plugin.settings
      ? await parseWithSchema(plugin.settings, settings)
      : { issues: [{ path: '', message: 'There are none.' }] };
    if (parsed.issues) {
      throw new SidecarError(
        'invalid_input',
        `These are no settings of ${plugin.name}: ${issuesText(parsed.issues)}.`,
        {
          integration: plugin.id,
          fields: parsed.issues,
        },
      );
    }
    await this.#update(plugin, (config) => ({ ...config, settings: { ...settings } }));
  }

  /** The state of one integration; of the named account, or the one that a call would use. */
  async getStatus(integration: string, account?: string): Promise<IntegrationStatus> {
    const plugin = this.#services.plugins.get(integration);
    const labels = await this.#labels(plugin);
    return this.#status(plugin, chooseAccount(labels, account, plugin), labels);
  }

  /** One entry for each connected account, and one for each integration that has none. */
  async getAllStatuses(): Promise<readonly IntegrationStatus[]> {
    const lists = await Promise.all(
      this.getAvailableIntegrations().map(async (plugin) => {
        const labels = await this.#labels(plugin);
        const shown = labels.length > 0 ? labels : [chooseAccount([], undefined, plugin)];
        return Promise.all(shown.map((label) => this.#status(plugin, label, labels)));
      }),
    );
    return lists.flat();
  }

  /** All tools of one integration, usable or not. */
  getToolsForIntegration(integration: string): readonly RegisteredTool[] {
    const plugin = this.#services.plugins.get(integration);
    return this.#services.plugins.tools.filter((tool) => tool.plugin === plugin);
  }

  /** The tools that can be called now, with the accounts that they can be called for. */
  async getAllEnabledTools(): Promise<
    readonly { readonly registered: RegisteredTool; readonly accounts: readonly string[] }[]
  > {
    const usable = (await this.getAllStatuses()).filter(
      ({ enabled, authenticated }) => enabled && authenticated,
    );
    return this.#services.plugins.tools.flatMap((registered) => {
      const { auth } = registered.tool;
      const accounts = usable
        .filter(
          (status) =>
            status.integration === registered.plugin.id && (!auth || auth.includes(status.auth ?? '')),
        )
        .flatMap(({ account }) => (account === undefined ? [] : [account]));
      return accounts.length > 0 ? [{ registered, accounts }] : [];
    });
  }

  async #status(plugin: AnyPlugin, account: string, labels: readonly string[]): Promise<IntegrationStatus> {
    const key = { user: this.#user, integration: plugin.id, account };
    const enabled = await isEnabled(this.#services.configs, { ...key, connected: labels.length > 0 });
    const status = await readStatus(this.#services, key, enabled);
    return { ...status, ...(await statusDetails(this.#services, { plugin, key, status })) };
  }

  async #isEnabled(plugin: AnyPlugin): Promise<boolean> {
    const connected = (await this.#labels(plugin)).length > 0;
    return isEnabled(this.#services.configs, { user: this.#user, integration: plugin.id, connected });
  }

  #labels(plugin: AnyPlugin): Promise<readonly string[]> {
    return accountLabels(this.#services.tokens.records, { user: this.#user, integration: plugin.id });
  }

  async #hookContext(plugin: AnyPlugin) {
    return {
      integration: plugin.id,
      user: this.#user,
      settings: await this.#services.clients.settings(plugin, this.#user),
    };
  }

  async #update(plugin: AnyPlugin, change: Parameters<Services['configs']['update']>[2]): Promise<void> {
    await this.#services.configs.update(this.#user, plugin.id, change);
    for (const account of await this.#labels(plugin)) {
      this.#services.announcements.announce({ user: this.#user, integration: plugin.id, account });
    }
  }
}
