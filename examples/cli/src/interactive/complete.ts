import { catalogTools, integrations } from '../catalog.ts';

const subcommands = ['connect', 'disconnect', 'status', 'enable', 'disable', 'verify'];
const slashCommands = ['/integrations', '/tools', '/run', '/help', '/exit'];
const ids = integrations.map(({ id }) => id);
const toolNames = catalogTools.map(({ tool }) => tool.name);

/** What could stand where the cursor is; with what is there already, as node:readline wants it. */
export function complete(line: string): [string[], string] {
  const words = line.trimStart().split(/\s+/);
  const last = words.at(-1) ?? '';
  const candidates = following(words.slice(0, -1), last);
  return [candidates.filter((candidate) => candidate.startsWith(last)).map((word) => `${word} `), last];
}

function following(before: readonly string[], last: string): readonly string[] {
  const [command, subcommand] = before;
  if (command === undefined) return last.startsWith('/') ? slashCommands : [...toolNames, ...slashCommands];
  if (command === '/integrations' && subcommand === undefined) return subcommands;
  if (command === '/integrations' && before.length === 2) return ids;
  if (command === '/tools' || command === '/run') return before.length === 1 ? toolNames : [];
  return [];
}
