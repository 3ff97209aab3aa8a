import type { Skip } from './test-summary.ts';

/** The skips that CI accepts, each with its reason. Everything else has to run there. */
const acceptedInCI: { pattern: RegExp; when: () => boolean; why: string }[] = [
  {
    pattern: /SIDECAR_SHARED/,
    when: () => !process.env.SIDECAR_SHARED,
    why: 'the mail corpus and the official API descriptions are too large for the repository',
  },
];

/** The skips that hide something in CI. */
export function unexpectedSkips(skips: readonly Skip[]): Skip[] {
  return skips.filter(
    ({ title, reason }) =>
      !acceptedInCI.some(({ pattern, when }) => when() && pattern.test(`${title} ${reason}`)),
  );
}
