import { z } from 'zod';

/** What is read of a file that a pull request changes. */
export const changedFileSchema = z.object({
  filename: z.string(),
  previous_filename: z.string().nullish(),
  status: z.string().nullish(),
  additions: z.int().nullish(),
  deletions: z.int().nullish(),
  /** Absent for binary files and for very large changes. */
  patch: z.string().nullish(),
});

/** A changed file as GitHub sends it. */
export type GithubChangedFile = z.infer<typeof changedFileSchema>;

/** A changed file as the tools give it. */
export const changedFileOutput = z.object({
  path: z.string(),
  previous_path: z.string().optional(),
  status: z.string(),
  additions: z.int(),
  deletions: z.int(),
  diff: z.string().optional(),
  note: z.string().optional(),
});

/** A changed file, with as much of its diff as was asked for. */
export type ChangedFileView = z.infer<typeof changedFileOutput>;

/** Shows a changed file with a part of its diff. */
export function viewChangedFile(
  file: GithubChangedFile,
  { diff, note }: { readonly diff?: string | undefined; readonly note?: string | undefined },
): ChangedFileView {
  return {
    path: file.filename,
    ...(file.previous_filename ? { previous_path: file.previous_filename } : {}),
    status: file.status ?? 'changed',
    additions: file.additions ?? 0,
    deletions: file.deletions ?? 0,
    ...(diff === undefined ? {} : { diff }),
    ...(note === undefined ? {} : { note }),
  };
}
