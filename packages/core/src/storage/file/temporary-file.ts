import { createHash, randomBytes } from 'node:crypto';
import { lstatSync, readdirSync, readFileSync, unlinkSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { systemCode } from './file-failure.ts';

const abandonedAfterMs = 60 * 60 * 1000;
const namePattern = /^\..+\.(?<machine>[0-9a-f]{8})\.(?<pid>\d+)\.[0-9a-f]{12}\.tmp$/;

/** A name for a file that will replace `name`; it says which process of which machine is writing it. */
export function temporaryName(name: string): string {
  return `.${name}.${machineTag()}.${process.pid}.${randomBytes(6).toString('hex')}.tmp`;
}

/** Removes what killed writers left behind: by dead processes of this machine, or older than an hour. */
export function sweepTemporaryFiles(folder: string): void {
  for (const name of namesIn(folder)) {
    const match = namePattern.exec(name);
    if (!match?.groups) continue;
    const path = join(folder, name);
    const writerIsGone = match.groups.machine === machineTag() && !isAlive(Number(match.groups.pid));
    if (writerIsGone || ageMs(path) > abandonedAfterMs) removeQuietly(path);
  }
}

/** Removes a temporary file; whether that works makes no difference to anyone. */
export function removeQuietly(path: string): void {
  try {
    unlinkSync(path);
  } catch {
    // Someone else swept it, or the folder became read-only: the next sweep tries again.
  }
}

let tag: string | undefined;

/** Process ids mean something on one machine (and in one container) only. */
function machineTag(): string {
  tag ??= createHash('sha256').update(`${hostname()}\n${processNamespace()}`).digest('hex').slice(0, 8);
  return tag;
}

/** Linux: which boot, so that two machines or containers of one name are told apart. */
function processNamespace(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8');
  } catch {
    return '';
  }
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    return [];
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return systemCode(error) === 'EPERM';
  }
}

function ageMs(path: string): number {
  const modified = lstatSync(path, { throwIfNoEntry: false })?.mtimeMs;
  return modified === undefined ? 0 : Date.now() - modified;
}
