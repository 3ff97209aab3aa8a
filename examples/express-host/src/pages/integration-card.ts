import type { AnyPlugin, ConnectionState, IntegrationStatus } from '@sidecar/core';
import { type Html, html } from './html.ts';

const stateWords: Readonly<Record<ConnectionState, string>> = {
  connected: 'Connected',
  degraded: 'Having trouble',
  needs_reauth: 'Needs reconnecting',
  disabled: 'Disabled',
  disconnected: 'Not connected',
  not_configured: 'Not configured',
};

/** One integration of a user: what it is, how it is, and what can be done. */
export function integrationCard(plugin: AnyPlugin, status: IntegrationStatus): Html {
  const { state, account, reason, nextAction } = status;
  // An id may hold no space, an account's label may.
  const heading = `${plugin.id}-${encodeURIComponent(account ?? 'none')}`;
  return html`<article class="card" aria-labelledby="${heading}">
<div class="title">
${icon(plugin.icon)}
<h2 id="${heading}">${plugin.name}</h2>
<span class="state ${state}">${stateWords[state]}</span>
</div>
<p class="quiet">${plugin.description}</p>
${facts(status)}
${reason && html`<p>${reason}</p>`}
${nextAction && html`<p>${nextAction}</p>`}
${buttons(plugin, status)}
${tools(plugin)}
</article>`;
}

/** One emoji or a data URL. */
function icon(source: string): Html {
  if (source.startsWith('data:')) return html`<img class="icon" src="${source}" alt="">`;
  return html`<span class="icon" aria-hidden="true">${source}</span>`;
}

function facts({ identity, account, connectedAt, missingScopes }: IntegrationStatus): Html | undefined {
  if (account === undefined) return undefined;
  const rows = [
    ['Account', identity ?? account],
    ['Connected', connectedAt?.toISOString().slice(0, 16).replace('T', ' ').concat(' UTC')],
    ['Not granted', missingScopes.join(', ') || undefined],
  ] as const;
  const shown = rows.filter(([, value]) => value !== undefined);
  return html`<dl>${shown.map(([term, value]) => html`<div><dt>${term}</dt><dd>${value}</dd></div>`)}</dl>`;
}

interface Action {
  readonly action: string;
  readonly label: string;
  readonly kind?: 'primary';
}

function buttons({ id, name }: AnyPlugin, status: IntegrationStatus): Html {
  const account = status.account && html`<input type="hidden" name="account" value="${status.account}">`;
  const forms = actionsFor(status).map(
    ({ action, label, kind }) => html`<form method="post" action="/integrations/${id}/${action}">${account}
<button${kind && html` class="${kind}"`} type="submit" aria-label="${label} ${name}">${label}</button></form>`,
  );
  const disconnect = html`<form method="get" action="/integrations/${id}/disconnect">${account}
<button class="danger-outline" type="submit" aria-label="Disconnect ${name}">Disconnect</button></form>`;
  return html`<div class="actions">${[...forms, ...(status.account === undefined ? [] : [disconnect])]}</div>`;
}

/** What makes sense in a state; a connection that is not there can neither be verified nor be switched off. */
function actionsFor({ state, account }: IntegrationStatus): readonly Action[] {
  const verify: Action = { action: 'verify', label: 'Verify' };
  const disable: Action = { action: 'disable', label: 'Disable' };
  const reconnect: Action = { action: 'connect', label: 'Reconnect', kind: 'primary' };
  if (state === 'disabled') return [{ action: 'enable', label: 'Enable', kind: 'primary' }];
  if (account === undefined)
    return state === 'not_configured' ? [] : [{ action: 'connect', label: 'Connect', kind: 'primary' }];
  if (state === 'connected') return [verify, disable];
  return state === 'not_configured' ? [disable] : [reconnect, verify, disable];
}

function tools({ tools: all }: AnyPlugin): Html {
  const rows = all.map(
    ({ name, effect }) => html`<li><code>${name}</code> <span class="effect ${effect}">${effect}</span></li>`,
  );
  return html`<details><summary>${all.length} tools</summary><ul class="tools">${rows}</ul></details>`;
}
