import type { ConnectionState } from '@sidecar/core';
import type { Screen } from './screen.ts';

/** Emoji that every terminal draws two columns wide, and a word for those that draw none. */
const marks: Readonly<Record<ConnectionState, readonly [emoji: string, word: string]>> = {
  connected: ['✅', 'ok'],
  degraded: ['🟡', 'trouble'],
  needs_reauth: ['🔴', 'expired'],
  disabled: ['⚫', 'off'],
  not_configured: ['🔧', 'set up'],
  disconnected: ['⚪', '-'],
};

/** The sign of a state in the table. */
export function stateMark(state: ConnectionState, { isUnicode }: Screen): string {
  const [emoji, word] = marks[state];
  return isUnicode ? emoji : word;
}
