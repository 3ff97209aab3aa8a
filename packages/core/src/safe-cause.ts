import { readField } from './read-field.ts';
import { redact } from './redact.ts';

/** What is kept of the error that caused ours: enough to search for, nothing that could hold a token. */
export interface SafeCause {
  readonly name: string;
  readonly code?: string;
  readonly status?: number;
  readonly message: string;
}

const deepest = 5;
const longestText = 500;
const longestReadText = 100_000;

/** Copies what is safe of whatever was thrown. Code and status are often those of an inner error: fetch says `fetch failed`, its cause `ECONNREFUSED`. */
export function safeCause(thrown: unknown): SafeCause {
  if (typeof thrown !== 'object' || thrown === null) {
    // The text of a function is its source.
    return { name: typeof thrown, message: typeof thrown === 'function' ? '' : safeText(String(thrown)) };
  }
  const errors = chainOf(thrown);
  const code = firstOf(errors, (error) => textOf(readField(error, 'code')));
  const status = firstOf(errors, (error) => statusOf(error));
  return {
    name: safeText(textOf(readField(thrown, 'name')) ?? 'Error'),
    ...(code === undefined ? {} : { code: safeText(code) }),
    ...(status === undefined ? {} : { status }),
    message: safeText(firstOf(errors, (error) => textOf(readField(error, 'message'))) ?? ''),
  };
}

/** The error, its causes and the first of several errors, so far as they are objects; cycles end by the depth. */
function chainOf(error: object): readonly object[] {
  const chain: object[] = [];
  for (let next: unknown = error; typeof next === 'object' && next !== null && chain.length < deepest; ) {
    chain.push(next);
    next = readField(next, 'cause') ?? firstError(readField(next, 'errors'));
  }
  return chain;
}

function firstError(errors: unknown): unknown {
  return typeof errors === 'object' && errors !== null ? readField(errors, '0') : undefined;
}

function firstOf<T>(errors: readonly object[], read: (error: object) => T | undefined): T | undefined {
  for (const error of errors) {
    const found = read(error);
    if (found !== undefined) return found;
  }
  return undefined;
}

function statusOf(error: object): number | undefined {
  const status = readField(error, 'status') ?? readField(error, 'statusCode');
  return typeof status === 'number' ? status : undefined;
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function safeText(text: string): string {
  return redact(text.slice(0, longestReadText)).slice(0, longestText);
}
