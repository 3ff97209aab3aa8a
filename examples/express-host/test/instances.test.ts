import { randomBytes } from 'node:crypto';
import { encrypted } from '@sidecar/core/crypto';
import { postgresStore } from '@sidecar/postgres';
import { type Sandbox, startSandbox } from '@sidecar/sandbox';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { PostgresApiKeys } from '../src/identity/postgres-api-keys.ts';
import { PostgresSessions } from '../src/identity/postgres-sessions.ts';
import { prepareDatabase, removeSchema } from '../src/instances/prepare-database.ts';
import { mailboxes } from './connected-client.ts';
import { FormClient, pathOf } from './form-client.ts';
import { type RunningApp, startApp } from './running-app.ts';

const { connectionString: databaseUrl = '', close } = await findPostgres();
const publicUrl = 'http://127.0.0.1:3999';
const schema = `express_host_test_${randomBytes(4).toString('hex')}`;
const key = randomBytes(32);

describe.skipIf(databaseUrl === '')(
  `two instances over one database${databaseUrl === '' ? ` (${noPostgres})` : ''}`,
  () => {
    let sandbox: Sandbox;
    const instances: RunningApp[] = [];
    const pools: pg.Pool[] = [];
    beforeAll(async () => {
      await prepareDatabase(databaseUrl, { schema, fresh: true });
      sandbox = await startSandbox({ xRedirectUris: [`${publicUrl}/callback/twitter`] });
      for (let count = 0; count < 2; count += 1) instances.push(await startInstance());
    });
    afterAll(async () => {
      await Promise.all(instances.map((instance) => instance.close()));
      await Promise.all(pools.map((pool) => pool.end()));
      await sandbox.close();
      await removeSchema(databaseUrl, schema);
      await close();
    });

    /** Shares nothing with another one but the database, the key and the public address. */
    async function startInstance(): Promise<RunningApp> {
      const pool = new pg.Pool({ connectionString: databaseUrl, options: `-c search_path=${schema}` });
      pools.push(pool);
      const store = encrypted(postgresStore({ pool, schema }), key);
      const shared = { sessions: new PostgresSessions(pool), apiKeys: new PostgresApiKeys(pool) };
      return startApp({ sandbox, publicUrl, store, shared });
    }

    /** One browser whose next request the other instance answers. */
    async function browser(user: 'alice' | 'bob') {
      const [first, second] = instances;
      if (!first || !second) throw new Error('There are two instances.');
      const one = await FormClient.signedIn(first, user);
      const other = new FormClient(second);
      const share = () => {
        for (const [name, cookie] of one.cookies) other.cookies.set(name, cookie);
      };
      share();
      return { one, other, share };
    }

    test('signing in at one counts at the other, and so does signing out', async () => {
      const { one, other } = await browser('bob');
      expect((await other.get('/')).status).toBe(200);
      await one.post('/sign-out');
      expect((await other.get('/')).headers.get('location')).toBe('/sign-in');
    });

    test('what is begun at one is finished at the other, and used at both', async () => {
      const { one, other, share } = await browser('alice');
      const callback = await sandbox.consent(await one.startConnecting('gmail'), { login: mailboxes.alice });
      share();
      expect((await other.get(pathOf(callback))).headers.get('location')).toBe('/');
      // What the next page says once is said by whichever instance shows it.
      expect(await (await one.get('/')).text()).toContain('Gmail is connected.');
      expect(await (await other.get('/')).text()).not.toContain('Gmail is connected.');
      for (const client of [one, other])
        expect(await (await client.get('/inbox')).text()).toContain('Plans for the new engine');
    });

    test('an access that has run out is renewed once, whoever asks', async () => {
      const { one, other } = await browser('alice');
      sandbox.google.expireAccessTokens();
      const before = refreshes(sandbox);
      const inboxes = await Promise.all([one, other, one, other].map((client) => client.get('/inbox')));
      expect(inboxes.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
      expect(refreshes(sandbox) - before).toBe(1);
    });

    test('an API key made at one works at the other', async () => {
      const { one } = await browser('alice');
      const [shown = ''] = /host_[\w-]{43}/.exec(await (await one.post('/api-key')).text()) ?? [];
      const answer = await fetch(`${instances[1]?.instanceUrl}/api/tools`, {
        headers: { authorization: `Bearer ${shown}` },
      });
      expect(answer.status).toBe(200);
    });

    test('what is disconnected at one can no longer be used at the other', async () => {
      const { one, other } = await browser('alice');
      expect((await other.get('/inbox')).status).toBe(200);
      await one.post('/integrations/gmail/disconnect');
      const deadline = Date.now() + 10_000;
      let status = 200;
      while (status === 200 && Date.now() < deadline) {
        status = (await other.get('/inbox')).status;
        await new Promise((resolve) => setTimeout(resolve, 200));
      }
      expect(status).toBe(409);
    });

    test('no session id, API key or token can be read in the database', async () => {
      const { one } = await browser('bob');
      const [shown = ''] = /host_[\w-]{43}/.exec(await (await one.post('/api-key')).text()) ?? [];
      await one.get(
        pathOf(await sandbox.consent(await one.startConnecting('gmail'), { login: mailboxes.bob })),
      );
      const secrets = [shown, ...[...one.cookies.values()].map(({ value }) => value)];
      const tables = await Promise.all(
        ['host_sessions', 'host_api_keys', 'entries'].map((table) =>
          pools[0]?.query(`select * from ${table}`),
        ),
      );
      const text = JSON.stringify(tables.map((answer) => answer?.rows));
      expect(text).toContain('tokens/bob/gmail');
      for (const secret of secrets) expect(text).not.toContain(secret);
      expect(text).not.toMatch(/access_?token/i);
    });
  },
);

/** How many refreshes have arrived at the token endpoint. */
function refreshes(sandbox: Sandbox): number {
  return sandbox.google.tokenRequests().filter(({ grantType }) => grantType === 'refresh_token').length;
}
