import { storeProblem } from '../store-problem.ts';

/** The version of integrations.json that this code writes. */
export const documentVersion = 2;

/** An object of JSON whose fields are not known further. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** integrations.json as it was read, of any known version. Fields that we do not know stay in it. */
export interface IntegrationsDocument extends JsonObject {
  readonly version?: number;
  /** The integrations of the default user. */
  readonly integrations?: JsonObject;
  readonly users?: Readonly<Record<string, JsonObject>>;
}

/** What Sidecar reads of an integration. */
const fields = [
  { name: 'enabled', what: 'true or false', fits: (value: unknown) => typeof value === 'boolean' },
  { name: 'settings', what: 'an object', fits: isJsonObject },
  { name: 'lastSync', what: 'a text', fits: (value: unknown) => typeof value === 'string' },
];

/** Reads integrations.json; says what is wrong with it and where, without quoting it. */
export function parseIntegrations(path: string, bytes: Uint8Array): IntegrationsDocument {
  const parsed = parseJson(path, bytes);
  const problem = shapeProblem(parsed);
  if (problem) throw wrongShape(path, problem);
  const document = parsed as IntegrationsDocument;
  if (document.version !== undefined && document.version > documentVersion)
    throw tooNew(path, document.version);
  return document;
}

/** Refuses one user's integrations when a field that Sidecar reads is of another type. */
export function requireFields(path: string, integrations: JsonObject): void {
  for (const [integration, entry] of Object.entries(integrations)) {
    const wrong = fields.find(
      ({ name, fits }) => isJsonObject(entry) && entry[name] !== undefined && !fits(entry[name]),
    );
    if (!wrong) continue;
    const place = `"${wrong.name}" of ${JSON.stringify(integration.slice(0, 80))}`;
    throw wrongShape(path, `${place} is not ${wrong.what}`);
  }
}

/** Writes integrations.json for people to read. */
export function formatIntegrations(document: IntegrationsDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Whether a value is a JSON object, not a list or null. */
export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function parseJson(path: string, bytes: Uint8Array): unknown {
  try {
    // The decoder also drops the byte order mark that some editors put in front.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw notJson(path, bytes, error);
  }
}

function shapeProblem(document: unknown): string | undefined {
  if (!isJsonObject(document)) return 'its top level is not an object';
  const { version, integrations, users } = document;
  if (version !== undefined && !(Number.isSafeInteger(version) && Number(version) >= 0))
    return '"version" is not a whole number';
  // A later version may have another shape; it is refused for its version.
  if (Number(version) > documentVersion) return undefined;
  if (version === undefined && integrations === undefined)
    return 'it has neither "version" nor "integrations"';
  if (integrations !== undefined && !holdsObjects(integrations))
    return '"integrations" is not an object that holds one object per integration';
  if (users === undefined) return undefined;
  if (!isJsonObject(users) || !Object.values(users).every(holdsObjects))
    return '"users" is not an object that holds, per user, one object per integration';
  if (Object.hasOwn(users, 'default'))
    return '"users" has an entry "default", but that user\'s integrations belong to the top level';
  return undefined;
}

function holdsObjects(value: unknown): boolean {
  return isJsonObject(value) && Object.values(value).every(isJsonObject);
}

const untouched = 'It was left exactly as it is.';

function wrongShape(path: string, problem: string) {
  return storeProblem('store_corrupt', {
    problem: `${path} is not an integrations file: ${problem}. ${untouched}`,
    remedy: 'Correct it by hand, or move it away to start with an empty one.',
  });
}

function tooNew(path: string, version: number) {
  return storeProblem('store_failed', {
    problem: `${path} has version ${version}; this Sidecar knows versions up to ${documentVersion}. ${untouched}`,
    remedy: 'Update @sidecar/core, or use another data folder.',
    retryable: false,
  });
}

function notJson(path: string, bytes: Uint8Array, error: unknown) {
  return storeProblem('store_corrupt', {
    problem: `${path} is not valid JSON: ${whereItBreaks(bytes, error)}. ${untouched}`,
    remedy: 'Correct it by hand or restore it from a backup, or move it away to start with an empty one.',
  });
}

/** The engine's own message would quote the file, which may hold tokens: only the place is taken from it. */
function whereItBreaks(bytes: Uint8Array, error: unknown): string {
  if (bytes.byteLength === 0) return 'it is empty';
  if (!(error instanceof SyntaxError)) return 'it is not UTF-8 text';
  const place = /\(line (?<line>\d+) column (?<column>\d+)\)/.exec(error.message)?.groups;
  if (place) return `it breaks at line ${place.line}, column ${place.column}`;
  return /end of JSON/.test(error.message) ? 'it ends too early' : 'its first characters are not JSON';
}
