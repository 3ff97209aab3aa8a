const mask = '[redacted]';

/** Names under which secrets travel in URLs, forms, JSON and headers. */
const secretNames =
  'access_token|refresh_token|id_token|client_secret|code_verifier|device_code|user_code|code|state|token|secret|password|api_key|apikey|authorization|cookie|set-cookie|private-token|x-api-key|assertion|binding';

const namedValue = new RegExp(
  `(["']?\\b(?:${secretNames})\\b["']?\\s*[=:]\\s*["']?)(?:(?:Bearer|Basic|Bot|Token)\\s+)?[^\\s"'&,;}\\]]+`,
  'gi',
);
const schemedValue = /\b(Bearer|Basic|Bot)\s+[\w.~+/=-]{6,}/gi;
/** Tokens that are known by their first letters: Google, Slack, GitHub, GitLab, Notion, Atlassian, Linear, and any JWT. */
const knownToken =
  /\b(?:ya29\.|1\/\/|GOCSPX-|xox[a-z]-|xoxe[.-]|xapp-|gh[opsur]_|github_pat_|glpat-|gloas-|ntn_|secret_|ATATT|ATCTT|lin_(?:api|oauth)_|eyJ)[\w.~+/=-]{6,}/g;
/** A long run that mixes letters and digits is an opaque value more often than a word. */
const opaqueRun = /(?<![\w-])(?=[\w-]*\d)(?=[\w-]*[A-Za-z])[\w-]{32,}/g;

/** Masks everything in a text that looks like a credential; the only way from a foreign text into our messages and logs. */
export function redact(text: string): string {
  return text
    .replace(schemedValue, `$1 ${mask}`)
    .replace(namedValue, `$1${mask}`)
    .replace(knownToken, mask)
    .replace(opaqueRun, mask);
}
