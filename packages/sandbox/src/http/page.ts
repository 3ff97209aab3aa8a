import { escapeHtml } from './escape-html.ts';

/** Headers of every page: nothing is loaded, framed or remembered. There is no `form-action`, because Chromium also applies it to the redirect back to the app. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

/** A small HTML page; `title` is escaped here, `body` is HTML already. */
export function page(title: string, body: string): string {
  const safeTitle = escapeHtml(title);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${safeTitle}</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 32rem; margin: 3rem auto; padding: 0 1rem; color: #1c2024; background: #fff; }
fieldset { border: 1px solid #d5d9de; border-radius: 8px; margin: 1rem 0; }
label { display: block; padding: .25rem 0; }
button { font: inherit; padding: .5rem 1.25rem; border-radius: 8px; border: 1px solid #0b57d0; background: #0b57d0; color: #fff; margin-right: .5rem; }
button.second { background: #fff; color: #0b57d0; }
code { overflow-wrap: anywhere; }
</style>
</head>
<body>
<h1>${safeTitle}</h1>
${body}
<p><small>This is a local sandbox with invented people. No real account is involved.</small></p>
</body>
</html>
`;
}
