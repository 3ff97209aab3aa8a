import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { DescribedService } from './described-service.ts';
import type { Exchange } from './exchange.ts';
import { sharedPath } from './shared-path.ts';

/** What the official description of a service, or those of all authorization servers, have against requests and their answers; empty when all fit. */
export async function specProblems(
  service: DescribedService | 'oauth',
  exchanges: readonly Exchange[],
): Promise<string> {
  if (exchanges.length === 0) throw new Error('There is no request to hold against a description.');
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-evidence-'));
  try {
    const file = path.join(folder, 'exchanges.jsonl');
    await writeFile(file, exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join(''));
    return await problemsOf([sharedPath('specs/check.mjs'), service, file, '--quiet', '--responses']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

function problemsOf(arguments_: readonly string[]): Promise<string> {
  return new Promise((resolve) => {
    execFile(process.execPath, arguments_, (error, stdout, stderr) => {
      resolve(error ? stdout + stderr || error.message : '');
    });
  });
}
