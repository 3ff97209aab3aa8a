import { headerSchema, partSchema } from '../gmail-schemas.ts';

const maximumDepth = 50;
const maximumParts = 1_000;

/** One header, its value as the sender wrote it. */
export interface MailHeader {
  readonly name: string;
  readonly value: string;
}

/** One node of a message's MIME tree, in Gmail's form: transfer encoding removed, text mostly brought to UTF-8. */
export interface MailPart {
  /** Gmail's own number of the part: `0`, `1.2`; unlike attachment ids it stays the same. */
  readonly id: string;
  /** Lower case, without parameters. */
  readonly mimeType: string;
  readonly filename: string;
  readonly headers: readonly MailHeader[];
  readonly sizeBytes: number;
  /** The content as base64url, where Gmail sent it along. */
  readonly data: string | null;
  /** Where to fetch the content otherwise. */
  readonly attachmentId: string | null;
  readonly parts: readonly MailPart[];
}

/** Reads a payload; whatever in it is not as Gmail makes it is left out. */
export function mailPart(payload: unknown): MailPart {
  return readPart(payload, { path: '', depth: 0, budget: { parts: maximumParts } });
}

/** Every part of a tree, parents before children. */
export function allParts(part: MailPart): readonly MailPart[] {
  return [part, ...part.parts.flatMap(allParts)];
}

interface Place {
  readonly path: string;
  readonly depth: number;
  readonly budget: { parts: number };
}

function readPart(value: unknown, place: Place): MailPart {
  place.budget.parts -= 1;
  const parsed = partSchema().safeParse(value);
  const { partId, mimeType, filename, headers, body, parts } = parsed.success ? parsed.data : {};
  const children = place.depth < maximumDepth ? (parts ?? []) : [];
  return {
    // The root has an empty number; a message that is only one part is listed as its part 0.
    id: partId || place.path || '0',
    mimeType: (mimeType || 'text/plain').toLowerCase().trim(),
    filename: filename ?? '',
    headers: (headers ?? []).flatMap((header) => headerSchema().safeParse(header).data ?? []),
    sizeBytes: Math.max(0, body?.size ?? 0),
    data: body?.data || null,
    attachmentId: body?.attachmentId || null,
    parts: children.flatMap((child, index) =>
      place.budget.parts > 0 ? [readPart(child, childPlace(place, index))] : [],
    ),
  };
}

function childPlace({ path, depth, budget }: Place, index: number): Place {
  return { path: path === '' ? String(index) : `${path}.${index}`, depth: depth + 1, budget };
}
