import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { type Api, apiOf, connect, rawMessage, refresh, type Tokens } from '../../test/app.ts';
import { type Fault, type Sandbox, startSandbox } from '../index.ts';

let sandbox: Sandbox;
let tokens: Tokens;
let gmail: Api;
beforeAll(async () => {
  sandbox = await startSandbox();
  tokens = await connect(sandbox, 'google');
  gmail = apiOf(sandbox.google, tokens.access_token);
});
afterEach(() => sandbox.faults.clear());
afterAll(() => sandbox.close());

const me = '/gmail/v1/users/me';
const total = async () => (await gmail(`${me}/profile`)).body.messagesTotal as number;

describe('a fault', () => {
  test('of the kind "status" answers in the service’s own shape, with Retry-After, as often as told', async () => {
    sandbox.faults.set({
      service: 'google',
      on: 'api',
      kind: 'status',
      status: 429,
      retryAfter: 7,
      times: 2,
    });
    for (const _ of [1, 2]) {
      const { status, headers, body } = await gmail(`${me}/profile`);
      expect([status, headers.get('retry-after'), body.error.status]).toEqual([
        429,
        '7',
        'RESOURCE_EXHAUSTED',
      ]);
    }
    expect((await gmail(`${me}/profile`)).status).toBe(200);
    expect(sandbox.faults.list()).toEqual([]);
    sandbox.faults.set({ service: 'x', on: 'api', kind: 'status', status: 503 });
    const x = await apiOf(sandbox.x, 'any')('/2/users/me');
    expect(x.body).toEqual({
      title: 'Service Unavailable',
      detail: 'Service Unavailable',
      type: 'about:blank',
      status: 503,
    });
  });

  test('hits only its service, its endpoint and its path', async () => {
    sandbox.faults.set({
      service: 'google',
      on: 'api',
      kind: 'status',
      status: 500,
      path: 'POST /gmail/v1/users/me/messages/send',
    });
    expect((await gmail(`${me}/profile`)).status).toBe(200);
    expect((await refresh(sandbox.google, 'google', tokens.refresh_token)).status).toBe(200);
    expect((await gmail(`${me}/messages/send`, { method: 'POST', body: {} })).status).toBe(500);
  });

  test('"cut" ends the connection with nothing done, "lost-answer" with everything done', async () => {
    const raw = rawMessage({ To: 'x@y.example' });
    const send = () => gmail(`${me}/messages/send`, { method: 'POST', body: { raw } });
    const before = await total();
    sandbox.faults.set({ service: 'google', on: 'api', kind: 'cut', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(await total()).toBe(before);
    sandbox.faults.set({ service: 'google', on: 'api', kind: 'lost-answer', times: 1 });
    await expect(send()).rejects.toThrow();
    expect(await total()).toBe(before + 1);
  });

  test('"lost-answer" at the token endpoint rotates the refresh token all the same', async () => {
    const { refresh_token } = await connect(sandbox, 'x');
    sandbox.faults.set({ service: 'x', on: 'token', kind: 'lost-answer', times: 1 });
    await expect(refresh(sandbox.x, 'x', refresh_token)).rejects.toThrow();
    expect((await refresh(sandbox.x, 'x', refresh_token)).status).toBe(400);
  });

  test('"html", "garbage" and "huge" are answers that no client expects', async () => {
    const answers: { status: number; type: string | null; text: string }[] = [];
    for (const kind of ['html', 'garbage', 'huge'] as const) {
      sandbox.faults.set({ service: 'google', on: 'token', kind, times: 1 });
      const response = await fetch(sandbox.google.tokenUrl, { method: 'POST' });
      answers.push({
        status: response.status,
        type: response.headers.get('content-type'),
        text: await response.text(),
      });
    }
    expect(answers[0]).toMatchObject({ status: 502, type: 'text/html; charset=utf-8' });
    expect(() => JSON.parse(answers[1]?.text ?? '')).toThrow();
    expect(answers[2]?.text.length).toBeGreaterThan(10_000_000);
  });

  test('"hang" never answers, and does not keep the sandbox from closing', async () => {
    const other = await startSandbox();
    other.faults.set({ service: 'google', on: 'token', kind: 'hang' });
    const hanging = fetch(other.google.tokenUrl, { method: 'POST' });
    const outcome = hanging.then(
      () => 'answered',
      () => 'cut',
    );
    expect(await Promise.race([outcome, new Promise((resolve) => setTimeout(resolve, 100, 'waiting'))])).toBe(
      'waiting',
    );
    await other.close();
    expect(await outcome).toBe('cut');
  });

  test('"slow" gives the true answer later', async () => {
    sandbox.faults.set({ service: 'google', on: 'api', kind: 'slow', delayMs: 30, times: 1 });
    const order: string[] = [];
    await Promise.all([
      gmail(`${me}/profile`).then(({ status }) => order.push(`slow ${status}`)),
      gmail(`${me}/profile`).then(({ status }) => order.push(`fast ${status}`)),
    ]);
    expect(order.toSorted()).toEqual(['fast 200', 'slow 200']);
    expect(sandbox.faults.list()).toEqual([]);
  });

  test('at the revocation endpoint leaves the grant alive', async () => {
    const own = await connect(sandbox, 'google');
    sandbox.faults.set({ service: 'google', on: 'revocation', kind: 'status', status: 503, times: 1 });
    const body = new URLSearchParams({ token: own.access_token });
    expect((await fetch(sandbox.google.revocationUrl, { method: 'POST', body })).status).toBe(503);
    expect((await apiOf(sandbox.google, own.access_token)(`${me}/profile`)).status).toBe(200);
  });

  test('is counted among the token requests', async () => {
    const before = sandbox.google.tokenRequests().length;
    sandbox.faults.set({ service: 'google', on: 'token', kind: 'status', status: 503, times: 1 });
    await refresh(sandbox.google, 'google', tokens.refresh_token);
    sandbox.faults.set({ service: 'google', on: 'token', kind: 'cut', times: 1 });
    await refresh(sandbox.google, 'google', tokens.refresh_token).catch(() => undefined);
    const log = sandbox.google.tokenRequests().slice(before);
    expect(log.map(({ status }) => status)).toEqual([503, undefined]);
  });

  test('that makes no sense is refused', () => {
    const nonsense = { service: 'google', on: 'api', kind: 'sleepy' } as unknown as Fault;
    expect(() => sandbox.faults.set(nonsense)).toThrow();
    expect(sandbox.faults.list()).toEqual([]);
  });
});

describe('the control endpoint', () => {
  const control = (init: RequestInit = {}) => fetch(`${sandbox.url}/_sandbox/faults`, init);
  const fault = { service: 'google', on: 'api', kind: 'status', status: 500, times: 1 };
  const json = { 'content-type': 'application/json' };
  const add = (body: unknown, headers: Record<string, string> = json) =>
    control({ method: 'POST', body: JSON.stringify(body), headers });

  test('adds, lists and clears faults', async () => {
    expect((await add(fault)).status).toBe(201);
    expect(await (await control()).json()).toEqual({ faults: [fault] });
    expect((await gmail(`${me}/profile`)).status).toBe(500);
    await add(fault);
    expect((await control({ method: 'DELETE' })).status).toBe(200);
    expect((await gmail(`${me}/profile`)).status).toBe(200);
  });

  test('says what is wrong with a fault', async () => {
    const answer = await add({ ...fault, kind: 'sleepy', more: 1 });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      { error: expect.stringMatching(/kind: .*more/s) },
    ]);
  });

  test('is not for web pages', async () => {
    expect((await add(fault, { ...json, origin: 'https://evil.example' })).status).toBe(403);
    expect((await add(fault, { 'content-type': 'text/plain' })).status).toBe(415);
    expect(sandbox.faults.list()).toEqual([]);
  });
});
