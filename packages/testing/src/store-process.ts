import { orderHandlers } from './store-suite/process/order-handlers.ts';
import type { OrderMessage, ProcessMessage } from './store-suite/process/process-orders.ts';

/** What the store suite runs in each process that it starts: opens the store and does as it is told. Not for other callers. */
export function serveStore(): void {
  const handlers = orderHandlers((counted) => send({ counted }));
  process.on('disconnect', () => process.exit());
  process.on('message', async ({ id, order, parameters }: OrderMessage) => {
    try {
      const handler = handlers[order] as (...parameters: readonly unknown[]) => unknown;
      send({ id, result: await handler(...parameters) });
    } catch (error) {
      send({ id, failure: error instanceof Error ? `${error.name}: ${error.message}` : String(error) });
    }
  });
}

function send(message: ProcessMessage): void {
  process.send?.(message);
}
