import { createHash } from 'node:crypto';
import {
  type BigIntStats,
  closeSync,
  constants,
  fstatSync,
  futimesSync,
  lstatSync,
  openSync,
  readFileSync,
  realpathSync,
  statSync,
} from 'node:fs';
import { SidecarError } from '../../errors.ts';
import { storeProblem } from '../store-problem.ts';
import { fileFailure, systemCode } from './file-failure.ts';
import { replaceFile } from './replace-file.ts';

/** What a file held at one moment. */
export interface FileState {
  /** Where the file really is, symbolic links resolved. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Changes with every write, ours or anyone's. */
  readonly version: string;
  readonly inode: bigint;
  readonly modifiedNs: bigint;
  readonly isReadOnly: boolean;
}

/** Reads a file that people may edit; undefined when there is none. */
export function readFileState(path: string): FileState | undefined {
  const descriptor = openIfThere(path);
  if (descriptor === undefined) return undefined;
  try {
    const stats = fstatSync(descriptor, { bigint: true });
    if (!stats.isFile()) throw notRegular(path);
    return stateOf(realpathSync(path), stats, readFileSync(descriptor));
  } catch (error) {
    throw SidecarError.isInstance(error) ? error : fileFailure(path, error);
  } finally {
    closeSync(descriptor);
  }
}

/** Replaces a file that people may edit; answers its new version, or undefined when someone edited it meanwhile. */
export async function replaceFileState(
  path: string,
  content: string,
  before: FileState | undefined,
): Promise<string | undefined> {
  if (before) requireWritable(before);
  const target = before?.path ?? path;
  let version: string | undefined;
  await replaceFile(target, content, {
    beforeRename: (descriptor) => {
      if (!isUnchanged(target, before)) return false;
      version = stateOf(target, stampLater(descriptor, before), Buffer.from(content)).version;
      return true;
    },
  });
  return version;
}

/** Refuses a file that its owner has made read-only, also where this process could replace it all the same. */
export function requireWritable({ path, isReadOnly }: FileState): void {
  if (isReadOnly) throw readOnly(path);
}

function stateOf(path: string, stats: BigIntStats, bytes: Uint8Array): FileState {
  const { ino: inode, mtimeNs: modifiedNs, mode } = stats;
  const version = createHash('sha256')
    .update(`${inode} ${modifiedNs}\n`)
    .update(bytes)
    .digest('base64url')
    .slice(0, 22);
  return { path, bytes, version, inode, modifiedNs, isReadOnly: (mode & 0o200n) === 0n };
}

const stepNs = 10_000n;

/** File systems stamp with the coarse time of the kernel's clock tick; a later stamp keeps versions from coming back. */
function stampLater(descriptor: number, before: FileState | undefined): BigIntStats {
  const natural = fstatSync(descriptor, { bigint: true });
  if (before === undefined || natural.mtimeNs > before.modifiedNs) return natural;
  const laterSeconds = Number(before.modifiedNs + stepNs) / 1e9;
  futimesSync(descriptor, laterSeconds, laterSeconds);
  return fstatSync(descriptor, { bigint: true });
}

function isUnchanged(path: string, before: FileState | undefined): boolean {
  const now = statSync(path, { bigint: true, throwIfNoEntry: false });
  return now?.ino === before?.inode && now?.mtimeNs === before?.modifiedNs;
}

/** Without O_NONBLOCK, opening a named pipe would wait for ever. */
function openIfThere(path: string): number | undefined {
  try {
    return openSync(path, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  } catch (error) {
    const code = systemCode(error);
    if (code === 'ENXIO') throw notRegular(path);
    if (code !== 'ENOENT') throw fileFailure(path, error);
    if (lstatSync(path, { throwIfNoEntry: false })) throw dangling(path);
    return undefined;
  }
}

function notRegular(path: string) {
  return storeProblem('store_failed', {
    problem: `${path} is not a regular file.`,
    remedy: 'Move away what stands there; an empty file is made in its place.',
    retryable: false,
  });
}

function dangling(path: string) {
  return storeProblem('store_failed', {
    problem: `${path} is a symbolic link to a file that does not exist.`,
    remedy: 'Bring the file back, or remove the link.',
    retryable: false,
  });
}

function readOnly(path: string) {
  return storeProblem('store_failed', {
    problem: `${path} is read-only.`,
    remedy: 'Allow its owner to write it (chmod u+w), then try again.',
    retryable: false,
  });
}
