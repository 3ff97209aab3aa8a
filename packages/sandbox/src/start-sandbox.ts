import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import { controlHandler } from './http/control.ts';
import { FaultList } from './http/faults.ts';
import { type LocalServer, startLocalServer } from './http/local-server.ts';
import { serve } from './http/serve.ts';
import { approveDevice, consent } from './oauth/consent.ts';
import type { Sandbox, SandboxOptions } from './sandbox.ts';
import { type ServiceId, serviceIds } from './service-ids.ts';
import { type StartedService, serviceStarters } from './service-starters.ts';

type StartedServices = { readonly [Id in ServiceId]: StartedService<Id> };

/** Starts local stand-ins of the services on 127.0.0.1. They forget everything when closed. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const { port = 0, now = Date.now } = options;
  const servers: LocalServer[] = [];
  const close = async () => {
    await Promise.all(servers.map((server) => server.close()));
  };
  const open = async (offset: number) => {
    const server = await startLocalServer(port === 0 ? 0 : port + offset);
    servers.push(server);
    return server;
  };
  const faults = new FaultList();
  try {
    const control = await open(0);
    const { privateKey: signingKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
    // Each service is an origin of its own, so that credentials for one never fit the other.
    const start = async <Id extends ServiceId>(id: Id): Promise<StartedService<Id>> => {
      const server = await open(1 + serviceIds.indexOf(id));
      const started = await serviceStarters[id]({ origin: server.origin, signingKey, now }, options);
      server.serve((request, response) => serve(started.service, faults, { request, response }));
      return started;
    };
    const started = {
      google: await start('google'),
      x: await start('x'),
      github: await start('github'),
      notion: await start('notion'),
      slack: await start('slack'),
    };
    control.serve(controlHandler(faults));
    return assemble(started, { url: control.origin, faults, close });
  } catch (error) {
    await close();
    throw error;
  }
}

function assemble(started: StartedServices, rest: Pick<Sandbox, 'url' | 'faults' | 'close'>): Sandbox {
  const services = Object.values(started).map(({ service }) => service);
  return {
    ...rest,
    google: started.google.view,
    x: started.x.view,
    github: started.github.view,
    notion: started.notion.view,
    slack: started.slack.view,
    consent: async (authorizationUrl, how) => {
      const { origin } = new URL(authorizationUrl);
      const service = services.find((candidate) => candidate.authorization.issuer === origin);
      if (!service) throw new Error(`No service of this sandbox is at ${origin}.`);
      return consent(authorizationUrl, service.dialect, how);
    },
    approveDevice: async (userCode, id, how) => {
      const { dialect, authorization } = started[id].service;
      const path = dialect.routes.deviceVerification;
      if (path === undefined) throw new Error(`${dialect.name} has no device flow.`);
      await approveDevice(userCode, authorization.issuer + path, { ...how, dialect });
    },
    requests: (id) => started[id].service.recorder.list(),
  };
}
