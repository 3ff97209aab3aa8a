import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** One exchange, in the form that the checker reads. */
export interface CheckedExchange {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly response?: { readonly status: number; readonly body: unknown };
}

/** The folder with Slack's official description and recorded answers; tests that need it are skipped without it. */
export const sharedFolder = process.env.SIDECAR_SHARED;

/** What Slack's official description has against exchanges; empty when they all fit. */
export async function specProblems(
  exchanges: readonly CheckedExchange[],
  service: 'slack' | 'oauth' = 'slack',
): Promise<string> {
  if (!sharedFolder) throw new Error('SIDECAR_SHARED is not set.');
  const folder = await mkdtemp(path.join(tmpdir(), 'sidecar-slack-'));
  try {
    const file = path.join(folder, 'exchanges.jsonl');
    await writeFile(file, exchanges.map((exchange) => `${JSON.stringify(exchange)}\n`).join(''));
    return await problemsOf([
      path.join(sharedFolder, 'specs/check.mjs'),
      service,
      file,
      '--quiet',
      '--responses',
    ]);
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
