/** A library as it takes part in the measurements of tokens. */
export interface Entrant {
  readonly title: string;
  /** URL of the module that exports `setUpContestant`. */
  readonly module: string;
  /** Whether it is Sidecar, for which the goals are. */
  readonly isOurs: boolean;
  /** What it offers, or what had to be written around it. */
  readonly inProcess: string;
  readonly acrossProcesses: string;
  /** What a reader of its speed has to know. */
  readonly validNote?: string;
}

/** Sidecar itself. */
export const sidecarEntrant: Entrant = {
  title: 'sidecar',
  module: new URL('./sidecar-contestant.ts', import.meta.url).href,
  isOurs: true,
  inProcess: 'memory store',
  acrossProcesses: 'file store, one folder',
};

/** One plain request, which says what a round trip is. */
export const roundTripModule: string = new URL('./round-trip-contestant.ts', import.meta.url).href;
