import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The folder with GitHub's official description and recorded answers; tests that need it are skipped without it. */
export const sharedFolder = process.env.SIDECAR_SHARED;

/** A request as the description's checker reads it. */
export interface CheckedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** What GitHub's official description has against requests; empty when they all fit. */
export async function specProblems(
  requests: readonly CheckedRequest[],
  service: 'github' | 'oauth' = 'github',
): Promise<string> {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-github-'));
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
