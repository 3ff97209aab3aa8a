import type { Notice } from '../identity/sessions.ts';
import { type Html, html } from './html.ts';

/** What every page is made of. */
export interface Layout {
  readonly title: string;
  /** The name of who is signed in. */
  readonly user?: string | undefined;
  readonly notice?: Notice | undefined;
  /** Which entry of the navigation this page is. */
  readonly current?: string;
  readonly head?: Html;
  readonly body: Html;
}

const here = html` aria-current="page"`;

/** A whole page, as text to send. It works without scripts and has none. */
export function page({ title, user, current, notice, head, body }: Layout): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} · Example host</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/assets/base.css">
<link rel="stylesheet" href="/assets/components.css">
${head}
</head>
<body>
<a class="skip" href="#content">Skip to content</a>
<header>
<div class="bar">
<a class="brand" href="/">Example host</a>
${user === undefined ? undefined : navigation(user, current)}
</div>
</header>
<main id="content">
${notice && noticeBox(notice)}
<h1>${title}</h1>
${body}
</main>
</body>
</html>
`.text;
}

const places = [
  { path: '/', name: 'Integrations' },
  { path: '/inbox', name: 'Inbox' },
] as const;

function navigation(user: string, current: string | undefined): Html {
  const links = places.map(
    ({ path, name }) => html`<a href="${path}"${path === current ? here : undefined}>${name}</a>`,
  );
  return html`<nav aria-label="Main">
${links}
</nav>
<form class="signed-in" method="post" action="/sign-out">
<span>${user}</span>
<button class="plain" type="submit">Sign out</button>
</form>`;
}

function noticeBox({ kind, text, link }: Notice): Html {
  const more = link && html` <a href="${link}" rel="noreferrer">${link}</a>`;
  if (kind === 'problem') return html`<p class="notice problem" role="alert">${text}${more}</p>`;
  if (kind === 'done') return html`<p class="notice done" role="status">${text}${more}</p>`;
  return html`<div class="notice secret" role="status">
<p>Your new API key. Copy it now: it is not shown again.</p>
<code class="key">${text}</code>
</div>`;
}
