import { createGoogle } from './create-google.ts';
import { createX } from './create-x.ts';
import type { Place } from './place.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import type { CreatedService } from './service.ts';
import type { ServiceId } from './service-ids.ts';

type ServiceStarters = {
  readonly [Id in ServiceId]: (
    place: Place,
    options: SandboxOptions,
  ) => CreatedService<Sandbox[Id]> | Promise<CreatedService<Sandbox[Id]>>;
};

const defaultXRedirectUris = [8217, 8711, 8712, 8713].flatMap((port) =>
  ['twitter', 'x'].map((name) => `http://127.0.0.1:${port}/callback/${name}`),
);

/** How each service is started. */
export const serviceStarters: ServiceStarters = {
  google: (place, { mailbox, onProgress }) => createGoogle({ ...place, mailbox, onProgress }),
  x: (place, { xRedirectUris: redirectUris = defaultXRedirectUris }) => createX({ ...place, redirectUris }),
};
