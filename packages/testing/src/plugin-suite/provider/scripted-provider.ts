import type { IncomingMessage, ServerResponse } from 'node:http';
import { AnswerScript, fits, stepOf } from './answer-script.ts';
import { askProvider, originalUrlHeader } from './ask-provider.ts';
import { failAt } from './fail-at.ts';
import type { Fault, FaultAt } from './fault.ts';
import { type LoopbackServer, loopbackServer } from './loopback-server.ts';
import { type MintExample, mintAnswer } from './mint-endpoint.ts';
import { guardNames } from './name-guard.ts';
import { guardNetwork, type NetworkGuard } from './network-guard.ts';
import type { PlantedSecrets } from './planted-secrets.ts';
import { readBody } from './read-body.ts';
import type { ScriptedAnswer } from './scripted-answer.ts';
import { type TokenEndpoint, tokenAnswer } from './token-endpoint.ts';
import { writeAnswer } from './write-answer.ts';

/** One request of the plugin, as the provider got it. */
export interface ReceivedRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  /** The answer that was written for it; undefined when there is none. */
  readonly answer: ScriptedAnswer | undefined;
  /** Resolves when the plugin's side has gone. */
  readonly closed: Promise<void>;
}

/** What a provider is set up with. */
export interface ProviderSetup {
  readonly answers: readonly ScriptedAnswer[];
  /** Origins that the plugin may ask. */
  readonly origins: ReadonlySet<string>;
  readonly tokenEndpoints: readonly TokenEndpoint[];
  readonly mint?: MintExample;
  readonly secrets: PlantedSecrets;
}

/** Stands in for a provider on a real socket: every request of the Sidecar comes here, whatever host it names. */
export class ScriptedProvider {
  /** What fails, from now on. */
  faultAt: FaultAt | undefined;
  /** What happens to requests for a minted token, from now on. */
  mintFault: Fault | undefined;
  /** How often a minted token was asked for. */
  mintRequests = 0;
  readonly received: ReceivedRequest[] = [];
  readonly #strayRequests: string[] = [];
  readonly #setup: ProviderSetup;
  readonly #script: AnswerScript;
  readonly #silence = Promise.withResolvers<void>();
  #faults = 0;
  #closedPort = 0;
  #server: LoopbackServer | undefined;
  #guard: NetworkGuard | undefined;
  #releaseNames: (() => void) | undefined;

  private constructor(setup: ProviderSetup) {
    this.#setup = setup;
    this.#script = new AnswerScript(setup.answers);
  }

  /** Listens, and closes every other way out. */
  static async start(setup: ProviderSetup): Promise<ScriptedProvider> {
    const provider = new ScriptedProvider(setup);
    const unused = await loopbackServer();
    await unused.close();
    const server = await loopbackServer((request, response) => {
      provider.#answer(request, response).catch(() => response.destroy());
    });
    provider.#closedPort = unused.port;
    provider.#server = server;
    provider.#releaseNames = guardNames();
    provider.#guard = guardNetwork(new Set([server.port, unused.port]));
    return provider;
  }

  /** What was asked past the connection's fetch or past the declared origins, as ends of sentences. */
  get requestProblems(): readonly string[] {
    return [...this.#strayRequests, ...(this.#guard?.attempts ?? [])];
  }

  /** The fetch that the Sidecar is given. */
  readonly fetch: typeof fetch = async (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input);
    if (!this.#setup.origins.has(url.origin) && !this.#tokenEndpoint(url)) {
      const request = `${init?.method ?? 'GET'} ${url.origin}${url.pathname}`;
      this.#strayRequests.push(`asked ${request}, whose origin is not declared`);
      throw new TypeError('fetch failed');
    }
    const isRefused = this.#isRefused(url, init?.method ?? 'GET');
    const port = isRefused ? this.#closedPort : this.#server?.port;
    return askProvider([input, init], { port, send: this.#guard?.fetch ?? fetch });
  };

  /** Resolves when a request has come in that gets no answer. */
  get silence(): Promise<void> {
    return this.#silence.promise;
  }

  async close(): Promise<void> {
    this.#guard?.end();
    this.#releaseNames?.();
    await this.#server?.close();
  }

  /** Nobody sees the body of what is never sent, so such a fault goes by method and path. */
  #isRefused(url: URL, method: string): boolean {
    const { faultAt } = this;
    if (faultAt?.fault.kind !== 'refused' || this.#tokenEndpoint(url)) return false;
    if (faultAt.step === undefined) return true;
    // The step's own name holds the text that the body would have to hold.
    const request = { method: method.toUpperCase(), url, body: faultAt.step };
    return this.#setup.answers.some((answer) => stepOf(answer) === faultAt.step && fits(answer, request));
  }

  #tokenEndpoint(url: URL): TokenEndpoint | undefined {
    return this.#setup.tokenEndpoints.find(
      ({ url: endpoint }) => endpoint === `${url.origin}${url.pathname}`,
    );
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(String(request.headers[originalUrlHeader]));
    const body = await readBody(request);
    const endpoint = this.#tokenEndpoint(url);
    if (endpoint) return writeAnswer(response, tokenAnswer(endpoint, this.#setup.secrets));
    const method = request.method ?? 'GET';
    if (this.#setup.mint && fits(this.#setup.mint, { method, url, body }))
      return this.#mint(response, this.#setup.mint);
    const answer = this.#script.next({ method, url, body });
    const closed = new Promise<void>((resolve) => response.once('close', resolve));
    this.received.push({ method, url, headers: request.headers, body, answer, closed });
    const fault = this.#nextFault(answer);
    if (!fault) return writeAnswer(response, answer ?? { status: 404, body: {} });
    failAt(response, fault);
    if (fault.kind.startsWith('silent')) this.#silence.resolve();
  }

  #mint(response: ServerResponse, mint: MintExample): void {
    this.mintRequests += 1;
    if (this.mintFault) failAt(response, this.mintFault);
    else writeAnswer(response, mintAnswer(mint, this.#setup.secrets));
  }

  #nextFault(answer: ScriptedAnswer | undefined): Fault | undefined {
    const { faultAt } = this;
    if (!faultAt) return undefined;
    if (faultAt.step !== undefined && (!answer || stepOf(answer) !== faultAt.step)) return undefined;
    if (this.#faults >= (faultAt.times ?? Number.POSITIVE_INFINITY)) return undefined;
    this.#faults += 1;
    return faultAt.fault;
  }
}
