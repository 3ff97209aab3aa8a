import type { IntegrationStatus } from '@sidecar/core';
import { expect, test } from 'vitest';
import { width } from './fit.ts';
import { integrationsTable } from './integrations-table.ts';
import type { Screen } from './screen.ts';

const screen = (columns: number, isUnicode = true): Screen => ({
  columns,
  isUnicode,
  isTerminal: isUnicode,
  paint: (_style, text) => text,
  line: () => {},
  write: () => {},
});

const status = (facts: Partial<IntegrationStatus>): IntegrationStatus => ({
  integration: 'gmail',
  name: 'Gmail',
  enabled: true,
  authenticated: true,
  state: 'connected',
  scopes: [],
  missingScopes: [],
  ...facts,
});

const rows = [
  { status: status({ account: 'default', identity: 'ada@sandbox.example' }), description: 'Read email' },
  { status: status({ account: 'work', identity: '花子@東京.example' }), description: '電子メールを読む' },
  { status: status({ name: 'Twitter', state: 'needs_reauth' }), description: 'Post \u001b[2Jtweets' },
];

const inside = (line: string) => line.slice(3, -3).trimEnd();

test('looks as it was drawn', () => {
  expect(integrationsTable(rows.slice(0, 1), screen(64), '/integrations ')).toEqual([
    '┌──────────────────────────────────────────────────────────────┐',
    '│  🔌 Integrations                                             │',
    '│                                                              │',
    '│  Status   Name   Account              Description            │',
    '│  ──────   ────   ───────              ───────────            │',
    '│  ✅       Gmail  ada@sandbox.example  Read email             │',
    '│                                                              │',
    '│  Commands:                                                   │',
    '│    /integrations connect <name>     Start OAuth flow         │',
    '│    /integrations disconnect <name>  Remove access            │',
    '│    /integrations status <name>      Show detailed status     │',
    '│                                                              │',
    '└──────────────────────────────────────────────────────────────┘',
  ]);
});

test('every line of the box is equally wide, whatever script stands in it', () => {
  for (const columns of [56, 64, 80, 112, 200]) {
    const widths = integrationsTable(rows, screen(columns), 'sidecar ').map(width);
    expect(new Set(widths)).toEqual(new Set([Math.min(columns, 112)]));
  }
});

test('descriptions that would be torn into many lines stand below, whole', () => {
  const long = 'Read, send, schedule and search messages in Slack, and list channels and people';
  const connected = status({ name: 'Slack', account: 'default', identity: 'ada (Analytical Society)' });
  const many = [{ status: connected, description: long }, ...rows];
  const narrow = integrationsTable(many, screen(80), 'sidecar ').slice(3, 9).map(inside);
  expect(narrow).toEqual([
    'Status   Name     Account',
    '──────   ────     ───────',
    '✅       Slack    ada (Analytical Society)',
    '         Read, send, schedule and search messages in Slack, and list',
    '         channels and people',
    '✅       Gmail    ada@sandbox.example',
  ]);
  const wide = integrationsTable(many, screen(112), 'sidecar ').slice(3, 7).map(inside);
  expect(wide[0]).toMatch(/^Status {3}Name {5}Account {19}Description$/);
  expect(wide[2]).toMatch(
    /^✅ {7}Slack {4}ada \(Analytical Society\) {2}Read, send, .* messages in Slack, and list$/,
  );
  expect(wide[3]).toMatch(/^ {44}channels and people$/);
});

test('a narrow window gets lines that fit, without a box', () => {
  for (const columns of [20, 30, 55]) {
    const lines = integrationsTable(rows, screen(columns), 'sidecar ');
    expect(lines.join('\n')).not.toContain('│');
    for (const line of lines) expect(width(line)).toBeLessThanOrEqual(columns);
  }
});

test('where nothing but ASCII is safe, the frame and the marks are ASCII', () => {
  const lines = integrationsTable([rows[0]!], screen(80, false), 'sidecar ');
  expect(lines.join('')).toMatch(/^[\x20-\x7e]+$/);
  expect(lines[5]).toContain('|  ok       Gmail');
});
