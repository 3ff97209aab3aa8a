import { type ChangedFileView, type GithubChangedFile, viewChangedFile } from './changed-file.ts';
import { cutText } from './cut-text.ts';

/** Where in a pull request's diff to go on: GitHub's page, a file of it, and a character of that file's diff. */
export interface DiffPosition {
  readonly page: number;
  readonly file: number;
  readonly offset: number;
}

/** Files to one page of GitHub's list; the position counts by it. */
export const filesPerPage = 30;

const cursorPattern = /^(?<page>[1-9]\d{0,4})\.(?<file>\d{1,2})\.(?<offset>\d{1,9})$/;

/** Reads a cursor; undefined when it is none. */
export function readDiffCursor(cursor: string): DiffPosition | undefined {
  const groups = cursor.match(cursorPattern)?.groups;
  return groups && { page: Number(groups.page), file: Number(groups.file), offset: Number(groups.offset) };
}

/** Shows files of one page from a position on until the characters are used up, and says where to go on. */
export function diffPage(
  files: readonly GithubChangedFile[],
  { page, file: firstFile, offset }: DiffPosition,
  { characters, hasMore }: { readonly characters: number; readonly hasMore: boolean },
): { readonly files: ChangedFileView[]; readonly next?: string } {
  const shown: ChangedFileView[] = [];
  let left = characters;
  for (const [index, file] of files.entries()) {
    if (index < firstFile) continue;
    if (left <= 0) return { files: shown, next: `${page}.${index}.0` };
    const start = index === firstFile ? offset : 0;
    const { part, next } = cutText(file.patch ?? '', start, left);
    shown.push(
      viewChangedFile(file, { diff: file.patch == null ? undefined : part, note: noteOf(file, start, next) }),
    );
    if (next !== undefined) return { files: shown, next: `${page}.${index}.${next}` };
    // A file without a diff is not free either.
    left -= Math.max(part.length, 200);
  }
  return { files: shown, ...(hasMore ? { next: `${page + 1}.0.0` } : {}) };
}

function noteOf(file: GithubChangedFile, start: number, next: number | undefined): string | undefined {
  if (file.patch == null)
    return (file.additions ?? 0) + (file.deletions ?? 0) > 0
      ? 'too large to show'
      : 'binary, renamed or empty';
  if (start > 0) return next === undefined ? 'the rest of this diff' : 'a middle part of this diff';
  return next === undefined ? undefined : 'goes on at next_cursor';
}
