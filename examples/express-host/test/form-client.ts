import { passwords, type RunningApp } from './running-app.ts';

interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
  readonly line: string;
}

/** A browser without a screen: keeps cookies by path, submits forms as their own page does, and follows no redirect. */
export class FormClient {
  readonly cookies = new Map<string, Cookie>();
  readonly #app: RunningApp;

  constructor(app: RunningApp) {
    this.#app = app;
  }

  static async signedIn(app: RunningApp, user: keyof typeof passwords): Promise<FormClient> {
    const client = new FormClient(app);
    const answer = await client.post('/sign-in', { name: user, password: passwords[user] });
    if (answer.status !== 303) throw new Error(`Signing in answered ${answer.status}.`);
    return client;
  }

  /** Opens an address of the host, wherever its public address is. */
  get(path: string): Promise<Response> {
    return this.send(path, {});
  }

  post(path: string, fields: Readonly<Record<string, string>> = {}): Promise<Response> {
    const headers = { origin: this.#app.publicUrl };
    return this.send(path, { method: 'POST', body: new URLSearchParams(fields), headers });
  }

  async send(path: string, request: RequestInit): Promise<Response> {
    const url = new URL(path, this.#app.instanceUrl);
    const headers = new Headers(request.headers);
    const sent = [...this.cookies.values()].filter(({ path: prefix }) => url.pathname.startsWith(prefix));
    if (sent.length > 0) headers.set('cookie', sent.map(({ name, value }) => `${name}=${value}`).join('; '));
    const answer = await fetch(url, { ...request, headers, redirect: 'manual' });
    for (const line of answer.headers.getSetCookie()) this.#keep(line);
    return answer;
  }

  /** Presses Connect and answers where the browser is taken. */
  async startConnecting(integration: string): Promise<string> {
    const answer = await this.post(`/integrations/${integration}/connect`);
    const [, url = ''] = /http-equiv="refresh" content="0; url=([^"]+)"/.exec(await answer.text()) ?? [];
    return url.replaceAll('&amp;', '&');
  }

  #keep(line: string): void {
    const [pair = '', ...attributes] = line.split(/;\s*/);
    const [name = '', value = ''] = pair.split('=');
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    const maxAge = attributes.find((attribute) => /^max-age=/i.test(attribute))?.slice(8);
    const expires = attributes.find((attribute) => /^expires=/i.test(attribute))?.slice(8);
    const isOver =
      maxAge === undefined ? expires !== undefined && Date.parse(expires) < Date.now() : Number(maxAge) <= 0;
    if (isOver) this.cookies.delete(`${name} ${path}`);
    else this.cookies.set(`${name} ${path}`, { name, value, path, line });
  }
}

/** The path and query of a callback, to open it at any instance. */
export function pathOf(url: string): string {
  const { pathname, search } = new URL(url);
  return pathname + search;
}
