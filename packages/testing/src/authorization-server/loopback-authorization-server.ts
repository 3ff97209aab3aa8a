import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { answerRequest } from './answer-request.ts';
import type { AuthorizationDialect } from './authorization-dialect.ts';
import type { Decision, IssuedCode } from './authorization-endpoint.ts';
import type {
  FakeAuthorizationServer,
  FakeAuthorizationServerOptions,
  IssuedGrant,
} from './authorization-server.ts';
import { DeviceDesk, type DeviceState } from './device-desk.ts';
import { GrantLedger } from './grant-ledger.ts';
import { closeServer, listenOnLoopback, sendAnswer } from './loopback-http.ts';
import { receivedRequest } from './received-request.ts';
import { standardDialect } from './standard-dialect.ts';
import type { TokenFault, WireAnswer } from './token-fault.ts';
import { TokenFaults } from './token-faults.ts';
import { TokenLog } from './token-log.ts';

/** Holds what the endpoints work with, and serves them on a socket. */
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
  readonly log = new TokenLog();
  readonly faults = new TokenFaults();
  readonly #http: Server;
  #origin = '';

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
    return this.log.requests;
  }

  async listen(): Promise<void> {
    this.#origin = await listenOnLoopback(this.#http);
  }

  issue(options: Parameters<FakeAuthorizationServer['issue']>[0] = {}): IssuedGrant {
    const { person = this.person, scopes = [] } = options;
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
    this.faults.order(fault, times);
  }

  recover(): void {
    this.faults.recover();
  }

  arrived(count: number): Promise<void> {
    return this.log.reached(count);
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

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<WireAnswer> {
    try {
      return await answerRequest(await receivedRequest(request, this.dialect), response, this);
    } catch {
      return { status: 400, body: '{"error":"invalid_request"}' };
    }
  }
}
