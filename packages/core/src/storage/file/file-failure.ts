import type { SidecarError } from '../../errors.ts';
import { storeProblem } from '../store-problem.ts';

/** The code of a failed system call, such as `ENOENT`. */
export function systemCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** Says what a failed system call on a file means and what can be done. */
export function fileFailure(path: string, error: unknown): SidecarError {
  const code = systemCode(error);
  const known = code === undefined ? undefined : knownFailures[code];
  const { says, remedy, retryable } = known ?? unknownFailure;
  return storeProblem('store_failed', {
    problem: `${path} ${says}${known ? '' : ` (${code ?? 'unknown error'})`}.`,
    remedy,
    retryable,
    cause: error,
  });
}

interface Failure {
  readonly says: string;
  readonly remedy: string;
  readonly retryable: boolean;
}

const unknownFailure: Failure = {
  says: 'cannot be read or written',
  remedy: 'Check the disk and try again.',
  retryable: true,
};

const fullDisk: Failure = {
  says: 'cannot be written: the disk or the quota is full',
  remedy: 'Free some space and try again; what was stored before is intact.',
  retryable: true,
};

const forbidden: Failure = {
  says: 'may not be read or written by this user',
  remedy: 'Change its owner or permissions, or run Sidecar as the user who owns it.',
  retryable: false,
};

const readOnly: Failure = {
  says: 'is on a read-only file system',
  remedy: 'Mount it for writing, or choose another data folder.',
  retryable: false,
};

const notFolder: Failure = {
  says: 'cannot be reached: a part of its path is not a folder',
  remedy: 'Choose another data folder, or remove what stands in its place.',
  retryable: false,
};

const handlesGone: Failure = {
  says: 'cannot be opened: this process has too many files open',
  remedy: 'Raise the limit of open files, or close some.',
  retryable: true,
};

const knownFailures: Readonly<Record<string, Failure>> = {
  ENOSPC: fullDisk,
  EDQUOT: fullDisk,
  EACCES: forbidden,
  EPERM: forbidden,
  EROFS: readOnly,
  ENOTDIR: notFolder,
  EEXIST: notFolder,
  ELOOP: notFolder,
  EMFILE: handlesGone,
  ENFILE: handlesGone,
};
