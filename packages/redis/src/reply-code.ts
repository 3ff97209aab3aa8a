/** The first word of an error that the server has answered, such as `READONLY`; undefined when it did not answer. */
export function replyCode(error: unknown): string | undefined {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return undefined;
  // Up to Redis 6 the error of a script's command stands behind words about the script.
  const inner = /^ERR Error running script.*? -([A-Z]+) /.exec(error.message)?.[1];
  return inner ?? /^[A-Z]+/.exec(error.message)?.[0] ?? 'ERR';
}
