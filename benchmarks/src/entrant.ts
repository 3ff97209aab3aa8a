/** A library as it takes part in the measurements of tokens. */
export interface Entrant {
  readonly title: string;
  /** URL of the module that exports `setUpContestant`. */
  readonly module: string;
  /** Whether it is Sidecar, for which the goals are. */
  readonly isOurs?: boolean;
  /** Whether it keeps a token to hand out; otherwise only renewing can be measured. */
  readonly keepsTokens: boolean;
  /** Where its tokens are when there is one process, and when there are several: its own storage, or what had to be written. */
  readonly memory: string;
  readonly stored: string;
}

/** Sidecar itself. */
export const sidecarEntrant: Entrant = {
  title: 'sidecar',
  module: new URL('./sidecar-contestant.ts', import.meta.url).href,
  isOurs: true,
  keepsTokens: true,
  memory: 'memory store',
  stored: 'file store, sealed',
};

/** One plain request, which says what a round trip is. */
export const roundTripModule: string = new URL('./round-trip-contestant.ts', import.meta.url).href;
