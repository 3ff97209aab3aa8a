import type { AnyPlugin, IntegrationStatus } from '@sidecar/core';
import type { Notice } from '../identity/sessions.ts';
import { type Html, html } from './html.ts';
import { integrationCard } from './integration-card.ts';
import { page } from './layout.ts';

/** What the start page shows. */
export interface IntegrationsPage {
  readonly user: string;
  readonly notice: Notice | undefined;
  readonly plugins: readonly AnyPlugin[];
  readonly statuses: readonly IntegrationStatus[];
  readonly publicUrl: string;
}

/** The state of everything that a user has connected or could connect. */
export function integrationsPage({ user, notice, plugins, statuses, publicUrl }: IntegrationsPage): string {
  const cards = plugins.flatMap((plugin) =>
    statuses
      .filter(({ integration }) => integration === plugin.id)
      .map((status) => integrationCard(plugin, status)),
  );
  return page({
    title: 'Your integrations',
    current: '/',
    user,
    notice,
    body: html`${cards}
${apiSection(publicUrl)}`,
  });
}

function apiSection(publicUrl: string): Html {
  return html`<section class="card" aria-labelledby="api">
<h2 id="api">Tools over HTTP</h2>
<p class="quiet">Call your tools from a program or an agent. A new key replaces the one before.</p>
<pre tabindex="0" aria-label="Example"><code>curl ${publicUrl}/api/tools -H "Authorization: Bearer $KEY"</code></pre>
<form class="actions" method="post" action="/api-key"><button type="submit">Create an API key</button></form>
</section>`;
}
