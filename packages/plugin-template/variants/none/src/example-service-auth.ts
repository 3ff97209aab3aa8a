import { noAuth } from '@sidecar/core';

/** What a host can set; nothing has to be. */
export interface ExampleServiceOptions {
  /** Another address of the API, such as a proxy's. */
  readonly apiUrl?: string;
}

/** Example Service asks nobody who they are. */
export function exampleServiceAuth(_options: ExampleServiceOptions) {
  return { none: noAuth() } as const;
}
