import type { AuthMethod } from '@sidecar/core';
import { CliError } from '../cli-error.ts';
import { exitCodes } from '../exit-codes.ts';
import type { Session } from '../session.ts';
import { printableLine } from '../terminal/printable.ts';
import { type FieldQuestion, fieldQuestions } from './field-question.ts';
import { type FieldFlags, fieldValue, givenFields } from './given-fields.ts';

type TypedMethod = Extract<AuthMethod, { readonly kind: 'typed' | 'minted' }>;

/** The fields of a credential: those that are given, and the others as the person types them. Core checks them. */
export async function readFields(
  session: Session,
  method: TypedMethod,
  flags: FieldFlags,
): Promise<Readonly<Record<string, unknown>>> {
  const questions = fieldQuestions(method.fields);
  const given = await givenFields(flags, questions);
  // Standard input has been read to its end.
  if (flags.fields !== undefined) return given;
  const asked: [string, unknown][] = [];
  for (const question of questions) {
    if (Object.hasOwn(given, question.name)) continue;
    // A script answers what it must; only a person can say that there is nothing more.
    if (!question.isRequired && !process.stdin.isTTY) continue;
    const typed = await ask(session, question);
    if (typed !== '') asked.push([question.name, fieldValue(typed, question)]);
  }
  return { ...given, ...Object.fromEntries(asked) };
}

async function ask({ asker }: Session, { name, label, isRequired, isSecret }: FieldQuestion) {
  const prompt = `${printableLine(label)}${isRequired ? '' : ' (may be left empty)'}: `;
  const typed = isSecret ? await asker.secret(prompt) : await asker.line(prompt);
  if (typed !== undefined) return typed.trim();
  throw new CliError(`No ${printableLine(name)} was given.`, {
    exitCode: exitCodes.usage,
    remedy: 'Type it, or pipe all fields in as JSON: --fields -',
  });
}
