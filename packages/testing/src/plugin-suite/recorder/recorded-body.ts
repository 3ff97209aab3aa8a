/** A body as a fixture can hold it. */
export interface Body {
  /** Undefined when there is none. */
  readonly value: unknown;
}

/** Reads a body: JSON and forms parsed, texts as they are, everything else as `{ $base64 }`. */
export async function readBody(message: Request | Response): Promise<Body> {
  const bytes = new Uint8Array(await message.arrayBuffer());
  if (bytes.length === 0) return { value: undefined };
  const type = message.headers.get('content-type') ?? '';
  const text = textOf(bytes);
  if (text === undefined) return { value: { $base64: Buffer.from(bytes).toString('base64') } };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { value: Object.fromEntries(new URLSearchParams(text)) };
  return { value: parseJson(text) ?? text };
}

/** The body of a recorded answer as it is sent again. */
export function bodyToSend(body: unknown): unknown {
  if (typeof body !== 'object' || body === null || !('$base64' in body)) return body;
  return new Uint8Array(Buffer.from(String(body.$base64), 'base64'));
}

function textOf(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Undefined for anything that is not an object or a list. */
function parseJson(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
