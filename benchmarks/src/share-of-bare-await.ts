import type { OpenConnection } from './contestant.ts';
import { median } from './median.ts';

/** How fast calls one after the other are beside a bare awaited promise. */
export interface ShareOfBareAwait {
  /** 1 would be as fast as `await Promise.resolve(token)`; median of the rounds. */
  readonly share: number;
  readonly callsPerSecond: number;
  readonly bareCallsPerSecond: number;
}

const roundMs = 40;
const rounds = 51;

/** Measures both in one process in alternating rounds, so that a busy machine slows both. */
export async function shareOfBareAwait({ source, tokenOf }: OpenConnection): Promise<ShareOfBareAwait> {
  const token = tokenOf(await source.getAccessToken());
  const ownCalls = await callsInRound((count) => timeOfCalls(source, count));
  const bareCalls = await callsInRound((count) => timeOfBareAwaits(token, count));
  const ownRates: number[] = [];
  const bareRates: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    bareRates.push((bareCalls / (await timeOfBareAwaits(token, bareCalls))) * 1000);
    ownRates.push((ownCalls / (await timeOfCalls(source, ownCalls))) * 1000);
  }
  return {
    share: median(ownRates.map((rate, round) => rate / (bareRates[round] ?? Number.NaN))),
    callsPerSecond: median(ownRates),
    bareCallsPerSecond: median(bareRates),
  };
}

/** As many calls as take about one round; finding out warms the code up. */
async function callsInRound(timeOf: (count: number) => Promise<number>): Promise<number> {
  let count = 1;
  for (;;) {
    const elapsedMs = await timeOf(count);
    if (elapsedMs >= roundMs / 4) return Math.max(1, Math.round((count * roundMs) / elapsedMs));
    count *= 4;
  }
}

async function timeOfCalls(source: OpenConnection['source'], count: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < count; call += 1) await source.getAccessToken();
  return performance.now() - start;
}

async function timeOfBareAwaits(token: string, count: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < count; call += 1) await Promise.resolve(token);
  return performance.now() - start;
}
