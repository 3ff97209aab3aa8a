import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Place } from '../place.ts';

const mostLines = 500;

function historyFile({ home }: Place): string {
  return path.join(home, 'history');
}

/** The lines of earlier sessions, the newest first. */
export async function readHistory(place: Place): Promise<string[]> {
  const text = await readFile(historyFile(place), 'utf8').catch(() => '');
  return text.split('\n').filter(Boolean);
}

/** Keeps the lines for the next session. They may hold what was written in mails: nobody else may read them. */
export async function writeHistory(place: Place, lines: readonly string[]): Promise<void> {
  await mkdir(place.home, { recursive: true, mode: 0o700 });
  const unique = [...new Set(lines)].slice(0, mostLines);
  await writeFile(historyFile(place), `${unique.join('\n')}\n`, { mode: 0o600 });
}
