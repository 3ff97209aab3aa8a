import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TokenEndpoints } from './contestant.ts';
import type { Entrant } from './entrant.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Section } from './section.ts';
import type { ShareOfBareAwait } from './share-of-bare-await.ts';
import { table, verdict } from './table.ts';
import { startWorker } from './worker.ts';

const goalShare = 0.45;
const goalDifference = 0.1;
/** Slack's client renews tokens that have less than two hours left; this one is valid for everybody. */
const validForMs = 12 * 3600 * 1000;
/** Nothing is renewed here, so nobody listens. */
const endpoints: TokenEndpoints = {
  issuer: 'http://127.0.0.1:9',
  tokenUrl: 'http://127.0.0.1:9/token',
  githubUrl: 'http://127.0.0.1:9/api/v3',
  slackUrl: 'http://127.0.0.1:9/api/',
  client: { id: 'app', secret: 'the-secret-of-the-client' },
};

/** How fast a valid token is handed out, one call after the other, without and with persistent storage. */
export async function validTokenSection(entrants: readonly Entrant[]): Promise<Section> {
  const results: { title: string; memory: Outcome<ShareOfBareAwait>; stored: Outcome<ShareOfBareAwait> }[] =
    [];
  const goals: string[][] = [];
  for (const entrant of entrants) {
    const { title, isOurs, keepsTokens } = entrant;
    if (!keepsTokens) continue;
    const memory = await outcomeOf(() => measure(entrant));
    const stored = await outcomeOf(() => inFolder((folder) => measure(entrant, folder)));
    results.push({ title, memory, stored });
    if (isOurs && 'result' in memory && 'result' in stored) {
      const difference = stored.result.share / memory.result.share - 1;
      goals.push(
        ['memory', verdict(memory.result.share >= goalShare, `share ≥ ${goalShare}`)],
        ['file store', verdict(stored.result.share >= goalShare, `share ≥ ${goalShare}`)],
        [
          'file store beside memory',
          `${verdict(difference >= -goalDifference, 'within 10 %')} (${(difference * 100).toFixed(1)} %)`,
        ],
      );
    }
  }
  const rows = results.map(({ title, memory, stored }) => [
    title,
    ...cells(memory),
    ...cells(stored),
    entrants.find((entrant) => entrant.title === title)?.stored ?? '',
  ]);
  return {
    title: '1. A valid token: `await connection.getAccessToken()`, one call after the other',
    notes: [
      'Share of a bare `await Promise.resolve(token)` in the same process, median of alternating rounds.',
      ...entrants
        .filter(({ keepsTokens }) => !keepsTokens)
        .map(({ title }) => `${title} is not here: it keeps no tokens.`),
    ],
    tables: [
      table(['', 'memory, share:', 'calls/s:', 'stored, share:', 'calls/s:', 'stored in'], rows),
      table(['sidecar', 'goal'], goals),
    ],
    results,
  };
}

async function measure({ module }: Entrant, folder?: string): Promise<ShareOfBareAwait> {
  const worker = await startWorker({ module, endpoints, ...(folder === undefined ? {} : { folder }) });
  try {
    const name = 'valid';
    const tokens = { accessToken: 'a'.repeat(43), refreshToken: 'r'.repeat(43) };
    await worker.ask('save', { name, ...tokens, expiresAt: Date.now() + validForMs });
    await worker.ask('open', { name });
    return await worker.ask<ShareOfBareAwait>('share', { name });
  } finally {
    await worker.end();
  }
}

async function inFolder<Result>(use: (folder: string) => Promise<Result>): Promise<Result> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-bench-'));
  try {
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function cells(outcome: Outcome<ShareOfBareAwait>): readonly string[] {
  if ('failure' in outcome) return ['failed', outcome.failure.slice(0, 40)];
  const { share, callsPerSecond } = outcome.result;
  return [share.toFixed(share < 0.01 ? 4 : 2), shortNumber(callsPerSecond)];
}

function shortNumber(number: number): string {
  if (number >= 1e6) return `${(number / 1e6).toFixed(1)} M`;
  return number >= 1e4 ? `${Math.round(number / 1e3)} k` : `${(number / 1e3).toFixed(1)} k`;
}
