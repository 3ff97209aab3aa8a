import { randomUUID } from 'node:crypto';
import { z } from 'zod';

const pattern = /^[\da-f]{8}-?(?:[\da-f]{4}-?){3}[\da-f]{12}$/i;

/** An id with or without hyphens. */
export const idSchema = z.string().regex(pattern, 'should be a valid uuid').transform(dashed);

/** A new id. */
export function newId(): string {
  return randomUUID();
}

/** An id with hyphens. */
function dashed(id: string): string {
  return id
    .replaceAll('-', '')
    .toLowerCase()
    .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The id in a path, or undefined when it is none. */
export function idInPath(text: string | undefined): string | undefined {
  return text !== undefined && pattern.test(text) ? dashed(text) : undefined;
}
