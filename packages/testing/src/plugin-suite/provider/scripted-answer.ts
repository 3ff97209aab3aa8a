/** What the scripted provider answers to one request of a plugin; the data of a test, recorded or written by hand. */
export interface ScriptedAnswer {
  readonly method: string;
  /** The path of the request, in which `:name` stands for any one segment; with its origin where the plugin has several. */
  readonly path: string;
  /** What the request's query has to say, beside anything else. */
  readonly query?: Readonly<Record<string, string>>;
  /** A text that the request's body has to hold, where one path serves everything (GraphQL). */
  readonly requestIncludes?: string;
  /** 200 unless given. */
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a text or bytes as they are; nothing unless given. */
  readonly body?: unknown;
  /** Whether the plugin may send this write again after a failure, because twice does no harm. */
  readonly idempotent?: boolean;
  /** Failing statuses that the tool takes for an ordinary answer to this request, such as 404 for "there is none". */
  readonly ordinary?: readonly number[];
}
