import type { IntegrationStatus } from '@sidecar/core';
import { html } from './html.ts';
import { page } from './layout.ts';

/** Asks once more before a connection is ended. */
export function disconnectPage({
  status,
  user,
}: {
  readonly status: IntegrationStatus;
  readonly user: string;
}): string {
  const { integration, name, account, identity } = status;
  return page({
    title: `Disconnect ${name}?`,
    user,
    body: html`<div class="card">
<p class="lead">This host will forget ${identity ?? `the account “${account}”`}, and ${name} is asked to end its access.</p>
<form class="actions" method="post" action="/integrations/${integration}/disconnect">
<input type="hidden" name="account" value="${account}">
<button class="danger" type="submit">Disconnect ${name}</button>
<a class="button" href="/">Keep it</a>
</form>
</div>`,
  });
}
