import { SidecarError } from '../errors.ts';
import { readField } from '../read-field.ts';

const deepest = 10;
const most = 100;

/** The SidecarError inside what a vendor SDK threw: many wrap what our fetch rejects with in errors of their own. Undefined when there is none. */
export function findSidecarError(thrown: unknown): SidecarError | undefined {
  const seen = new Set<unknown>();
  let layer: unknown[] = [thrown];
  for (let depth = 0; depth <= deepest && layer.length > 0; depth += 1) {
    const next: unknown[] = [];
    for (const error of layer) {
      if (typeof error !== 'object' || error === null || seen.has(error) || seen.size >= most) continue;
      seen.add(error);
      if (SidecarError.isInstance(error)) return error;
      next.push(...wrappedBy(error));
    }
    layer = next;
  }
  return undefined;
}

/** The fields under which errors carry other errors: the language's own, and those of several SDKs. */
function wrappedBy(error: object): unknown[] {
  const errors = readField(error, 'errors');
  return [
    ...['cause', 'error', 'reason', 'originalError', 'requestError'].map((name) => readField(error, name)),
    ...(Array.isArray(errors) ? errors.slice(0, most) : []),
  ];
}
