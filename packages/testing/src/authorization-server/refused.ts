import type { DialectAnswer } from './authorization-dialect.ts';

/** A refusal with a description. */
export function refused(status: number, error: string, description: string): DialectAnswer {
  return { status, body: { error, error_description: description } };
}
