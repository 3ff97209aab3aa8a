// What an app writes. Compiled and run in an empty project in which the packed tarballs are installed.
import { createSidecar, memoryStore, SidecarError } from '@sidecar/core';
import { loopback } from '@sidecar/core/loopback';
import { gmail } from '@sidecar/plugin-gmail';
import { twitter } from '@sidecar/plugin-twitter';

const sidecar = createSidecar({ plugins: [gmail(), twitter()], store: memoryStore() });

/** Types only: it would open a browser. */
export async function newestSubjects(): Promise<string[]> {
  await sidecar.connect('gmail', { via: loopback() });
  const { emails } = await sidecar.run('email_list', { limit: 5 });
  return emails.map(({ subject }) => subject);
}

// @ts-expect-error no plugin has this tool
const unknownTool = sidecar.run('email_lost', {}).catch(String);

const states = (await sidecar.statuses()).map(({ state }) => state);
const refusal = await sidecar.run('email_list', {}).catch((error: unknown) => error);
console.log(
  JSON.stringify({
    states,
    unknownTool: await unknownTool,
    code: refusal instanceof SidecarError && refusal.code,
  }),
);
await sidecar.close();
