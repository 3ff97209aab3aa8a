import type { SidecarError } from '@sidecar/core';
import { invalidInput } from './invalid-input.ts';

/** A page of Google's, and from when on its list goes. */
export interface ListPage {
  readonly fromMs: number;
  readonly pageToken: string;
}

/** A cursor that holds both: Google's pages belong to one and the same list only. */
export function listCursor(fromMs: number, pageToken: string): string {
  return `${fromMs}.${pageToken}`;
}

/** Reads a cursor of `listCursor`. */
export function readListCursor(cursor: string): ListPage {
  const [, fromMs, pageToken] = /^(\d{1,15})\.([!-~]+)$/.exec(cursor) ?? [];
  if (fromMs === undefined || pageToken === undefined) throw unknownCursor();
  return { fromMs: Number(fromMs), pageToken };
}

/** The error for a cursor that is none, or that of another list. */
export function unknownCursor(): SidecarError {
  return invalidInput('cursor', 'is not one of this list', 'Begin again without cursor.');
}
