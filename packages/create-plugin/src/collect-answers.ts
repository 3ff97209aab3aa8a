import { type AuthKind, answerProblems, authKinds, type PluginAnswers, suggestedId } from './answers.ts';
import type { Asker } from './ask.ts';
import { CreateError } from './create-error.ts';
import type { Flags } from './read-flags.ts';

/** Takes what the flags say, and asks for the rest; without anybody to ask, defaults serve, except for the name. */
export async function collectAnswers(flags: Flags, asker: Asker | undefined): Promise<PluginAnswers> {
  const answer = async (field: keyof PluginAnswers, text: string, fallback: string) => {
    const problem = answerProblems[field];
    const given = flags[field] ?? (asker ? undefined : fallback);
    if (given === undefined && asker) return asker.ask({ text, fallback, problem });
    if (!given) throw new CreateError(`Say it with --${field}. See --help.`, 2);
    const wrong = problem(given);
    if (wrong !== undefined) throw new CreateError(`--${field}: ${wrong}`, 2);
    return given;
  };
  const name = await answer('name', 'Name of the service', '');
  const id = await answer('id', 'Id', suggestedId(name));
  const auth = await answer('auth', `How people are connected: ${authKinds.join(', ')}`, 'oauth2');
  const tool = await answer('tool', 'First tool, one that reads', 'item_list');
  return { name, id, auth: requireKind(auth), tool };
}

function requireKind(value: string): AuthKind {
  const kind = authKinds.find((candidate) => candidate === value);
  if (kind === undefined) throw new CreateError(`The kinds of auth are ${authKinds.join(', ')}.`, 2);
  return kind;
}
