import type { AuthorizationOutcome } from './authorizer.ts';

/** A page as any HTTP server can send it; `new Response(page.body, page)` does. */
export interface CallbackPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** HTML. */
  readonly body: string;
}

/** It loads nothing, runs nothing, and takes the callback's URL, which holds the code, nowhere. */
const headers = {
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
} as const;

const style = `
  :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
  body { display: grid; min-height: 90vh; place-items: center; margin: 0; padding: 1rem; }
  main { max-width: 32rem; text-align: center; overflow-wrap: anywhere; }
  .sign { font-size: 3rem; line-height: 1; }
  .connected .sign { color: #15803d; }
  .failed .sign { color: #b91c1c; }
  h1 { font-size: 1.4rem; margin: 1rem 0 .5rem; }
  p { margin: 0; }`;

/** The page that ends a authorization in the browser, with the headers that it needs; `name` is the integration's. */
export function callbackPage(outcome: AuthorizationOutcome, name: string): CallbackPage {
  const title = outcome.connected ? `${name} is connected` : `${name} was not connected`;
  const account = outcome.connected && outcome.label ? ` as ${outcome.label}` : '';
  const text = outcome.connected ? 'You can close this window.' : outcome.message.slice(0, 500);
  return {
    status: outcome.connected ? 200 : 400,
    headers,
    body: `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${escapeHtml(title)}</title><style>${style}
</style></head>
<body class="${outcome.connected ? 'connected' : 'failed'}">
<main><div class="sign" aria-hidden="true">${outcome.connected ? '✓' : '✗'}</div>
<h1>${escapeHtml(title)}${escapeHtml(account)}</h1>
<p>${escapeHtml(text)}</p></main>
</body>
</html>
`,
  };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
