import type { Entrant } from './entrant.ts';
import { type HerdResult, measureHerd } from './measure-herd.ts';
import { type Outcome, outcomeOf } from './outcome.ts';
import type { Section } from './section.ts';
import type { StrictServer } from './strict-server.ts';
import { table, verdict } from './table.ts';

interface HerdSize {
  readonly title: string;
  readonly processes: number;
  readonly callers: number;
}

/** How long the token endpoint takes at least, as one on the internet does. */
export const endpointDelayMs = 100;

const sizes: readonly HerdSize[] = [
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
      'Each round has a new grant. Requests, live tokens and living grants: of all rounds. Times: medians of the rounds.',
      'A plain request to the same endpoint from a warm process is made beside every round: one round trip.',
    ],
    tables: sizes.map((size) => `${size.title}\n\n${herdTable(entrants, size, results)}`),
    results,
  };
}

function herdTable(
  entrants: readonly Entrant[],
  size: HerdSize,
  results: readonly { title: string; size: string; herd: Outcome<HerdResult> }[],
): string {
  const isAcross = size.processes > 1;
  return table(
    ['', 'tokens in', 'requests:', 'live:', 'grants:', 'ms:', 'round trips:', '1 request, all live', 'time'],
    entrants.map((entrant) => {
      const found = results.find((each) => each.size === size.title && each.title === entrant.title);
      const storage = isAcross ? entrant.stored : entrant.memory;
      return [entrant.title, storage, ...cells(found?.herd, entrant, size)];
    }),
  );
}

function cells(
  herd: Outcome<HerdResult> | undefined,
  { isOurs }: Entrant,
  { processes, callers }: HerdSize,
): readonly string[] {
  if (!herd || 'failure' in herd) return ['', '', '', '', '', `failed: ${herd?.failure.slice(0, 60)}`];
  const { requests, live, grantsAlive, rounds, elapsedMs, roundTripMs } = herd.result;
  const isRight = requests[1] === 1 && live[0] === processes * callers;
  const limitMs = 1.3 * roundTripMs + 30;
  // More requests than processes: not even the callers of one process share a renewal.
  const lack = requests[1] > processes ? 'no single flight' : 'no lock across processes';
  return [
    range(requests),
    range(live),
    `${grantsAlive}/${rounds}`,
    String(Math.round(elapsedMs)),
    (elapsedMs / roundTripMs).toFixed(2),
    isRight ? '✓' : `✗ ${lack}: ${range(requests)} requests, ${range(live)} live`,
    isOurs ? verdict(elapsedMs <= limitMs, `≤ ${Math.round(limitMs)} ms`) : '',
  ];
}

function range([fewest, most]: readonly [number, number]): string {
  return fewest === most ? String(most) : `${fewest}–${most}`;
}
