import type { IncomingMessage, ServerResponse } from 'node:http';

/** Writes a web response out. */
export async function send(
  answer: Response,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // An unread body would leave the connection in the middle of a request.
  if (!request.complete) request.resume();
  const bytes = Buffer.from(await answer.arrayBuffer());
  response.writeHead(answer.status, {
    ...Object.fromEntries(answer.headers),
    'content-length': bytes.length,
  });
  response.end(bytes);
}
