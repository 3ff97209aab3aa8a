import type { IntegrationStatus } from '@sidecar/core';
import { remedyOf, type Wording } from './remedy.ts';
import type { Session } from './session.ts';
import { printableLine } from './terminal/printable.ts';
import { stateMark } from './terminal/state-mark.ts';
import { timeAgo } from './terminal/time-ago.ts';

const stateWords: Readonly<Record<IntegrationStatus['state'], string>> = {
  connected: 'connected',
  degraded: 'connected, with trouble',
  needs_reauth: 'needs to be connected again',
  disabled: 'switched off',
  not_configured: 'not configured',
  disconnected: 'not connected',
};

/** An integration's status in words, one fact per line. */
export function describeStatus(status: IntegrationStatus, session: Session): string[] {
  const { out } = session;
  const { name, state, account, identity, connectedAt, expiresAt, lastSync, reason } = status;
  const label = account === undefined || account === 'default' ? '' : ` (${printableLine(account)})`;
  const title = `${stateMark(state, out)} ${out.paint('bold', name + label)}: ${stateWords[state]}`;
  const facts = [
    identity && `Account: ${printableLine(identity)}`,
    connectedAt && `Connected since ${day(connectedAt)} (${timeAgo(connectedAt)})`,
    lastSync && `Last sync: ${timeAgo(lastSync)}`,
    expiresAt && `Access token: ${tokenState(expiresAt)}`,
    status.scopes.length > 0 && `Allowed: ${status.scopes.map(printableLine).join(', ')}`,
    status.missingScopes.length > 0 && `Not allowed: ${status.missingScopes.map(printableLine).join(', ')}`,
    reason && printableLine(reason),
    state !== 'connected' && statusRemedy(status, session),
  ];
  return [title, ...facts.flatMap((fact) => (fact ? [`   ${fact}`] : []))];
}

/** What a person can do about a status that is not `connected`. */
export function statusRemedy(status: IntegrationStatus, wording: Wording): string | undefined {
  const { state, integration, account, nextAction } = status;
  const code =
    state === 'not_configured' || state === 'degraded' || state === 'connected'
      ? 'internal'
      : stateCode[state];
  return remedyOf(
    {
      code,
      integration,
      ...(account === undefined ? {} : { connection: `default/${account}` }),
      ...(nextAction === undefined ? {} : { nextAction }),
    },
    wording,
  );
}

const stateCode = {
  needs_reauth: 'needs_reauth',
  disabled: 'disabled',
  disconnected: 'not_connected',
} as const;

function day(date: Date): string {
  return date.toISOString().slice(0, 10);
}

function tokenState(expiresAt: Date): string {
  const isValid = expiresAt.getTime() > Date.now();
  return isValid
    ? `valid, renewed after ${expiresAt.toISOString().slice(0, 16).replace('T', ' ')} UTC`
    : 'renewed with the next call';
}
