import { AssertionError } from 'node:assert';
import {
  type AnyPlugin,
  type AuthMethod,
  createSidecar,
  existingGrant,
  type ListedTool,
  memoryStore,
  oauth2,
  SidecarError,
} from '@sidecar/core';
import type { Attempt } from './attempt.ts';
import { endInWords } from './attempt-problems.ts';
import { hurriedClock } from './hurried-clock.ts';
import type { PluginUnderTest, Scenario } from './plugin-under-test.ts';
import { PlantedSecrets } from './provider/planted-secrets.ts';
import type { ScriptedAnswer } from './provider/scripted-answer.ts';
import { ScriptedProvider } from './provider/scripted-provider.ts';
import { providerSetup } from './provider-setup.ts';
import { trialConnection } from './trial-connection.ts';

/** A real call ends within milliseconds here; whoever takes so long never ends. */
const usualPatienceMs = 4_000;

/** A connected Sidecar over a scripted provider. */
export class Trial {
  readonly provider: ScriptedProvider;
  readonly secrets: PlantedSecrets;
  /** What was logged, a line each. */
  readonly log: string[] = [];
  /** What the plugin's `createClient` made last. */
  client: unknown;
  readonly #subject: PluginUnderTest;
  readonly #sidecar: ReturnType<typeof createSidecar<readonly AnyPlugin[]>>;

  private constructor(subject: PluginUnderTest, provider: ScriptedProvider, secrets: PlantedSecrets) {
    this.#subject = subject;
    this.provider = provider;
    this.secrets = secrets;
    const log = (line: string) => this.log.push(line);
    this.#sidecar = createSidecar({
      plugins: [this.#watched(subject.plugin)],
      store: memoryStore(),
      fetch: provider.fetch,
      clock: hurriedClock(),
      random: () => 0,
      logger: { debug: log, info: log, warn: log, error: log },
    });
  }

  /** Starts a provider and connects to it by the subject's method. */
  static async open(subject: PluginUnderTest, answers: readonly ScriptedAnswer[]): Promise<Trial> {
    const secrets = new PlantedSecrets();
    const setup = await providerSetup(subject, { answers, secrets });
    const provider = await ScriptedProvider.start(setup);
    const trial = new Trial(subject, provider, secrets);
    try {
      await trial.#connect();
    } catch (error) {
      await trial.close();
      throw new AssertionError({ message: connectFailure(error, provider) });
    }
    provider.received.length = 0;
    provider.mintRequests = 0;
    return trial;
  }

  /** Runs a scenario to its end. */
  attempt({ name, example }: Scenario, signal?: AbortSignal): Promise<Attempt> {
    return name === 'identify' ? this.#ended(this.#identify(signal)) : this.run(name, example.input, signal);
  }

  run(tool: string, input: unknown, signal?: AbortSignal): Promise<Attempt> {
    return this.#ended(this.#sidecar.run(`${this.#subject.plugin.id}.${tool}`, input, { signal }));
  }

  /** Asks through the stored connection who it is. */
  verify(): Promise<Attempt> {
    return this.#ended(this.#sidecar.verify(this.#subject.plugin.id));
  }

  /** How long a call, or the end of a connection, is waited for. */
  get patienceMs(): number {
    return this.#subject.options.patienceMs ?? usualPatienceMs;
  }

  /** The tools as a model sees them. */
  tools(): Promise<readonly ListedTool[]> {
    return this.#sidecar.tools();
  }

  async close(): Promise<void> {
    await this.#sidecar.close();
    await this.provider.close();
  }

  async #identify(signal = new AbortController().signal): Promise<unknown> {
    return this.#subject.plugin.identify?.(this.client as never, signal);
  }

  async #ended(work: Promise<unknown>): Promise<Attempt> {
    let timer: NodeJS.Timeout | undefined;
    const never = new Promise<Attempt>((resolve) => {
      timer = setTimeout(() => resolve({ ended: 'never' }), this.patienceMs);
    });
    const end = work.then(
      (output): Attempt => ({ ended: 'output', output }),
      (error): Attempt => ({ ended: 'error', error }),
    );
    try {
      return await Promise.race([end, never]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #connect(): Promise<void> {
    const { auth, method, options, plugin } = this.#subject;
    const fields = options.connection?.fields ?? {};
    this.secrets.addTyped(fields, (await trialConnection(this.#subject)).site);
    const via = existingGrant({ refreshToken: this.secrets.issue() });
    await this.#sidecar.connect(plugin.id, { auth, ...(method?.kind === 'oauth2' ? { via } : { fields }) });
  }

  /** The plugin with an OAuth client of the suite's, and with an eye on the client that it makes. */
  #watched(plugin: AnyPlugin): AnyPlugin {
    const getClient = () => ({ id: 'suite-client', secret: this.secrets.clientSecret });
    const auth = Object.fromEntries(
      Object.entries(plugin.auth).map(([name, method]): [string, AuthMethod] => [
        name,
        method.kind === 'oauth2' ? oauth2({ ...method, getClient }) : method,
      ]),
    );
    const { createClient } = plugin;
    const watched = (context: never) => {
      this.client = createClient?.(context);
      return this.client;
    };
    return { ...plugin, auth, ...(createClient ? { createClient: watched } : {}) };
  }
}

function connectFailure(error: unknown, { received, requestProblems }: ScriptedProvider): string {
  const unscripted = received
    .filter(({ answer }) => answer === undefined)
    .map(({ method, url }) => `asked ${method} ${url.pathname}, for which connection.answers has nothing`);
  const cause = SidecarError.isInstance(error) && error.cause ? `: ${error.cause.message}` : '';
  const ended = `${endInWords({ ended: 'error', error })}${cause}`;
  const why = [...requestProblems, ...unscripted].join('; it ') || ended;
  return `The suite could not connect the plugin: it ${why}.`;
}
