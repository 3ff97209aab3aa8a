import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Place } from '../place.ts';

const clientSchema = z.object({ id: z.string(), secret: z.string() });

const serviceSchema = z.object({
  authUrl: z.string(),
  tokenUrl: z.string(),
  revocationUrl: z.string(),
  apiUrl: z.string(),
  client: clientSchema,
});

const addressesSchema = z.object({
  url: z.string(),
  google: serviceSchema.extend({ deviceAuthorizationUrl: z.string(), issuer: z.string() }),
  x: serviceSchema,
  notion: serviceSchema,
  github: serviceSchema,
  slack: serviceSchema.extend({ redirectUris: z.array(z.string()) }),
});

/** Where a sandbox's services are, and the apps that are registered there. */
export type SandboxAddresses = z.infer<typeof addressesSchema>;

/** The file through which commands in other terminals find the sandbox. */
function addressesFile({ home, sandboxPort }: Place): string {
  return path.join(home, `sandbox-${sandboxPort}.json`);
}

/** Says where the sandbox is; anything beside the addresses is left out. */
export async function writeSandboxAddresses(place: Place, sandbox: SandboxAddresses): Promise<void> {
  const file = addressesFile(place);
  await mkdir(place.home, { recursive: true, mode: 0o700 });
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, `${JSON.stringify(addressesSchema.parse(sandbox), undefined, 2)}\n`);
  await rename(unfinished, file);
}

/** Where the sandbox was said to be; undefined when it was never started. It may have ended since. */
export async function readSandboxAddresses(place: Place): Promise<SandboxAddresses | undefined> {
  const text = await readFile(addressesFile(place), 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  try {
    return addressesSchema.parse(JSON.parse(text));
  } catch {
    return undefined;
  }
}

/** The sandbox has ended. */
export async function removeSandboxAddresses(place: Place): Promise<void> {
  await rm(addressesFile(place), { force: true });
}

/** Stands for a sandbox that was not started yet, so that its integrations can be listed. */
export function unstartedSandbox({ sandboxPort }: Place): SandboxAddresses {
  const url = `http://127.0.0.1:${sandboxPort}`;
  const client = { id: 'not-started', secret: 'not-started' };
  const service = { authUrl: url, tokenUrl: url, revocationUrl: url, apiUrl: url, client };
  const google = { ...service, deviceAuthorizationUrl: url, issuer: url };
  const slack = { ...service, redirectUris: [] };
  return { url, google, x: service, notion: service, github: service, slack };
}
