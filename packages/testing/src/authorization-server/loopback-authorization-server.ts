import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AuthorizationDialect, DialectAnswer } from './authorization-dialect.ts';
import { authorize, type Decision, type IssuedCode } from './authorization-endpoint.ts';
import { DeviceDesk, type DeviceState } from './device-desk.ts';
import type {
  FakeAuthorizationServer,
  FakeAuthorizationServerOptions,
  IssuedGrant,
} from './fake-authorization-server.ts';
import { GrantLedger } from './grant-ledger.ts';
import { isClient } from './is-client.ts';
import { closeServer, listenOnLoopback, sendAnswer } from './loopback-http.ts';
import { type ReceivedRequest, receivedRequest } from './received-request.ts';
import { standardDialect } from './standard-dialect.ts';
import { answerTokenRequest } from './token-endpoint.ts';
import { answerWithFault, type TokenFault, type WireAnswer } from './token-fault.ts';
import { TokenLog } from './token-log.ts';

/** Puts the endpoints together and routes to them. */
export class LoopbackAuthorizationServer implements FakeAuthorizationServer {
  person = 'ada';
  decision: Decision = 'allow';
  lifetimeSeconds: number;
  readonly client: { readonly id: string; readonly secret?: string };
  readonly revoked: string[] = [];
  readonly dialect: AuthorizationDialect;
  readonly redirectUris: readonly string[];
  readonly graceMs: number;
  readonly now: () => number;
  readonly codes = new Map<string, IssuedCode>();
  readonly devices = new DeviceDesk();
  readonly ledger: GrantLedger;
  readonly #log = new TokenLog();
  readonly #http: Server;
  readonly #hanging = new Set<ServerResponse>();
  #origin = '';
  #fault: { readonly what: TokenFault; left: number } | undefined;

  constructor(options: FakeAuthorizationServerOptions) {
    this.dialect = options.dialect ?? standardDialect;
    this.client = options.client ?? this.dialect.client;
    this.redirectUris = options.redirectUris ?? [];
    this.graceMs = options.graceMs ?? 0;
    this.now = options.now ?? Date.now;
    this.lifetimeSeconds = this.dialect.lifetimeSeconds;
    this.ledger = new GrantLedger(this);
    this.#http = createServer(async (request, response) => {
      sendAnswer(response, await this.#answer(request, response));
    });
  }

  get authorizationUrl() {
    return this.#origin + this.dialect.paths.authorize;
  }
  get tokenUrl() {
    return this.#origin + this.dialect.paths.token;
  }
  get revocationUrl() {
    return this.#origin + (this.dialect.paths.revoke ?? '/no-revocation');
  }
  get deviceAuthorizationUrl() {
    return this.#origin + (this.dialect.paths.device ?? '/no-device');
  }
  get apiUrl() {
    return `${this.#origin}/api/me`;
  }
  get requests() {
    return this.#log.requests;
  }

  async listen(): Promise<void> {
    this.#origin = await listenOnLoopback(this.#http);
  }

  issue({
    person = this.person,
    scopes = [],
  }: Parameters<FakeAuthorizationServer['issue']>[0] = {}): IssuedGrant {
    const grant = this.ledger.newGrant({ person, scopes, offline: true });
    const { accessToken, refreshToken = '' } = this.ledger.issue(grant);
    return { grantId: grant.id, accessToken, refreshToken };
  }

  isLive(accessToken: string): boolean {
    return this.ledger.personOf(accessToken) !== undefined;
  }

  isGrantAlive(grantId: string): boolean {
    return this.ledger.isGrantAlive(grantId);
  }

  revokeGrant(grantId: string): void {
    this.ledger.end(grantId);
  }

  fail(fault: TokenFault, { times = Number.POSITIVE_INFINITY }: { readonly times?: number } = {}): void {
    this.#fault = { what: fault, left: times };
  }

  recover(): void {
    this.#fault = undefined;
    for (const response of this.#hanging) response.socket?.destroy();
    this.#hanging.clear();
  }

  arrived(count: number): Promise<void> {
    return this.#log.reached(count);
  }

  async consent(authorizationUrl: string): Promise<string> {
    const response = await fetch(authorizationUrl, { redirect: 'manual' });
    const location = response.headers.get('location');
    if (location === null) throw new Error(`The authorization server says: ${await response.text()}`);
    return location;
  }

  decideDevice(userCode: string, state: DeviceState): void {
    this.devices.decide(userCode, state, this.person);
  }

  close(): Promise<void> {
    return closeServer(this.#http);
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<WireAnswer> {
    try {
      return await this.#route(await receivedRequest(incoming, this.dialect), response);
    } catch {
      return { status: 400, body: '{"error":"invalid_request"}' };
    }
  }

  #route(request: ReceivedRequest, response: ServerResponse): WireAnswer | Promise<WireAnswer> {
    const { authorize: authorizePath, token, revoke, device } = this.dialect.paths;
    if (request.path === authorizePath) return authorize(request.query, this);
    if (request.path === token) return this.#answerToken(request, response);
    if (request.path === revoke) return this.#answerRevocation(request);
    if (request.path === device) return this.#answerDevice(request);
    if (request.path === '/api/me') return this.#answerApi(request);
    return { status: 404, body: '{"error":"not_found"}' };
  }

  #answerToken(request: ReceivedRequest, response: ServerResponse): WireAnswer | Promise<WireAnswer> {
    const fault = this.#nextFault();
    // Before anyone hears that the request is here, who may then want to have it cut.
    if (fault === 'hang') this.#hanging.add(response);
    this.#log.add(request);
    const answerWell = () => this.#written(answerTokenRequest(request, this), request);
    return fault === undefined ? answerWell() : answerWithFault(fault, answerWell);
  }

  #nextFault(): TokenFault | undefined {
    const fault = this.#fault;
    if (!fault) return undefined;
    fault.left -= 1;
    if (fault.left <= 0) this.#fault = undefined;
    return fault.what;
  }

  #answerRevocation(request: ReceivedRequest): WireAnswer {
    if (!isClient(request, this.client, this.dialect))
      return this.#written(this.dialect.refuse('invalid_client'), request);
    const token = request.parameters?.token ?? '';
    this.revoked.push(token);
    this.ledger.revoke(token);
    return { status: 200, body: '{}' };
  }

  #answerDevice(request: ReceivedRequest): WireAnswer {
    const { client_id: id, scope = '' } = request.parameters ?? {};
    if (id !== this.client.id) return this.#written(this.dialect.refuse('invalid_client'), request);
    const scopes = scope.split(this.dialect.scopeSeparator).filter((name) => name !== '');
    return this.devices.begin(scopes, {
      person: this.person,
      verificationUri: `${this.#origin}/device-code`,
    });
  }

  #answerApi({ headers }: ReceivedRequest): WireAnswer {
    const person = this.ledger.personOf(headers.authorization?.replace(/^Bearer /, '') ?? '');
    if (person === undefined) return { status: 401, body: '{"error":"invalid_token"}' };
    return { status: 200, body: JSON.stringify({ id: person, label: `${person}@example.com` }) };
  }

  /** GitHub answers a form to whoever does not ask for JSON. */
  #written({ status, body }: DialectAnswer, { headers }: ReceivedRequest): WireAnswer {
    if (!this.dialect.formUnlessJsonIsAsked || headers.accept === 'application/json')
      return { status, body: JSON.stringify(body) };
    const fields = Object.entries(body).map(([name, value]) => [name, String(value)]);
    return {
      status,
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams(fields).toString(),
    };
  }
}
