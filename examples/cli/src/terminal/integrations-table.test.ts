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
  for (const columns of [56, 64, 80, 96, 200]) {
    const widths = integrationsTable(rows, screen(columns), 'sidecar ').map(width);
    expect(new Set(widths)).toEqual(new Set([Math.min(columns, 96)]));
  }
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
