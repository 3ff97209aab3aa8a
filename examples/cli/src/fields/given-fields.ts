import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { z } from 'zod';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import { givenPath } from '../given-path.ts';
import { printableLine } from '../terminal/printable.ts';
import type { FieldQuestion } from './field-question.ts';

/** What the command line says about a credential that is typed. */
export interface FieldFlags {
  /** `name=value`, each. */
  readonly field?: readonly string[];
  /** `name=path`, each: what the file holds, which may be many lines. */
  readonly fieldFile?: readonly string[];
  /** All of them as JSON; `-` reads it from standard input. */
  readonly fields?: string;
}

const fieldsSchema = z.record(z.string(), z.unknown());

/** The fields that need not be asked for. What was typed is never repeated in an error: it may be the secret. */
export async function givenFields(
  flags: FieldFlags,
  questions: readonly FieldQuestion[],
): Promise<Readonly<Record<string, unknown>>> {
  const typed = (flags.field ?? []).map((pair) => readPair(pair, questions));
  const files = (flags.fieldFile ?? []).map((pair) => readPair(pair, questions));
  const held = await Promise.all(
    files.map(async ([question, path]) => [question, await readHeld(path)] as const),
  );
  const fields = [...typed, ...held].map(([question, value]) => [question.name, fieldValue(value, question)]);
  return { ...(await readJson(flags.fields)), ...Object.fromEntries(fields) };
}

/** A text as the type that its field wants; what does not fit stays as it is, for the plugin's schema to refuse. */
export function fieldValue(typed: string, { type }: FieldQuestion): unknown {
  if (type === 'boolean') return typed === 'true' || (typed === 'false' ? false : typed);
  if (type !== 'number' && type !== 'integer') return typed;
  const number = Number(typed);
  return typed.trim() === '' || Number.isNaN(number) ? typed : number;
}

function readPair(pair: string, questions: readonly FieldQuestion[]): readonly [FieldQuestion, string] {
  const [, name, typed = ''] = /^([^=]+)=(.*)$/s.exec(pair) ?? [];
  const question = questions.find((each) => each.name === name);
  if (question) return [question, typed];
  throw new CliError('A --field is not understood.', {
    exitCode: exitCodes.usage,
    remedy: `Write --field name=value; the names are: ${questions.map((each) => each.name).join(', ')}.`,
  });
}

async function readHeld(path: string): Promise<string> {
  try {
    return (await readFile(givenPath(path), 'utf8')).trim();
  } catch {
    throw new CliError(`The file ${printableLine(path)} cannot be read.`, { exitCode: exitCodes.usage });
  }
}

async function readJson(json: string | undefined): Promise<Readonly<Record<string, unknown>>> {
  if (json === undefined) return {};
  const written = json === '-' ? await text(process.stdin) : json;
  try {
    return fieldsSchema.parse(JSON.parse(written));
  } catch {
    throw new CliError('The fields are no JSON object.', {
      exitCode: exitCodes.usage,
      remedy: `Give --fields - and pipe them in: {"token": "…"}.`,
    });
  }
}
