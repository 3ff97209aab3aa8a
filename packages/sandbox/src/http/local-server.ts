import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** Answers a request; a rejection becomes a 500. */
export type Handler = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/** An HTTP server on 127.0.0.1. */
export interface LocalServer {
  readonly origin: string;
  /** Begins to answer; until then requests wait. */
  serve(handler: Handler): void;
  /** Stops, cutting every open connection. */
  close(): Promise<void>;
}

/** Listens on a port of 127.0.0.1, or on any free one for 0. */
export async function startLocalServer(port: number): Promise<LocalServer> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      const taken = cause.code === 'EADDRINUSE';
      reject(taken ? new Error(`Port ${port} of 127.0.0.1 is taken. Choose another one.`, { cause }) : cause);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (typeof address !== 'object' || address === null) throw new Error('The sandbox could not listen.');
  return {
    origin: `http://127.0.0.1:${address.port}`,
    serve: (handler) => {
      server.on('request', (request: IncomingMessage, response: ServerResponse) => {
        handler(request, response).catch((error: unknown) => fail(error, response));
      });
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      server.closeAllConnections();
      await closed;
    },
  };
}

function fail(error: unknown, response: ServerResponse): void {
  const message = error instanceof Error ? error.message : 'unknown';
  if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
  response.end(`The sandbox itself failed: ${message}\n`);
}
