/** One request to an API and its answer, in the form that the API checks read: one JSON object per line. */
export interface RecordedExchange {
  readonly method: string;
  /** As the real service would see it, without the sandbox's own prefix. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly response: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
    readonly body: unknown;
  };
}

const keptExchanges = 2_000;
const keptBodyBytes = 1024 * 1024;
const secretHeaders = new Set(['authorization', 'cookie', 'set-cookie']);

/** Remembers the last exchanges with one service's API. */
export class Recorder {
  #exchanges: RecordedExchange[] = [];

  add(exchange: RecordedExchange): void {
    this.#exchanges.push(exchange);
    if (this.#exchanges.length > keptExchanges) this.#exchanges = this.#exchanges.slice(-keptExchanges / 2);
  }

  list(): RecordedExchange[] {
    return [...this.#exchanges];
  }
}

/** Headers without anything that could be used again; of credentials only the scheme is left. */
export function recordedHeaders(headers: Headers): Record<string, string> {
  const hidden = (name: string, value: string) =>
    secretHeaders.has(name) ? value.replace(/^(Basic |Bearer )?.*$/is, '$1hidden') : value;
  return Object.fromEntries([...headers].map(([name, value]) => [name, hidden(name, value)]));
}

/** A body as JSON when it says that it is JSON, else as text; very large ones are left out. */
export function recordedBody(bytes: Uint8Array, contentType: string | null): unknown {
  if (bytes.length === 0) return '';
  if (bytes.length > keptBodyBytes) return `(${bytes.length} bytes, not recorded)`;
  const text = Buffer.from(bytes).toString('utf8');
  if (!contentType?.includes('json')) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
