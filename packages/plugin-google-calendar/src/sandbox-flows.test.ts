import { deviceCode, pasteUrl } from '@sidecar/core';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { startCalendar } from '../test/sandbox-calendar.ts';

type Started = Awaited<ReturnType<typeof startCalendar>>;

let started: Started;
const open: ReturnType<Started['sidecar']>[] = [];
beforeAll(async () => {
  started = await startCalendar();
});
afterEach(async () => {
  started.sandbox.faults.clear();
  started.sandbox.google.revokeGrants();
  for (const sidecar of open.splice(0)) await sidecar.close();
});
afterAll(() => started.close());

function start(...options: Parameters<Started['sidecar']>) {
  const sidecar = started.sidecar(...options);
  open.push(sidecar);
  return sidecar;
}

const id = 'google-calendar';
const scope = (name: string) => `https://www.googleapis.com/auth/calendar.${name}`;

describe('connecting', () => {
  it('asks for three narrow scopes, and says who is connected', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    expect(await sidecar.status(id)).toMatchObject({
      state: 'connected',
      identity: 'ada@sandbox.example',
      scopes: expect.arrayContaining([scope('events'), scope('calendarlist.readonly'), scope('freebusy')]),
    });
  });

  it('by a pasted URL does as well, and by a device code', async () => {
    const pasted = start();
    const prompt = (url: string) => started.sandbox.consent(url);
    await pasted.connect(id, {
      via: pasteUrl({ redirectUri: 'http://127.0.0.1:8217/callback/google-calendar', prompt }),
    });
    expect((await pasted.status(id)).state).toBe('connected');
    const byDevice = start();
    const approve = ({ userCode }: { userCode: string }) => started.sandbox.approveDevice(userCode, 'google');
    await byDevice.connect(id, { via: deviceCode({ show: approve }) });
    expect((await byDevice.status(id)).state).toBe('connected');
  });

  it('connects nothing when the person says no', async () => {
    const sidecar = start();
    const denied = sidecar.connect(id, { via: started.asPerson({ deny: true }) });
    await expect(denied).rejects.toMatchObject({ code: 'authorization_denied', integration: id });
    expect((await sidecar.status(id)).state).toBe('disconnected');
  });

  it('with less works with what was granted, and says what is missing', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson({ scopes: [scope('events')] }) });
    expect(await sidecar.status(id)).toMatchObject({
      state: 'connected',
      missingScopes: [scope('calendarlist.readonly'), scope('freebusy')],
    });
    await sidecar.run('events_create', { title: 'Alone', start: '2026-03-02T10:00' });
    await expect(sidecar.run('calendars_list', {})).rejects.toMatchObject({ code: 'insufficient_scope' });
    const named = sidecar.run('events_list', { calendar: 'Work' });
    await expect(named).rejects.toMatchObject({ code: 'insufficient_scope' });
  });

  it('again as somebody else is refused in the same place, and possible beside it', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    const grace = { login: 'grace@sandbox.example' };
    const again = sidecar.connect(id, { via: started.asPerson(grace) });
    await expect(again).rejects.toMatchObject({ code: 'conflict' });
    await sidecar.connect(id, { via: started.asPerson(grace), account: 'grace' });
    const identities = (await sidecar.statuses()).map(({ identity }) => identity);
    expect(identities).toEqual(['ada@sandbox.example', 'grace@sandbox.example']);
  });
});

describe('a connection', () => {
  it('gets a new token when its old one has expired, once for many calls', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    started.sandbox.google.expireAccessTokens();
    const before = started.sandbox.google.tokenRequests().length;
    await Promise.all(Array.from({ length: 10 }, () => sidecar.run('events_list', { limit: 1 })));
    expect(started.sandbox.google.tokenRequests().slice(before)).toMatchObject([
      { grantType: 'refresh_token', status: 200 },
    ]);
  });

  it('whose access was revoked at Google says so, and works again when it is connected again', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    started.sandbox.google.revokeGrants();
    await expect(sidecar.run('events_list', {})).rejects.toMatchObject({ code: 'needs_reauth' });
    await sidecar.connect(id, { via: started.asPerson() });
    expect((await sidecar.run('events_list', { limit: 1 })).events).toHaveLength(1);
  });

  it('is revoked at Google when it is disconnected', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    expect(await sidecar.disconnect(id)).toEqual({ revoked: true, alsoAffects: [] });
    await expect(sidecar.run('events_list', {})).rejects.toMatchObject({ code: 'not_connected' });
  });

  it('sends an event once when its answer is lost, and says where to look', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    started.sandbox.faults.set({ service: 'google', on: 'api', kind: 'lost-answer', path: 'POST /calendar' });
    const event = { title: 'Only once', start: '2027-01-01T10:00:00Z' };
    await expect(sidecar.run('events_create', event)).rejects.toMatchObject({
      outcome: 'unknown',
      retryable: false,
    });
    started.sandbox.faults.clear();
    const { events } = await sidecar.run('events_list', { from: '2027-01-01', query: 'only once' });
    expect(events).toHaveLength(1);
  });

  it('waits no longer than a caller would for a limit of Google’s', async () => {
    const sidecar = start();
    await sidecar.connect(id, { via: started.asPerson() });
    started.sandbox.faults.set({
      service: 'google',
      on: 'api',
      kind: 'status',
      status: 429,
      retryAfter: 86_400,
    });
    await expect(sidecar.run('events_list', {})).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterMs: expect.any(Number),
    });
  });
});
