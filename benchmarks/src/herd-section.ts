import type { Entrant } from './entrant.ts';
import { type HerdResult, measureHerd } from './measure-herd.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Section } from './section.ts';
import type { StrictServer } from './strict-server.ts';
import { table, verdict } from './table.ts';

/** How long the token endpoint takes at least, as one on the internet does. */
export const endpointDelayMs = 100;

const sizes = [
  { title: '1,000 callers in one process', processes: 1, callers: 1000 },
  { title: '8 processes with 100 callers each, one store', processes: 8, callers: 100 },
];

/** What many callers at once do to an expired token and its grant. */
export async function herdSection(entrants: readonly Entrant[], server: StrictServer): Promise<Section> {
  const results: { title: string; size: string; herd: Outcome<HerdResult> }[] = [];
  for (const size of sizes)
    for (const entrant of entrants)
      results.push({
        title: entrant.title,
        size: size.title,
        herd: await outcomeOf(() => measureHerd(entrant, server, size)),
      });
  return {
    title: '2. An expired token and everybody at once',
    notes: [
      `Token endpoint: oidc-provider with a delay of ${endpointDelayMs} ms, rotating refresh tokens; using one twice ends the grant.`,
      'Each round has a new grant; requests and live tokens are the worst and best of the rounds, times are medians.',
      'A plain request to the same endpoint from a warm process is made beside every round: one round trip.',
    ],
    tables: sizes.map((size) =>
      table(
        [size.title, 'requests:', 'live tokens:', 'grants alive:', 'time:', 'round trips:', '', 'storage'],
        entrants.map((entrant) => {
          const found = results.find((each) => each.size === size.title && each.title === entrant.title);
          const storage = size.processes > 1 ? entrant.stored : entrant.memory;
          return [entrant.title, ...cells(found?.herd, entrant), storage];
        }),
      ),
    ),
    results,
  };
}

function cells(herd: Outcome<HerdResult> | undefined, { isOurs }: Entrant): readonly string[] {
  if (!herd || 'failure' in herd) return ['failed', '', '', '', '', herd?.failure.slice(0, 60) ?? ''];
  const { requests, live, callers, grantsAlive, rounds, elapsedMs, roundTripMs, error } = herd.result;
  const limitMs = 1.3 * roundTripMs + 30;
  const isRight = requests[1] === 1 && live[0] === callers;
  const goals = [
    verdict(isRight, `1 request, ${callers} live`),
    verdict(elapsedMs <= limitMs, `≤ ${Math.round(limitMs)} ms`),
  ];
  const said = error === undefined ? '' : `“${error.slice(0, 48)}”`;
  return [
    range(requests),
    range(live),
    `${grantsAlive}/${rounds}`,
    `${Math.round(elapsedMs)} ms`,
    (elapsedMs / roundTripMs).toFixed(2),
    isOurs ? goals.join('  ') : said || (isRight ? '✓' : '✗'),
  ];
}

function range([fewest, most]: readonly [number, number]): string {
  return fewest === most ? String(most) : `${fewest}–${most}`;
}
