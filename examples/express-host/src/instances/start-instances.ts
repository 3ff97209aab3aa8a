import cluster from 'node:cluster';
import { randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import type { Logger } from '@sidecar/core';
import type { Sandbox } from '@sidecar/sandbox';
import type { DemoUsers } from '../identity/demo-users.ts';
import type { Settings } from '../read-settings.ts';
import { sandboxPlaces } from '../sandbox-places.ts';
import { openSandbox, type RunningHost } from '../start-host.ts';
import { listen } from '../web/listen.ts';
import { assignmentEnvironment } from './assignment.ts';
import { Ensemble } from './ensemble.ts';
import { prepareDatabase, removeSchema } from './prepare-database.ts';

/** Starts several processes that answer at one port and share a database; one that ends is replaced. */
export async function startInstances(
  settings: Settings & { readonly databaseUrl: string },
  users: DemoUsers,
  logger: Logger,
): Promise<RunningHost> {
  const { databaseUrl, instances, mode } = settings;
  const port = await findPort(settings.port);
  const publicUrl = settings.publicUrl ?? `http://127.0.0.1:${port}`;
  const schema = mode === 'sandbox' ? `express_host_sandbox_${port}` : 'express_host';
  await prepareDatabase(databaseUrl, { schema, fresh: mode === 'sandbox' });
  const sandbox = mode === 'sandbox' ? await openSandbox(publicUrl) : undefined;
  const places = sandbox && sandboxPlaces(sandbox);
  const shared = { ...users.environment(), ...sandboxKey(sandbox) };
  const start = (instance: string) => {
    const assignment = { instance, port, publicUrl, databaseUrl, schema, places };
    return cluster.fork({ ...shared, ...assignmentEnvironment(assignment) });
  };
  const ensemble = new Ensemble(start, logger);
  const close = async () => {
    await ensemble.end();
    await sandbox?.close();
    if (sandbox) await removeSchema(databaseUrl, schema);
  };
  try {
    await ensemble.start(instances);
  } catch (error) {
    await close();
    throw error;
  }
  return { url: publicUrl, port, close };
}

/** A sandbox forgets everything, so its key may be forgotten too; real tokens need one that somebody keeps. */
function sandboxKey(sandbox: Sandbox | undefined) {
  if (!sandbox || process.env.SIDECAR_ENCRYPTION_KEY) return {};
  return { SIDECAR_ENCRYPTION_KEY: randomBytes(32).toString('base64') };
}

/** The port has to be known before the instances are started: the sandbox registers it. */
async function findPort(wanted: number): Promise<number> {
  const server = createServer();
  const port = await listen(server, wanted);
  server.close();
  return port;
}
