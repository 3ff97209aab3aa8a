/** The beginning of a body, and the whole of it for whoever reads it next. */
export interface PeekedBody {
  /** All of it; absent when it is longer than the limit or was not read on. */
  readonly bytes?: Uint8Array<ArrayBuffer>;
  readonly stream: ReadableStream<Uint8Array>;
}

/** Reads a body up to `limitBytes`, or until `goOn` says that its first bytes are enough, and gives it back unread. */
export async function peekBody(
  body: ReadableStream<Uint8Array>,
  limitBytes: number,
  goOn: (first: Uint8Array) => boolean = () => true,
): Promise<PeekedBody> {
  const reader = body.getReader();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return { bytes: joined(chunks, length), stream: replay(chunks) };
    chunks.push(value);
    length += value.byteLength;
    if (length > limitBytes || (chunks.length === 1 && !goOn(value))) {
      return { stream: replay(chunks, reader) };
    }
  }
}

function joined(chunks: readonly Uint8Array[], length: number): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.byteLength;
  }
  return bytes;
}

function replay(
  chunks: Uint8Array[],
  reader?: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream(
    {
      async pull(controller) {
        const value = chunks.shift() ?? (await reader?.read())?.value;
        if (value) controller.enqueue(value);
        else controller.close();
      },
      cancel: (reason) => reader?.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}
