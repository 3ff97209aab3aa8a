// Measures Sidecar beside other libraries on the same work: `pnpm bench`, see the README.
import { cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Entrant, sidecarEntrant } from './entrant.ts';
import { endpointDelayMs, herdSection } from './herd-section.ts';
import { installSection } from './install-section.ts';
import { peerEntrants } from './peer-entrants.ts';
import { installPeers } from './peer-folders.ts';
import type { Section } from './section.ts';
import { startStrictServer } from './strict-server.ts';
import { togetherSection } from './together-section.ts';
import { validTokenSection } from './valid-token-section.ts';

const { values } = parseArgs({
  options: {
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true, default: [] },
    'without-peers': { type: 'boolean', default: false },
  },
});
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model ?? process.arch}, ${process.platform}`;
const withPeers = !values['without-peers'];
const entrants: readonly Entrant[] = [sidecarEntrant, ...(withPeers ? installedPeers() : [])];

const sections: Readonly<Record<string, () => Promise<Section>>> = {
  valid: () => validTokenSection(entrants),
  herd: async () => {
    const server = await startStrictServer(endpointDelayMs);
    try {
      return await herdSection(entrants, server);
    } finally {
      await server.close();
    }
  },
  install: () => installSection(withPeers),
  together: togetherSection,
};

const names = values.only.length > 0 ? values.only : Object.keys(sections);
const unknown = names.filter((name) => !sections[name]);
if (unknown.length > 0)
  throw new Error(
    `There is no section ${unknown.join(', ')}; there are ${Object.keys(sections).join(', ')}.`,
  );

if (!values.json) console.log(machine);
const results: Record<string, unknown> = {};
for (const name of names) {
  try {
    const section = await sections[name]?.();
    if (!section) continue;
    results[name] = section.results;
    if (!values.json)
      console.log(`\n${section.title}\n\n${section.notes.join('\n')}\n\n${section.tables.join('\n\n')}`);
  } catch (error) {
    // The other sections still say something.
    process.stderr.write(`The section ${name} broke: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 1;
  }
}
if (values.json) console.log(JSON.stringify({ machine, results }, undefined, 2));

function installedPeers(): readonly Entrant[] {
  const failure = installPeers('tokens');
  if (failure === undefined) return peerEntrants();
  process.stderr.write(`The other libraries are left out. ${failure}\n`);
  return [];
}
