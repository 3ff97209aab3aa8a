/** What ends a body early, and what is called when it ended in whatever way. */
export interface BodyLimits {
  readonly limitBytes: number;
  readonly signal: AbortSignal;
  readonly tooLong: () => Error;
  readonly broken: (cause: unknown) => Error;
  readonly onEnd: () => void;
}

/** Passes a body on, up to a length after decompression and until the signal aborts, whose reason it then fails with. */
export function limitBody(
  body: ReadableStream<Uint8Array>,
  { limitBytes, signal, tooLong, broken, onEnd }: BodyLimits,
): ReadableStream<Uint8Array> {
  const reader = body.getReader();
  let length = 0;
  let stop = (_: unknown) => {};
  const onAbort = () => stop(signal.reason);
  const end = () => {
    signal.removeEventListener('abort', onAbort);
    onEnd();
  };
  const fail = (controller: ReadableStreamDefaultController, reason: unknown) => {
    end();
    controller.error(reason);
    // Not awaited: the error is for the reader of this body, and cancelling may take until the socket is closed.
    reader.cancel(reason).catch(() => undefined);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        stop = (reason) => fail(controller, reason);
        signal.addEventListener('abort', onAbort, { once: true });
      },
      async pull(controller) {
        let chunk: ReadableStreamReadResult<Uint8Array>;
        try {
          chunk = await reader.read();
        } catch (error) {
          if (!signal.aborted) fail(controller, broken(error));
          return;
        }
        if (signal.aborted) return;
        if (chunk.done) {
          end();
          controller.close();
          return;
        }
        length += chunk.value.byteLength;
        if (length > limitBytes) return fail(controller, tooLong());
        controller.enqueue(chunk.value);
      },
      cancel(reason) {
        end();
        return reader.cancel(reason);
      },
    },
    { highWaterMark: 0 },
  );
}
