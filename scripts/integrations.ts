// The table of all integrations, from their code. With --write it writes docs/integrations.md, otherwise it compares.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { AnyPlugin } from '../packages/core/src/index.ts';
import { type IntegrationFacts, integrationFacts } from './integration-facts.ts';
import { markdownTable, replaceSection } from './quality-tables.ts';
import { publishedPackages, root } from './workspace.ts';

const document = path.join(root, 'docs/integrations.md');
const plugins = publishedPackages().filter(({ folder }) => folder.startsWith('packages/plugin-'));
const facts = await Promise.all(plugins.map(integrationFacts));
const kinds = {
  oauth2: 'OAuth',
  typed: 'typed',
  minted: 'made from a key',
  none: 'nothing to sign in to',
} as const;
const header = ['integration', 'auth methods', 'tools', 'level', 'checked against'];
const known = readFileSync(document, 'utf8');
const made = replaceSection(known, 'integrations', markdownTable(header, facts.map(row)));
if (made !== known && process.argv.includes('--write')) writeFileSync(document, made);
else if (made !== known) {
  console.log('  docs/integrations.md is out of date: run "node scripts/integrations.ts --write"');
  process.exitCode = 1;
}
console.log(`${facts.length} integrations`);

function row({ folder, plugin, level, checks }: IntegrationFacts): string[] {
  return [
    `[${plugin.name}](../${folder})`,
    authMethods(plugin).join('<br>'),
    plugin.tools.map(({ name }) => `\`${name}\``).join(' '),
    level,
    checks.join('<br>'),
  ];
}

function authMethods({ auth }: AnyPlugin): string[] {
  return Object.entries(auth).map(([name, method]) => {
    const device = method.kind === 'oauth2' && method.deviceAuthorizationUrl ? ', device code' : '';
    return `\`${name}\` (${kinds[method.kind]}${device})`;
  });
}
