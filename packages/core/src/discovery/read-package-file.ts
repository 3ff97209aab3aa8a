import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { z } from 'zod';

/** What became of reading a package.json; `broken` says what is wrong with it. */
export type PackageFile =
  | { readonly kind: 'absent' }
  | { readonly kind: 'broken'; readonly problem: string }
  | { readonly kind: 'read'; readonly manifest: Readonly<Record<string, unknown>> };

/** The largest ones in use are far below it. */
const maxBytes = 1024 * 1024;

const manifestSchema = z.record(z.string(), z.unknown());

/** Reads a package.json as data: regular files up to one megabyte that hold a JSON object. Nothing is executed. */
export async function readPackageFile(file: string): Promise<PackageFile> {
  let text: string | undefined;
  try {
    text = await readBounded(file);
  } catch (error) {
    if (isAbsent(error)) return { kind: 'absent' };
    return broken('cannot be read');
  }
  if (text === undefined) return broken('is no regular file of at most 1 MB');
  let content: unknown;
  try {
    content = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return broken('is not JSON');
  }
  const parsed = manifestSchema.safeParse(content);
  return parsed.success ? { kind: 'read', manifest: parsed.data } : broken('is not a JSON object');
}

/** Undefined for what is no regular file, or too large. */
async function readBounded(file: string): Promise<string | undefined> {
  // Opening a named pipe would otherwise wait until somebody writes into it. Windows has no such flag.
  const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
  try {
    const facts = await handle.stat();
    if (!facts.isFile() || facts.size > maxBytes) return undefined;
    // Not readFile: the file may grow while it is read.
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(facts.size), 0, facts.size, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}

function isAbsent(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  return code === 'ENOENT' || code === 'ENOTDIR';
}

function broken(problem: string): PackageFile {
  return { kind: 'broken', problem };
}
