import { z } from 'zod';

/** What is read of X's error answers. */
export interface TwitterProblem {
  /** The last part of the problem's type, such as `usage-capped`; absent for `about:blank`. */
  readonly kind?: string;
  readonly title?: string;
  /** X's own sentence, on one line and at most 200 characters long. */
  readonly detail?: string;
  readonly isDuplicate: boolean;
}

const looseText = z.string().nullish().catch(undefined);
const entrySchema = z.object({
  type: looseText,
  title: looseText,
  detail: looseText,
  message: looseText,
  code: z.number().nullish().catch(undefined),
});
const answerSchema = entrySchema.extend({ errors: z.array(entrySchema).nullish().catch(undefined) });

/** Code of the older error list for a post that says the same as a recent one. */
const duplicateStatusCode = 187;

/** Reads problem+json, the older `{ errors: [{ code, message }] }`, and whatever else X may send, without failing. */
export function readProblem(body: unknown): TwitterProblem {
  const answer = answerSchema.safeParse(body);
  if (!answer.success) return { isDuplicate: false };
  const [first] = answer.data.errors ?? [];
  const kind = (answer.data.type ?? first?.type)?.match(/(?:\/problems\/|#)([\w-]+)$/)?.[1];
  const title = answer.data.title ?? first?.title;
  const detail = oneLine(first?.message ?? answer.data.detail ?? first?.detail);
  return {
    ...(kind ? { kind } : {}),
    ...(title ? { title } : {}),
    ...(detail ? { detail } : {}),
    isDuplicate: first?.code === duplicateStatusCode || /duplicate content/i.test(detail ?? ''),
  };
}

function oneLine(text: string | null | undefined): string | undefined {
  const line = text?.replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ').trim();
  if (!line) return undefined;
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
