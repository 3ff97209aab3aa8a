import type { Catalog } from '../catalog.ts';

const subcommands = ['connect', 'disconnect', 'status', 'enable', 'disable', 'verify'];
const slashCommands = ['/integrations', '/plugins', '/tools', '/run', '/help', '/exit'];

/** What could stand where the cursor is; with what is there already, as node:readline wants it. */
export function complete(line: string, catalog: Catalog): [string[], string] {
  const toolNames = catalog.tools.map(({ name }) => name);
  const words = line.trimStart().split(/\s+/);
  const last = words.at(-1) ?? '';
  const before = words.slice(0, -1);
  const [tool] = before.slice(before[0] === '/run' ? 1 : 0);
  if (last === '' && tool !== undefined && toolNames.includes(tool))
    return [[inputStart(tool, catalog)], last];
  const candidates = following(before, { last, toolNames, catalog });
  return [candidates.filter((candidate) => candidate.startsWith(last)).map((word) => `${word} `), last];
}

interface Known {
  readonly last: string;
  readonly toolNames: readonly string[];
  readonly catalog: Catalog;
}

function following(before: readonly string[], { last, toolNames, catalog }: Known): readonly string[] {
  const [command, subcommand] = before;
  if (command === undefined) return last.startsWith('/') ? slashCommands : [...toolNames, ...slashCommands];
  if (command === '/integrations' && subcommand === undefined) return subcommands;
  if (command === '/integrations' && before.length === 2) return catalog.integrations.map(({ id }) => id);
  if (command === '/tools' || command === '/run') return before.length === 1 ? toolNames : [];
  return [];
}

/** How a tool's input begins, with the first field that it cannot do without. */
function inputStart(wanted: string, { tools }: Catalog): string {
  const found = tools.find(({ name }) => name === wanted);
  const schema = found?.tool.input['~standard'].jsonSchema.input({ target: 'draft-2020-12' });
  const required: unknown = schema?.required;
  return Array.isArray(required) && required.length > 0 ? `{"${required[0]}": "` : '{';
}
