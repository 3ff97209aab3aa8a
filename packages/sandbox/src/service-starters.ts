import { createGoogle } from './create-google.ts';
import { createX } from './create-x.ts';
import { googleClient } from './oauth/google-dialect.ts';
import { xClient, xPublicClient } from './oauth/x-dialect.ts';
import type { Place } from './place.ts';
import { publicView } from './public-view.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import type { Service } from './service.ts';
import type { ServiceId } from './service-ids.ts';

/** A service that runs, from the inside and as a test sees it. */
export interface StartedService<Id extends ServiceId = ServiceId> {
  readonly service: Service;
  readonly view: Sandbox[Id];
}

type ServiceStarters = {
  readonly [Id in ServiceId]: (place: Place, options: SandboxOptions) => Promise<StartedService<Id>>;
};

const defaultXRedirectUris = [8217, 8711, 8712, 8713].flatMap((port) =>
  ['twitter', 'x'].map((name) => `http://127.0.0.1:${port}/callback/${name}`),
);

/** How each service is started. */
export const serviceStarters: ServiceStarters = {
  google: async (place, { mailbox, onProgress }) => {
    const service = await createGoogle({ ...place, mailbox, onProgress });
    const view = { ...publicView(service), issuer: service.authorization.issuer, client: googleClient };
    return { service, view };
  },
  x: async (place, { xRedirectUris: redirectUris = defaultXRedirectUris }) => {
    const { service, rateLimits } = createX({ ...place, redirectUris });
    const view = {
      ...publicView(service),
      client: xClient,
      publicClient: xPublicClient,
      redirectUris,
      setRateLimit: rateLimits.set.bind(rateLimits),
    };
    return { service, view };
  },
};
