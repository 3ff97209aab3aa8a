import type { Sandbox, SandboxService } from '@sidecar/sandbox';

/** Where one service of the sandbox is, and the client that it gave to this host. */
export type ServicePlace = Pick<
  SandboxService,
  'authUrl' | 'tokenUrl' | 'revocationUrl' | 'apiUrl' | 'client'
>;

/** What a host has to know of the sandbox; plain data, so that another process can be told. */
export interface SandboxPlaces {
  readonly google: ServicePlace;
  readonly x: ServicePlace;
}

/** The places of a running sandbox. */
export function sandboxPlaces({ google, x }: Sandbox): SandboxPlaces {
  return { google: placeOf(google), x: placeOf(x) };
}

function placeOf({ authUrl, tokenUrl, revocationUrl, apiUrl, client }: SandboxService): ServicePlace {
  return { authUrl, tokenUrl, revocationUrl, apiUrl, client };
}
