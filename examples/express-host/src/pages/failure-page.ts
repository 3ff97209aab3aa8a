import type { Failure } from '../web/failure.ts';
import { html } from './html.ts';
import { page } from './layout.ts';

/** The page for whatever went wrong: what, what to do now, and the way back. */
export function failurePage({ message, nextAction, code }: Failure): string {
  return page({
    title: 'That did not work',
    body: html`<div class="card">
<p class="lead">${message}</p>
${nextAction && html`<p>${nextAction}</p>`}
<p class="quiet">Error code: <code>${code}</code></p>
<p><a class="button" href="/">Back to your integrations</a></p>
</div>`,
  });
}
