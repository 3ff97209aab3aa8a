import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The folder with Notion's official description and recorded answers; tests that need it are skipped without it. */
export const sharedFolder = process.env.SIDECAR_SHARED;

/** What Notion's official description has against requests, and answers where there are any; empty when they all fit. */
export async function specProblems(
  requests: readonly object[],
  { service = 'notion', responses = false }: { service?: 'notion' | 'oauth'; responses?: boolean } = {},
): Promise<string> {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-notion-'));
  try {
    const file = path.join(folder, 'requests.jsonl');
    await writeFile(file, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
    const checker = path.join(sharedFolder, 'specs/check.mjs');
    return await problemsOf([checker, service, file, '--quiet', ...(responses ? ['--responses'] : [])]);
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
