import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** The folder with Google's recorded answers and official descriptions; tests that need it are skipped without it. */
export const sharedFolder = process.env.SIDECAR_SHARED;

function sharedPath(name: string): string {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  return path.join(sharedFolder, name);
}

/** A call to Google and what it answered. */
export interface RecordedCall {
  readonly method: string;
  readonly url: string;
  readonly response: { readonly status: number; readonly body: unknown };
}

/** What Google really answered to calls of the Calendar API. */
export function recordedCalls(method: string, pathname: RegExp): RecordedCall[] {
  const lines = readFileSync(sharedPath('recorded/google.jsonl'), 'utf8').split('\n').filter(Boolean);
  return lines
    .map((line) => JSON.parse(line) as RecordedCall)
    .filter((call) => call.method === method && pathname.test(new URL(call.url).pathname));
}

/** What Google's official description has against calls and their answers; empty when all fit. */
export async function specProblems(calls: readonly object[], service = 'google'): Promise<string> {
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-calendar-'));
  try {
    const file = path.join(folder, 'calls.jsonl');
    await writeFile(file, calls.map((call) => `${JSON.stringify(call)}\n`).join(''));
    const program = [sharedPath('specs/check.mjs'), service, file, '--quiet', '--responses'];
    return await new Promise((resolve) => {
      execFile(process.execPath, program, (error, stdout, stderr) => resolve(error ? stdout + stderr : ''));
    });
  } finally {
    await rm(folder, { recursive: true });
  }
}
