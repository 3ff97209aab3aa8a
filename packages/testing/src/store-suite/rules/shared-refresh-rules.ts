import assert from 'node:assert/strict';
import { type ExpiredConnection, withExpiredConnection } from '../expired-connection.ts';
import { liveToken } from '../live-token.ts';
import type { StoreProcess } from '../store-process-handle.ts';
import type { StoreRules, StoreTrial } from '../store-rule.ts';

const hourMs = 3_600_000;

/** The refresh of an expired, rotating token by several processes, whatever happens to the one that sends. */
export const sharedRefreshRules = {
  'one-refresh-among-processes': {
    sentence:
      'eight processes with a hundred callers each cause one request: 800 living tokens, the grant alive',
    timeoutMs: 90_000,
    check: (trial) =>
      withExpiredConnection(trial.store, async (connection) => {
        const processes = await startProcesses(trial, 8);
        liveToken(await askAll(processes, connection, 100), { server: connection.server, callers: 800 });
        assert.equal(
          connection.sent(),
          1,
          'one expired token needs one request, however many processes there are',
        );
        assertAlive(connection);
      }),
  },
  'refresh-of-a-killed-process': {
    sentence: 'when the process that refreshes is killed, another one takes over and everyone is served',
    timeoutMs: 90_000,
    check: (trial) =>
      withExpiredConnection(trial.store, async (connection) => {
        const { server, sent } = connection;
        const [victim, ...others] = await startProcesses(trial, 3);
        server.fail('hang', { times: 1 });
        const lost = askAll([victim], connection, 10).catch(() => undefined);
        await server.arrived(server.requests.length + 1);
        const waiting = askAll(others, connection, 10);
        await victim.kill();
        await lost;
        liveToken(await waiting, { server, callers: 20 });
        assert.equal(sent(), 2, 'the one that was lost with its process, and one more');
        assertAlive(connection);
      }),
  },
  'refresh-of-a-paused-process': {
    sentence: 'a process that stands still in the middle of a refresh and goes on costs nobody the grant',
    timeoutMs: 90_000,
    check: (trial) =>
      withExpiredConnection(trial.store, async (connection) => {
        const { server } = connection;
        const [sleeper, ...others] = await startProcesses(trial, 3);
        server.fail('hang', { times: 1 });
        const sleeping = askAll([sleeper], connection, 10);
        await server.arrived(server.requests.length + 1);
        const waiting = askAll(others, connection, 10);
        sleeper.pause();
        // Longer than core lets a holder be silent, shorter than its callers wait.
        await new Promise((resolve) => setTimeout(resolve, 5_000));
        server.recover();
        sleeper.resume();
        liveToken([...(await waiting), ...(await sleeping)], { server, callers: 30 });
        assertAlive(connection);
      }),
  },
  'refresh-without-a-common-clock': {
    sentence: 'hosts whose clocks are hours apart refresh once, however slow the answer is',
    timeoutMs: 90_000,
    check: (trial) =>
      withExpiredConnection(trial.store, async (connection) => {
        const { server, sent } = connection;
        const [behind, ...others] = await Promise.all(
          [-5 * hourMs, 0, 5 * hourMs].map((clockOffsetMs) => trial.startProcess({ clockOffsetMs })),
        );
        assert.ok(behind);
        server.fail({ delayMs: 4_500 }, { times: 1 });
        const first = askAll([behind], connection, 10);
        await server.arrived(server.requests.length + 1);
        const rest = askAll(others, connection, 10);
        liveToken([...(await first), ...(await rest)], { server, callers: 30 });
        assert.equal(sent(), 1, 'one expired token needs one request, whatever the clocks say');
        assertAlive(connection);
      }),
  },
} as const satisfies StoreRules;

async function startProcesses(trial: StoreTrial, count: number): Promise<[StoreProcess, ...StoreProcess[]]> {
  const first = trial.startProcess();
  const others = Array.from({ length: count - 1 }, () => trial.startProcess());
  return [await first, ...(await Promise.all(others))];
}

async function askAll(processes: readonly StoreProcess[], { endpoints }: ExpiredConnection, callers: number) {
  const answers = processes.map((process) => process.ask('tokens', endpoints, callers));
  return (await Promise.all(answers)).flat();
}

function assertAlive({ server, grantId }: ExpiredConnection): void {
  assert.ok(server.isGrantAlive(grantId), 'the grant must be alive: no refresh token may be sent twice');
}
