import { z } from 'zod';

const entrySchema = z.object({
  name: z.string(),
  type: z.string().nullish(),
  size: z.int().nullish(),
});

/** A file of a repository as GitHub sends it; `content` is empty when it is larger than a megabyte. */
export const fileSchema = z.object({
  type: z.literal(['file', 'symlink', 'submodule']),
  path: z.string(),
  sha: z.string(),
  size: z.int().nullish(),
  encoding: z.string().nullish(),
  content: z.string().nullish(),
  target: z.string().nullish(),
  submodule_git_url: z.string().nullish(),
  html_url: z.string().nullish(),
});

/** What stands at a path: a folder's entries, or a file. */
export const contentsSchema = z.union([z.array(entrySchema), fileSchema]);

/** What stands at a path. */
export type Contents = z.infer<typeof contentsSchema>;

/** The text of a file; undefined when it is none. */
export function decodeText(bytes: Uint8Array): string | undefined {
  if (bytes.subarray(0, 8_000).includes(0)) return undefined;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The bytes of a file's `content`; undefined when it is not there. */
export function contentBytes({ encoding, content }: z.infer<typeof fileSchema>): Uint8Array | undefined {
  if (encoding !== 'base64' || content === null || content === undefined) return undefined;
  try {
    return Uint8Array.from(atob(content.replaceAll(/\s/g, '')), (byte) => byte.charCodeAt(0));
  } catch {
    return undefined;
  }
}
