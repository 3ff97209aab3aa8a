import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The folder with the mail corpus, the recorded answers and the official descriptions; tests that need it are skipped without it. */
export const sharedFolder = process.env.SIDECAR_SHARED;

/** A file or folder in it. */
export function sharedPath(name: string): string {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  return path.join(sharedFolder, name);
}

/** What Google's official description has against requests, given as an object each; empty when they all fit. */
export async function specProblems(
  requests: readonly object[],
  service: 'google' | 'oauth' = 'google',
): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-gmail-'));
  try {
    const file = path.join(folder, 'requests.jsonl');
    await writeFile(file, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    const check = sharedPath('specs/check.mjs');
    return await new Promise((resolve) => {
      execFile(process.execPath, [check, service, file, '--quiet'], (error, stdout, stderr) => {
        resolve(error ? stdout + stderr : '');
      });
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
