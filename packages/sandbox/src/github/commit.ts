import { createHash } from 'node:crypto';
import type { Commit } from './github-store.ts';

/** The hash by which git knows a file. */
export function blobSha(content: Uint8Array): string {
  return createHash('sha1').update(`blob ${content.length}\0`).update(content).digest('hex');
}

/** A commit with these files. */
export function makeCommit(message: string, files: ReadonlyMap<string, Uint8Array>): Commit {
  const hash = createHash('sha1').update(message);
  for (const [path, content] of [...files].toSorted(([one], [other]) => (one < other ? -1 : 1)))
    hash.update(`\0${path}\0${blobSha(content)}`);
  return { sha: hash.digest('hex'), message, files };
}

/** Paths whose content differs between two commits. */
export function changedPaths(before: Commit, after: Commit): readonly string[] {
  const paths = new Set([...before.files.keys(), ...after.files.keys()]);
  const shaAt = (commit: Commit, path: string) => {
    const content = commit.files.get(path);
    return content && blobSha(content);
  };
  return [...paths].filter((path) => shaAt(before, path) !== shaAt(after, path)).toSorted();
}
