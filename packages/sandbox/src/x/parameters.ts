import { invalidRequest, type ParameterComplaint } from './x-error.ts';

/** What a query parameter may be. */
export type Parameter =
  | { readonly kind: 'integer'; readonly minimum: number; readonly maximum: number }
  | { readonly kind: 'list'; readonly of: readonly string[] }
  | { readonly kind: 'choice'; readonly of: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: RegExp; readonly required?: boolean }
  | { readonly kind: 'time' };

/** The parameters of one endpoint, by name. */
export type Parameters = Readonly<Record<string, Parameter>>;

/** Checks a query string as strictly as X does: unknown, repeated and ill-formed parameters are refused, all in one answer. */
export function checkParameters(query: URLSearchParams, parameters: Parameters): void {
  const complaints: ParameterComplaint[] = [];
  for (const name of new Set(query.keys())) {
    const values = query.getAll(name);
    const parameter = Object.hasOwn(parameters, name) ? parameters[name] : undefined;
    const problem = parameter
      ? problemOf(parameter, values)
      : `is not one of [${Object.keys(parameters).join(',')}]`;
    if (problem === undefined) continue;
    const subject = parameter
      ? `The \`${name}\` query parameter value [${values.join(',')}]`
      : `The query parameter [${name}]`;
    complaints.push({ parameters: { [name]: values }, message: `${subject} ${problem}` });
  }
  for (const [name, parameter] of Object.entries(parameters)) {
    if (parameter.kind !== 'pattern' || !parameter.required || query.has(name)) continue;
    complaints.push({
      parameters: { [name]: [] },
      message: `The \`${name}\` query parameter can not be empty`,
    });
  }
  if (complaints.length > 0) throw invalidRequest(complaints);
}

function problemOf(parameter: Parameter, values: readonly string[]): string | undefined {
  const [value = '', ...more] = values;
  if (more.length > 0) return 'is given more than once';
  switch (parameter.kind) {
    case 'integer':
      return integerProblem(value, parameter);
    case 'list':
      return listProblem(value.split(','), parameter.of);
    case 'choice':
      return parameter.of.includes(value) ? undefined : `is not one of [${parameter.of.join(',')}]`;
    case 'pattern':
      return parameter.pattern.test(value) ? undefined : `does not match ${parameter.pattern.source}`;
    case 'time':
      return isTime(value) ? undefined : 'is not a valid RFC3339 date-time';
  }
}

function integerProblem(value: string, { minimum, maximum }: { minimum: number; maximum: number }) {
  const fits = /^\d{1,6}$/.test(value) && Number(value) >= minimum && Number(value) <= maximum;
  return fits ? undefined : `is not between ${minimum} and ${maximum}`;
}

function listProblem(items: readonly string[], known: readonly string[]): string | undefined {
  if (items.some((item) => !known.includes(item))) return `is not one of [${known.join(',')}]`;
  return new Set(items).size === items.length ? undefined : 'names something twice';
}

function isTime(value: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?Z$/.test(value) && !Number.isNaN(Date.parse(value));
}

/** The items of a list parameter; empty when it is not given. */
export function listParameter(query: URLSearchParams, name: string): readonly string[] {
  return query.get(name)?.split(',') ?? [];
}
