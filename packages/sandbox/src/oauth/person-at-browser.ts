import { CookieJar } from './cookie-jar.ts';

const maximumHops = 20;

/** A page that the browser has come to. */
export interface Page {
  readonly url: URL;
  readonly status: number;
  readonly text: string;
}

/** Acts as a person's browser towards the sandbox: follows redirects within it, keeps cookies, sends forms. */
export class PersonAtBrowser {
  readonly #origin: string;
  readonly #cookies = new CookieJar();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Opens an address; a redirect to somewhere else is returned as a URL and not requested. */
  open(url: string): Promise<Page | URL> {
    return this.#go(new URL(url), { method: 'GET' });
  }

  /** Sends the form of the page at `url`. */
  submit(url: URL, form: readonly (readonly [string, string])[]): Promise<Page | URL> {
    const body = new URLSearchParams(form.map(([name, value]) => [name, value]));
    return this.#go(url, { method: 'POST', body });
  }

  async #go(url: URL, init: { method: string; body?: URLSearchParams }): Promise<Page | URL> {
    let target = url;
    let request: typeof init = init;
    for (let hop = 0; hop < maximumHops; hop += 1) {
      if (target.origin !== this.#origin) return target;
      const response = await fetch(target, {
        ...request,
        redirect: 'manual',
        headers: { cookie: this.#cookies.header(target), accept: 'text/html' },
      });
      this.#cookies.store(target, response.headers);
      const text = await response.text();
      const location = response.headers.get('location');
      if (!location) return { url: target, status: response.status, text };
      target = new URL(location, target);
      request = { method: 'GET' };
    }
    throw new Error(`The sandbox redirected more than ${maximumHops} times, last to ${target.pathname}.`);
  }
}

/** The words of a page, for an error message. */
export function pageWords(text: string): string {
  const body = text.replace(/<style[\s\S]*?<\/style>/g, '').replace(/<[^>]+>/g, ' ');
  return body.replace(/\s+/g, ' ').trim().slice(0, 300);
}
