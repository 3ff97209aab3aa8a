import { invalidArguments, slackError } from './slack-error.ts';
import type { Argument, Arguments, SlackMethod } from './slack-method.ts';

type Values = Readonly<Record<string, string>>;

/** Reads the arguments of a call from query, form or JSON, as far as its method reads them, and checks each. */
export async function readArguments(request: Request, method: SlackMethod): Promise<Arguments> {
  const values = {
    ...Object.fromEntries(new URL(request.url).searchParams),
    ...(await bodyValues(request, method)),
  };
  const known = method.arguments;
  if (Object.keys(values).some((name) => !Object.hasOwn(known, name))) throw slackError('invalid_arg_name');
  const complaints = Object.entries(known).flatMap(([name, argument]) =>
    complaintAbout(name, argument, values[name]),
  );
  if (complaints.length > 0) throw invalidArguments(complaints);
  return {
    text: (name) => values[name] ?? '',
    optionalText: (name) => values[name] || undefined,
    integer: (name, otherwise) => (values[name] ? Number(values[name]) : otherwise),
    flag: (name) => ['true', '1'].includes(values[name] ?? ''),
  };
}

async function bodyValues(request: Request, { json = false }: SlackMethod): Promise<Values> {
  if (request.method !== 'POST') return {};
  const type = request.headers.get('content-type') ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return Object.fromEntries(new URLSearchParams(await request.text()));
  // What is no form is not looked at by methods that read none of it.
  if (!type.startsWith('application/json') || !json) return {};
  const value: unknown = await request.json().catch(() => {
    throw slackError('invalid_json');
  });
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw slackError('json_not_object');
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      typeof field === 'string' ? field : JSON.stringify(field),
    ]),
  );
}

function complaintAbout(name: string, { type, required }: Argument, value: string | undefined): string[] {
  if (value === undefined || value === '') return required ? [`missing required field: ${name}`] : [];
  if (type === 'integer' && !/^-?\d{1,15}$/.test(value)) return [`must be an integer: ${name}`];
  if (type === 'boolean' && !/^(?:true|false|0|1)$/.test(value)) return [`must be a boolean: ${name}`];
  return [];
}
