import { changedPaths } from './commit.ts';
import type { Commit, PullPart, Repository } from './github-store.ts';

/** The last commits of both branches of a pull request. A branch that is gone stands where the pull request began. */
export function pullTips({ branches }: Repository, { head, base, from }: PullPart) {
  return { head: branches.get(head) ?? from, base: branches.get(base) ?? from };
}

/** Paths that both branches have changed since they parted. */
export function conflictsOf(repository: Repository, pull: PullPart): readonly string[] {
  const { head, base } = pullTips(repository, pull);
  const theirs = new Set(changedPaths(pull.from, base));
  return changedPaths(pull.from, head).filter((path) => theirs.has(path) && !sameAt(path, head, base));
}

function sameAt(path: string, one: Commit, other: Commit): boolean {
  return (
    Buffer.compare(one.files.get(path) ?? Buffer.alloc(0), other.files.get(path) ?? Buffer.alloc(0)) === 0
  );
}
