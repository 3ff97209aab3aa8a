import { mkdtemp, realpath, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { folderUrl } from '../plugin-package.ts';
import type { Subject } from '../subject.ts';
import type { ExampleOrder } from './example-order.ts';
import { exampleProcess } from './example-process.ts';
import { ExampleProvider } from './example-provider.ts';
import type { ReadmeExample } from './readme-example.ts';
import { readmeProcessUrl } from './readme-process-url.ts';

/** Nobody waits longer for an example that does not end. */
const usualPatienceMs = 20_000;

/** Runs a README's example in a process and a folder of its own, with the answers of the suite's examples; why it failed, if it did. */
export async function runReadmeExample(
  subject: Subject,
  { code, firstLine }: ReadmeExample,
  patienceMs: number = usualPatienceMs,
): Promise<readonly string[]> {
  const folder = await realpath(await mkdtemp(path.join(tmpdir(), 'sidecar-readme-')));
  const provider = await ExampleProvider.start(subject);
  try {
    const order = await prepare(subject, { code, folder, provider });
    const { failure, line } = await exampleProcess(order, { folder, code, patienceMs });
    if (failure === undefined) return [];
    const where = line === undefined ? '' : ` on line ${firstLine + line - 1}`;
    return [`the README's example fails${where}: ${[failure, ...provider.unanswered].join('; it ')}`];
  } finally {
    await provider.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** Writes the example and its core into the folder. */
async function prepare(
  { options: { packageFolder, connection } }: Subject,
  given: { readonly code: string; readonly folder: string; readonly provider: ExampleProvider },
): Promise<ExampleOrder> {
  const { code, folder, provider } = given;
  const [example = '', core = ''] = ['example.mts', 'core.mjs'].map((name) => path.join(folder, name));
  const order: ExampleOrder = {
    exampleUrl: pathToFileURL(example).href,
    coreUrl: pathToFileURL(core).href,
    packageUrl: new URL('package.json', folderUrl(packageFolder)).href,
    port: provider.port,
    refreshToken: provider.secrets.issue(),
    clientSecret: provider.secrets.clientSecret,
    fields: connection?.fields ?? {},
  };
  await writeFile(example, code);
  await writeFile(core, coreModule(order));
  return order;
}

/** Everything of core, with another `createSidecar`. */
function coreModule(order: ExampleOrder): string {
  return `import * as core from '@sidecar/core';
import { exampleSidecar } from ${JSON.stringify(readmeProcessUrl())};
export * from '@sidecar/core';
export const createSidecar = exampleSidecar(core, ${JSON.stringify(order)});
`;
}
