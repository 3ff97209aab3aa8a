import type { IntegrationStatus } from '@sidecar/core';
import { fit, pad, width, wrap } from './fit.ts';
import { printableLine } from './printable.ts';
import type { Screen } from './screen.ts';
import { stateMark } from './state-mark.ts';

/** One row of the table. */
export interface IntegrationRow {
  readonly status: IntegrationStatus;
  readonly description: string;
}

/** Narrower than this a box only wastes room. */
const narrowestBox = 56;
const widestBox = 112;
const markWidth = 9;
const widestName = 20;
const widestAccount = 32;
const narrowestDescription = 16;
/** Descriptions that take more lines beside the account are easier to read below it. */
const mostLinesBeside = 2;

/** The table of `/integrations`: a box on a terminal, plain lines on a narrow one. */
export function integrationsTable(rows: readonly IntegrationRow[], screen: Screen, prefix: string): string[] {
  const columns = Math.min(screen.columns, widestBox);
  const commands = [
    ['connect <name>', 'Start OAuth flow'],
    ['disconnect <name>', 'Remove access'],
    ['status <name>', 'Show detailed status'],
  ].map(([command, meaning]) => [`${prefix}${command}`, meaning ?? ''] as const);
  if (columns < narrowestBox) return stacked(rows, screen);
  const inner = columns - 6;
  const lines = [
    screen.paint('bold', screen.isUnicode ? '🔌 Integrations' : 'Integrations'),
    '',
    ...table(rows, screen, inner),
    '',
    'Commands:',
    ...commandLines(commands, inner),
    '',
  ];
  return box(lines, screen, columns);
}

function table(rows: readonly IntegrationRow[], screen: Screen, columns: number): string[] {
  const cells = rows.map(({ status, description }) => ({
    mark: stateMark(status.state, screen),
    name: printableLine(status.name),
    account: accountOf(status),
    description: printableLine(description),
  }));
  const nameWidth = Math.min(widestName, Math.max(4, ...cells.map(({ name }) => width(name))));
  const longestAccount = Math.max(...cells.map(({ account }) => width(account)));
  const roomForAccount = Math.min(widestAccount, columns - markWidth - nameWidth - 2);
  const accountWidth = longestAccount === 0 ? 0 : Math.min(roomForAccount, Math.max(7, longestAccount));
  const left = markWidth + nameWidth + 2 + (accountWidth > 0 ? accountWidth + 2 : 0);
  const isBeside = cells.every(({ description }) => fitsBeside(description, columns - left));
  const indent = isBeside ? left : markWidth;
  const row = (mark: string, name: string, account: string) =>
    pad(mark, markWidth) +
    pad(fit(name, nameWidth), nameWidth + 2) +
    (accountWidth ? pad(fit(account, accountWidth), isBeside ? accountWidth + 2 : accountWidth) : '');
  const line = (length: number) => (screen.isUnicode ? '─' : '-').repeat(length);
  return [
    row('Status', 'Name', 'Account') + (isBeside ? 'Description' : ''),
    row(line(6), line(4), line(7)) + (isBeside ? line(11) : ''),
    ...cells.flatMap(({ mark, name, account, description }) => {
      const texts = wrap(description, columns - indent);
      const beside = isBeside ? texts.shift() : undefined;
      return [row(mark, name, account) + (beside ?? ''), ...texts.map((text) => ' '.repeat(indent) + text)];
    }),
  ];
}

function fitsBeside(description: string, room: number): boolean {
  return room >= narrowestDescription && wrap(description, room).length <= mostLinesBeside;
}

function commandLines(commands: readonly (readonly [string, string])[], columns: number): string[] {
  const widest = Math.max(...commands.map(([command]) => command.length));
  return commands.map(([command, meaning]) => fit(`  ${pad(command, widest)}  ${meaning}`, columns));
}

function box(lines: readonly string[], { isUnicode }: Screen, columns: number): string[] {
  const [top, side, bottom] = isUnicode
    ? [`┌${'─'.repeat(columns - 2)}┐`, '│', `└${'─'.repeat(columns - 2)}┘`]
    : [`+${'-'.repeat(columns - 2)}+`, '|', `+${'-'.repeat(columns - 2)}+`];
  return [top, ...lines.map((line) => `${side}  ${pad(line, columns - 6)}  ${side}`), bottom];
}

function stacked(rows: readonly IntegrationRow[], screen: Screen): string[] {
  return rows.flatMap(({ status, description }) => {
    const title =
      `${stateMark(status.state, screen)} ${printableLine(status.name)} ${accountOf(status)}`.trimEnd();
    const room = Math.max(10, screen.columns - 3);
    return [
      fit(title, screen.columns),
      ...wrap(printableLine(description), room).map((line) => `   ${line}`),
    ];
  });
}

/** Who it is; with its label where that is not the usual one. */
function accountOf({ account, identity }: IntegrationStatus): string {
  if (account === undefined) return '';
  if (account === 'default') return printableLine(identity ?? 'connected');
  return printableLine(identity ? `${account}: ${identity}` : account);
}
