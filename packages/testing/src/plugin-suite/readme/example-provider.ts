import type { IncomingMessage, ServerResponse } from 'node:http';
import type { PluginUnderTest } from '../plugin-under-test.ts';
import { fits, type ScriptedRequest } from '../provider/answer-script.ts';
import { originalUrlHeader } from '../provider/ask-provider.ts';
import { type LoopbackServer, loopbackServer } from '../provider/loopback-server.ts';
import { mintAnswer } from '../provider/mint-endpoint.ts';
import { PlantedSecrets } from '../provider/planted-secrets.ts';
import { readBody } from '../provider/read-body.ts';
import type { ScriptedAnswer } from '../provider/scripted-answer.ts';
import type { ProviderSetup } from '../provider/scripted-provider.ts';
import { tokenAnswer } from '../provider/token-endpoint.ts';
import { writeAnswer } from '../provider/write-answer.ts';
import { providerSetup } from '../provider-setup.ts';
import { callHeader } from './example-order.ts';
import { LenientScript } from './lenient-script.ts';

/** The provider of a README's example: answers each call with what the examples of its tool say. */
export class ExampleProvider {
  /** What was asked that no example answers, as ends of sentences. */
  readonly unanswered: string[] = [];
  readonly secrets: PlantedSecrets;
  readonly #subject: PluginUnderTest;
  readonly #setup: ProviderSetup;
  readonly #scripts = new Map<string, LenientScript>();
  #server: LoopbackServer | undefined;

  private constructor(subject: PluginUnderTest, setup: ProviderSetup) {
    this.#subject = subject;
    this.#setup = setup;
    this.secrets = setup.secrets;
  }

  static async start(subject: PluginUnderTest): Promise<ExampleProvider> {
    const setup = await providerSetup(subject, { answers: [], secrets: new PlantedSecrets() });
    const provider = new ExampleProvider(subject, setup);
    provider.#server = await loopbackServer((request, response) => {
      provider.#answer(request, response).catch(() => response.destroy());
    });
    return provider;
  }

  get port(): number {
    return this.#server?.port ?? 0;
  }

  async close(): Promise<void> {
    await this.#server?.close();
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'GET', headers } = incoming;
    const url = new URL(String(headers[originalUrlHeader]));
    const request = { method, url, body: await readBody(incoming) };
    const answer = this.#newToken(request) ?? this.#script(String(headers[callHeader] ?? '')).next(request);
    if (answer) return writeAnswer(response, answer);
    this.unanswered.push(`asked ${method} ${url.origin}${url.pathname}, for which no example has an answer`);
    writeAnswer(response, { status: 404, body: {} });
  }

  #newToken(request: ScriptedRequest): Parameters<typeof writeAnswer>[1] | undefined {
    const { tokenEndpoints, mint, secrets } = this.#setup;
    const address = `${request.url.origin}${request.url.pathname}`;
    const endpoint = tokenEndpoints.find(({ url }) => url === address);
    if (endpoint) return tokenAnswer(endpoint, secrets);
    return mint && fits(mint, request) ? mintAnswer(mint, secrets) : undefined;
  }

  /** Each call begins anew: `3 note_list` is the third call of the program. */
  #script(call: string): LenientScript {
    const known = this.#scripts.get(call);
    if (known) return known;
    const script = new LenientScript(this.#answersFor(call.split(' ')[1]?.split('.').at(-1) ?? ''));
    this.#scripts.set(call, script);
    return script;
  }

  /** What the tool's own examples say, then the connection's, then what others say of the same addresses. */
  #answersFor(tool: string): readonly ScriptedAnswer[] {
    const { options, tools } = this.#subject;
    const others = tools.map(({ name }) => name).filter((name) => name !== tool);
    const answersOf = (name: string) => this.#subject.examplesOf(name).flatMap(({ answers }) => answers);
    return [...answersOf(tool), ...(options.connection?.answers ?? []), ...others.flatMap(answersOf)];
  }
}
