import { readFile } from 'node:fs/promises';
import { findPostgres, noPostgres } from '@sidecar/test-servers/postgres';
import pg from 'pg';
import { afterAll, afterEach, describe, expect, test } from 'vitest';
import { endHostProcesses, startHostProcess } from './host-process.ts';

const { connectionString: databaseUrl = '', close } = await findPostgres();
afterEach(endHostProcesses);
afterAll(close);

describe.skipIf(databaseUrl === '')(
  `npm run host with DATABASE_URL${databaseUrl === '' ? ` (${noPostgres})` : ''}`,
  () => {
    test('two processes answer at one port, know the same session, and leave nothing behind', async () => {
      const host = await start({ PORT: '0', BOB_PASSWORD: 'battery staple' });
      const cookie = await host.signIn('bob', 'battery staple');
      const answers = await host.ask(6, cookie);
      expect(new Set(answers.map(({ instance }) => instance))).toEqual(new Set(['1', '2']));
      expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 6 }, () => 200));
      expect(await host.end('SIGTERM')).toBe(0);
      expect(await schemas()).not.toContain(`express_host_sandbox_${new URL(host.url).port}`);
    });

    test.runIf(process.platform === 'linux')('a process that is killed is replaced', async () => {
      const host = await start({ PORT: '0', BOB_PASSWORD: 'battery staple' });
      const cookie = await host.signIn('bob', 'battery staple');
      const [victim = 0] = await childrenOf(host.pid);
      process.kill(victim, 'SIGKILL');
      await host.says(/Instance \d has ended and is started again/);
      await expect
        .poll(async () => new Set((await host.ask(4, cookie)).map(({ instance }) => instance)).size, {
          timeout: 20_000,
        })
        .toBe(2);
      expect(await host.end('SIGTERM')).toBe(0);
    });

    test.each([
      [{ DATABASE_URL: '', INSTANCES: '2' }, /set DATABASE_URL/],
      [{ INSTANCES: 'many' }, /Set INSTANCES to a number/],
      [{ DATABASE_URL: 'postgres://nobody:hunter22@127.0.0.1:1/none' }, /PostgreSQL/],
      [{ SIDECAR_ENCRYPTION_KEY: 'short' }, /openssl rand -base64 32/],
    ])('%o is refused with a remedy', async (environment, words) => {
      const host = spawnHost({ PORT: '0', ...environment });
      expect(await host.ended).toBe(1);
      expect(host.output()).toMatch(words);
      expect(host.output()).not.toMatch(/hunter22| at .*\.ts:|listens at/);
    });
  },
);

async function schemas(): Promise<string[]> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query('select nspname from pg_namespace');
  await client.end();
  return rows.map(({ nspname }) => String(nspname));
}

async function start(environment: Readonly<Record<string, string>>) {
  const host = spawnHost(environment);
  const [, url = ''] = await host.says(/listens at (http:\S+)/);
  return {
    ...host,
    url,
    signIn: async (name: string, password: string) => {
      const answer = await fetch(`${url}/sign-in`, {
        method: 'POST',
        redirect: 'manual',
        headers: { origin: url },
        body: new URLSearchParams({ name, password }),
      });
      return answer.headers.getSetCookie()[0]?.split(';')[0] ?? '';
    },
    /** Each request over a connection of its own. */
    ask: async (count: number, cookie: string) => {
      const answers = [];
      for (let asked = 0; asked < count; asked += 1) {
        const answer = await fetch(url, { headers: { cookie, connection: 'close' } });
        answers.push({ status: answer.status, instance: answer.headers.get('x-instance') });
        await answer.text();
      }
      return answers;
    },
  };
}

/** Runs the program over the database. */
function spawnHost(environment: Readonly<Record<string, string>>) {
  return startHostProcess({ DATABASE_URL: databaseUrl, ...environment });
}

async function childrenOf(pid: number): Promise<number[]> {
  const text = await readFile(`/proc/${pid}/task/${pid}/children`, 'utf8');
  return text.trim().split(' ').map(Number);
}
