import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { createGoogle } from './create-google.ts';
import { createX } from './create-x.ts';
import { controlHandler } from './http/control.ts';
import { FaultList } from './http/faults.ts';
import { type LocalServer, startLocalServer } from './http/local-server.ts';
import { serve } from './http/serve.ts';
import { approveDevice, consent } from './oauth/consent.ts';
import { googleClient } from './oauth/google-dialect.ts';
import { xClient, xPublicClient } from './oauth/x-dialect.ts';
import type { Sandbox, SandboxOptions, SandboxService } from './sandbox.ts';
import type { Service } from './service.ts';

const defaultXRedirectUris = [8217, 8711, 8712, 8713].flatMap((port) =>
  ['twitter', 'x'].map((name) => `http://127.0.0.1:${port}/callback/${name}`),
);

/** Starts local stand-ins of Gmail and X on 127.0.0.1. They forget everything when closed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, xRedirectUris = defaultXRedirectUris, now = Date.now } = options;
  const servers: LocalServer[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  const open = async (offset: number) => {
    const server = await startLocalServer(port === 0 ? 0 : port + offset);
    servers.push(server);
    return server;
  };
  try {
    // Each service is an origin of its own, so that credentials for one never fit the other.
    const [control, googleServer, xServer] = [await open(0), await open(1), await open(2)];
    const { privateKey: signingKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    const { mailbox, onProgress } = options;
    const google = await createGoogle({ origin: googleServer.origin, signingKey, now, mailbox, onProgress });
    const xParts = createX({ origin: xServer.origin, signingKey, now, redirectUris: xRedirectUris });
    const faults = new FaultList();
    control.serve(controlHandler(faults));
    googleServer.serve((request, response) => serve(google, faults, { request, response }));
    xServer.serve((request, response) => serve(xParts.service, faults, { request, response }));
    return assemble({ url: control.origin, google, xParts, faults, xRedirectUris, close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Parts {
  readonly url: string;
  readonly google: Service;
  readonly xParts: ReturnType<typeof createX>;
  readonly faults: FaultList;
  readonly xRedirectUris: readonly string[];
  readonly close: () => Promise<void>;
}

function assemble({ url, google, xParts, faults, xRedirectUris, close }: Parts): Sandbox {
  const services = { google, x: xParts.service };
  return {
    url,
    google: { ...publicView(google), issuer: google.authorization.issuer, client: googleClient },
    x: {
      ...publicView(xParts.service),
      client: xClient,
      publicClient: xPublicClient,
      redirectUris: xRedirectUris,
      setRateLimit: (limit) => xParts.rateLimits.set(limit),
    },
    consent: async (authorizationUrl, how) => {
      const { origin } = new URL(authorizationUrl);
      const service = Object.values(services).find((candidate) => candidate.authorization.issuer === origin);
      if (!service) throw new Error(`No service of this sandbox is at ${origin}.`);
      return consent(authorizationUrl, service.dialect, how);
    },
    approveDevice: async (userCode, id, how) => {
      const { dialect, authorization } = services[id];
      const path = dialect.routes.deviceVerification;
      if (path === undefined) throw new Error(`${dialect.name} has no device flow.`);
      await approveDevice(userCode, authorization.issuer + path, { ...how, dialect });
    },
    requests: (id) => services[id].recorder.list(),
    faults,
    close,
  };
}

function publicView({ dialect, authorization, tokenLog }: Service): Omit<SandboxService, 'client'> {
  const { issuer: origin } = authorization;
  const { routes } = dialect;
  return {
    authUrl: origin + routes.authorization,
    tokenUrl: origin + routes.token,
    revocationUrl: origin + routes.revocation,
    ...(routes.deviceAuthorization && { deviceAuthorizationUrl: origin + routes.deviceAuthorization }),
    apiUrl: origin,
    expireAccessTokens: (login) => authorization.memory.expireAccessTokens(login),
    revokeGrants: (login) => authorization.revokeGrants(login),
    tokenRequests: () => tokenLog.list(),
  };
}
