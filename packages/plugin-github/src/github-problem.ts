import { z } from 'zod';

/** One input that GitHub refused. */
export interface RefusedField {
  readonly path: string;
  readonly message: string;
}

/** What is read of GitHub's error answers. */
export interface GithubProblem {
  /** GitHub's own sentence, on one line and at most 200 characters long. */
  readonly message?: string;
  readonly fields: readonly RefusedField[];
  /** `: ` and everything that GitHub said, or a full stop, to end a sentence with. */
  readonly words: string;
}

const looseText = z.string().nullish().catch(undefined);
const entrySchema = z.union([
  z.string(),
  z.object({ field: looseText, code: looseText, message: looseText, value: z.unknown().optional() }),
]);
const answerSchema = z.object({
  message: looseText,
  errors: z
    .union([z.string(), z.array(entrySchema.nullish().catch(undefined))])
    .nullish()
    .catch(undefined),
});

/** Reads `{ message, errors }`, in which errors are texts or objects, and whatever else may come, without failing. */
export function readProblem(body: unknown): GithubProblem {
  const parsed = answerSchema.safeParse(body);
  if (!parsed.success) return { fields: [], words: '.' };
  const { errors } = parsed.data;
  const given = typeof errors === 'string' ? [errors] : (errors ?? []);
  const entries = given.filter((entry) => entry !== null && entry !== undefined).slice(0, 10);
  const message = oneLine(parsed.data.message);
  const said = [message, ...entries.map(entryText)].filter((text) => text !== undefined);
  return {
    ...(message ? { message } : {}),
    fields: entries.flatMap(refusedField),
    words: said.length > 0 ? `: ${sentence(said)}` : '.',
  };
}

type Entry = z.infer<typeof entrySchema>;

function refusedField(entry: Entry): RefusedField[] {
  const path = typeof entry === 'string' ? undefined : oneLine(entry.field);
  return path === undefined ? [] : [{ path, message: entryText(entry) ?? 'It was refused.' }];
}

function entryText(entry: Entry): string | undefined {
  if (typeof entry === 'string') return oneLine(entry);
  const { field, code, message, value } = entry;
  if (message) return oneLine(message);
  const what = [field, typeof value === 'string' ? JSON.stringify(value) : undefined]
    .filter(Boolean)
    .join(' ');
  return oneLine([what, code?.replaceAll('_', ' ')].filter(Boolean).join(' is '));
}

function sentence(said: readonly string[]): string {
  const text = said.join('; ');
  return /[.!?…]$/.test(text) ? text : `${text}.`;
}

function oneLine(text: string | null | undefined): string | undefined {
  const line = text
    ?.slice(0, 2_000)
    .replace(/[\s\p{Cc}\p{Cf}]+/gu, ' ')
    .trim();
  if (!line) return undefined;
  return line.length > 200 ? `${line.slice(0, 199)}…` : line;
}
