/** One request of a plugin and the provider's answer, as a line of a fixture file holds it. */
export interface RecordedExchange {
  readonly method: string;
  readonly url: string;
  /** Parsed where it was JSON, else a text. */
  readonly body?: unknown;
  readonly response: {
    readonly status: number;
    readonly headers?: Readonly<Record<string, string>>;
    /** Parsed where it was JSON, a text, or `{ $base64 }` for bytes. */
    readonly body?: unknown;
  };
}
