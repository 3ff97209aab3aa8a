interface Cookie {
  readonly name: string;
  readonly value: string;
  readonly path: string;
}

/** A browser's memory for cookies of one host. */
export class CookieJar {
  readonly #cookies = new Map<string, Cookie>();

  /** Takes what an answer to `url` sets, and forgets what it expires. */
  store(url: URL, headers: Headers): void {
    for (const line of headers.getSetCookie()) {
      const [pair = '', ...attributes] = line.split(';').map((part) => part.trim());
      const separator = pair.indexOf('=');
      const name = pair.slice(0, separator);
      const value = pair.slice(separator + 1);
      const attribute = (wanted: string) =>
        attributes.find((text) => text.toLowerCase().startsWith(`${wanted}=`))?.slice(wanted.length + 1);
      const path = attribute('path') ?? url.pathname.replace(/\/[^/]*$/, '');
      const expires = attribute('expires');
      const key = `${name} ${path}`;
      const expired = value === '' || (expires !== undefined && Date.parse(expires) <= Date.now());
      if (expired) this.#cookies.delete(key);
      else this.#cookies.set(key, { name, value, path });
    }
  }

  /** The `Cookie` header for a request to `url`. */
  header(url: URL): string {
    const fits = ({ path }: Cookie) => {
      const prefix = path.endsWith('/') ? path : `${path}/`;
      return url.pathname === path || url.pathname.startsWith(prefix);
    };
    return [...this.#cookies.values()]
      .filter(fits)
      .map(({ name, value }) => `${name}=${value}`)
      .join('; ');
  }
}
