import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SentRequest } from './fake-x.ts';

/** The folder with X's official description and recorded answers; tests that need it are skipped without it. */
export const sharedFolder = process.env.SIDECAR_SHARED;

/** What X's official description has against requests; empty when they all fit. */
export async function specProblems(
  requests: readonly SentRequest[],
  service: 'twitter' | 'oauth' = 'twitter',
): Promise<string> {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-twitter-'));
  try {
    const file = path.join(folder, 'requests.jsonl');
    await writeFile(file, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    return await problemsOf([path.join(sharedFolder, 'specs/check.mjs'), service, file, '--quiet']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function problemsOf(arguments_: string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, arguments_, (error, stdout, stderr) => {
      resolve(error ? stdout + stderr : '');
    });
  });
}
