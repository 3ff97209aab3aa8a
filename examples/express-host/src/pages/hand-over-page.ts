import { html } from './html.ts';
import { page } from './layout.ts';

/**
 * Takes the browser to the provider's consent page. A redirect would be shorter, but `form-action 'self'` also judges
 * where the answer to a form redirects to, and a provider may redirect further, to a company's sign-in page for example.
 */
export function handOverPage({
  name,
  authUrl,
  user,
}: {
  readonly name: string;
  readonly authUrl: string;
  readonly user: string;
}): string {
  return page({
    title: `Connecting ${name}`,
    user,
    head: html`<meta http-equiv="refresh" content="0; url=${authUrl}">`,
    body: html`<div class="card">
<p class="lead">You are being taken to ${name}.</p>
<p><a class="button primary" href="${authUrl}" rel="noreferrer">Continue to ${name}</a></p>
</div>`,
  });
}
