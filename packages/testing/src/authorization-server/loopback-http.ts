import type { Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { WireAnswer } from './token-fault.ts';

/** Has a server listen on a free port of 127.0.0.1; answers its origin. */
export async function listenOnLoopback(server: Server): Promise<string> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this kind.
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** Closes a server and every connection that is open. */
export function closeServer(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}

/** Writes an answer, JSON unless it says otherwise, or does what `cut` and `hang` say. */
export function sendAnswer(response: ServerResponse, answer: WireAnswer): void {
  if (answer === 'cut') response.socket?.destroy();
  if (typeof answer === 'string') return;
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store', ...answer.headers };
  response.writeHead(answer.status, headers).end(answer.body);
}
