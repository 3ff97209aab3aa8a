import { generateKeyPair } from 'node:crypto';
import { createServer } from 'node:http';
import { promisify } from 'node:util';
import { createGoogle } from './create-google.ts';
import { createX } from './create-x.ts';
import { FaultList } from './http/faults.ts';
import { requestListener } from './http/request-listener.ts';
import { approveDevice, consent } from './oauth/consent.ts';
import { googleClient } from './oauth/google-dialect.ts';
import { xClient, xPublicClient } from './oauth/x-dialect.ts';
import type { Sandbox, SandboxOptions, SandboxService } from './sandbox.ts';
import type { Service } from './service.ts';

const defaultXRedirectUris = [8711, 8712, 8713].flatMap((port) =>
  ['twitter', 'x'].map((name) => `http://127.0.0.1:${port}/callback/${name}`),
);

/** Starts local stand-ins of Gmail and X on 127.0.0.1. They forget everything when closed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, xRedirectUris = defaultXRedirectUris, now = Date.now } = options;
  const server = createServer();
  const url = await listen(server, port);
  const faults = new FaultList();
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  const place = { origin: url, signingKey: privateKey, now };
  let google: Service;
  try {
    google = await createGoogle({ ...place, mailbox: options.mailbox, onProgress: options.onProgress });
  } catch (error) {
    server.close();
    throw error;
  }
  const x = createX({ ...place, redirectUris: xRedirectUris });
  const services = { google, x: x.service };
  server.on('request', requestListener(services, faults));
  const dialectFor = (target: string) =>
    new URL(target).pathname.startsWith('/x/') ? x.service.dialect : google.dialect;

  return {
    url,
    google: { ...publicView(google, url), issuer: google.authorization.issuer, client: googleClient },
    x: {
      ...publicView(x.service, url),
      client: xClient,
      publicClient: xPublicClient,
      redirectUris: xRedirectUris,
      setRateLimit: (limit) => x.rateLimits.set(limit),
    },
    consent: (authorizationUrl, how) => consent(authorizationUrl, dialectFor(authorizationUrl), how),
    approveDevice: async (userCode, service, how) => {
      const { dialect } = services[service];
      const path = dialect.routes.deviceVerification;
      if (path === undefined) throw new Error(`${dialect.name} has no device flow.`);
      await approveDevice(userCode, `${url}/${service}${path}`, { ...how, dialect });
    },
    requests: (service) => services[service].recorder.list(),
    faults,
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

function publicView(
  { id, dialect, authorization, tokenLog }: Service,
  origin: string,
): Omit<SandboxService, 'client'> {
  const base = `${origin}/${id}`;
  const { routes } = dialect;
  return {
    authUrl: base + routes.authorization,
    tokenUrl: base + routes.token,
    revocationUrl: base + routes.revocation,
    ...(routes.deviceAuthorization && { deviceAuthorizationUrl: base + routes.deviceAuthorization }),
    apiUrl: base,
    expireAccessTokens: (login) => authorization.memory.expireAccessTokens(login),
    revokeGrants: (login) => authorization.revokeGrants(login),
    tokenRequests: () => tokenLog.list(),
  };
}

async function listen(server: ReturnType<typeof createServer>, port: number): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The sandbox could not listen.');
  return `http://127.0.0.1:${address.port}`;
}
