import type { DialectAnswer, Refusal } from './authorization-dialect.ts';
import { standardDialect } from './standard-dialect.ts';

/** Refusals with one status, the provider's own words for some of them. */
export function renamedRefusals(
  status: number,
  always: Readonly<Record<string, unknown>>,
  words: Readonly<Partial<Record<Refusal, string>>>,
): (refusal: Refusal) => DialectAnswer {
  return (refusal) => ({
    status,
    body: { ...always, error: words[refusal] ?? standardDialect.refuse(refusal).body.error },
  });
}
