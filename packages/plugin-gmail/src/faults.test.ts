import { SidecarError } from '@sidecar/core';
import type { Fault } from '@sidecar/sandbox';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type ConnectedGmail, connectedGmail } from '../test/connected-gmail.ts';

let connected: ConnectedGmail;
beforeAll(async () => {
  connected = await connectedGmail();
});
afterEach(() => connected.sandbox.faults.clear());
afterAll(() => connected.close());

function fail(fault: Omit<Fault, 'service' | 'on'>): void {
  connected.sandbox.faults.set({ service: 'google', on: 'api', ...fault });
}

async function failureOf(work: Promise<unknown>): Promise<SidecarError> {
  const error = await work.then(undefined, (thrown) => thrown);
  if (!SidecarError.isInstance(error)) throw new Error(`No SidecarError: ${error}`);
  return error;
}

const mail = { to: 'grace@sandbox.example', body: 'Only once.' };

describe('a Gmail that fails', () => {
  it('has sent a mail once, when the answer to it is lost, and the error says where to look', async () => {
    const { sidecar } = connected;
    fail({ kind: 'lost-answer', path: 'POST /gmail/v1/users/me/messages/send' });
    const failure = await failureOf(sidecar.run('email_send', { ...mail, subject: 'Lost answer' }));
    expect(failure).toMatchObject({
      integration: 'gmail',
      connection: 'default/default',
      outcome: 'unknown',
      retryable: false,
      nextAction: 'Look with email_search for "in:sent newer_than:1d" before doing it again.',
    });
    connected.sandbox.faults.clear();
    const { emails } = await sidecar.run('email_search', { query: 'in:sent newer_than:1d' });
    expect(emails.map(({ subject }) => subject)).toEqual(['Lost answer']);
  });

  it('leaves it open after a failure of the server too, and is not asked again', async () => {
    const { sidecar, sandbox } = connected;
    fail({ kind: 'status', status: 503, path: 'messages/send' });
    const before = sandbox.requests('google').length;
    const failure = await failureOf(sidecar.run('email_send', { ...mail, subject: 'Failed' }));
    expect(failure).toMatchObject({ outcome: 'unknown', retryable: false });
    expect(sandbox.requests('google').length - before).toBeLessThanOrEqual(1);
  });

  it('gets a new token when it refuses the one it has', async () => {
    const { sidecar, sandbox } = connected;
    const before = sandbox.google.tokenRequests().length;
    sandbox.google.expireAccessTokens();
    expect((await sidecar.run('email_list', { limit: 3 })).emails).toHaveLength(3);
    expect(sandbox.google.tokenRequests().length - before).toBe(1);
  });

  it('is asked again for a list after it failed once, but not for ever', async () => {
    const { sidecar } = connected;
    fail({ kind: 'status', status: 500, times: 1 });
    expect((await sidecar.run('email_list', { limit: 1 })).emails).toHaveLength(1);
    fail({ kind: 'status', status: 500 });
    expect((await failureOf(sidecar.run('email_list', {}))).code).toBe('provider_unavailable');
  });

  it.each(['html', 'garbage', 'huge'] as const)('that answers %s is an invalid response', async (kind) => {
    fail({ kind, status: 200 });
    const failure = await failureOf(connected.sidecar.run('email_read', { email_id: 'abc' }));
    expect(failure.code).toBe('invalid_response');
  });

  // The last one, because the connection is held back from then on.
  it('is not waited for when it says to come back tomorrow', async () => {
    fail({ kind: 'status', status: 429, retryAfter: 86_400 });
    const failure = await failureOf(connected.sidecar.run('email_list', {}));
    expect(failure).toMatchObject({ code: 'rate_limited', retryAfterMs: expect.any(Number) });
  });
});
