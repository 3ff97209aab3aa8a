import type { AnyPlugin, AuthMethod } from '@sidecar/core';
import type { PluginRule } from '../plugin-rule.ts';
import type { Subject } from '../subject.ts';
import { trialConnection } from '../trial-connection.ts';

const authKinds = new Set(['oauth2', 'typed', 'minted', 'none']);

/** Core reads these facts without asking twice. */
export const contract: PluginRule = {
  level: 'bronze',
  sentence: 'is a plain object with the facts of the contract',
  check: async (subject) => {
    const { plugin, auth } = subject;
    const problems: string[] = [];
    const require = (holds: boolean, problem: string) => holds || problems.push(problem);
    require(plugin.specificationVersion === 'v1', 'specificationVersion is not "v1"');
    require(/^[a-z][a-z0-9-]{0,40}$/.test(
      plugin.id,
    ), `id "${plugin.id}" is not lower case letters, digits and hyphens`);
    require(isText(plugin.name), 'name is empty');
    require(isText(plugin.description), 'description is empty');
    require(isIcon(plugin.icon), 'icon is neither one emoji nor a data URL of an image');
    require(/^[a-z][a-z-]*$/.test(
      plugin.category,
    ), `category "${plugin.category}" is not a word in lower case`);
    require(plugin.tools.length > 0, 'there are no tools');
    require(Object.keys(plugin.auth).length >
      0, 'there is no auth method; say noAuth() where none is needed');
    for (const [name, method] of Object.entries(plugin.auth))
      require(authKinds.has(method.kind), `auth method "${name}" is of no known kind`);
    require(Object.hasOwn(plugin.auth, auth), `there is no auth method "${auth}"`);
    for (const { name, auth: methods = [] } of plugin.tools)
      for (const method of methods)
        require(Object.hasOwn(
          plugin.auth,
          method,
        ), `${name} is for the auth method "${method}", which there is none of`);
    return [
      ...problems,
      ...capabilityProblems(plugin),
      ...(await originProblems(subject)),
      ...Object.entries(plugin.auth).flatMap(([name, method]) => endpointProblems(name, method)),
    ];
  },
};

function capabilityProblems({ capabilities, tools }: AnyPlugin): string[] {
  const problems: string[] = [];
  const reads = tools.some(({ effect }) => effect === 'read');
  const writes = tools.some(({ effect }) => effect !== 'read');
  for (const { name, effect } of tools)
    if (!['read', 'write', 'destructive'].includes(effect))
      problems.push(`${name} has the effect "${effect}"`);
  if (capabilities.read.length > 0 !== reads)
    problems.push(
      reads
        ? 'capabilities.read is empty, and there are tools that read'
        : 'capabilities.read names something, and no tool reads',
    );
  if (capabilities.write.length > 0 !== writes)
    problems.push(
      writes
        ? 'capabilities.write is empty, and there are tools that write'
        : 'capabilities.write names something, and no tool writes',
    );
  return problems;
}

async function originProblems(subject: Subject): Promise<string[]> {
  const { apiOrigins } = subject.plugin;
  const origins = typeof apiOrigins === 'function' ? apiOrigins(await trialConnection(subject)) : apiOrigins;
  return origins.flatMap((origin) => {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin)
      return [`apiOrigins: "${origin}" is not an origin such as https://api.example.com`];
    return new URL(origin).protocol === 'https:' ? [] : [`apiOrigins: "${origin}" is not https`];
  });
}

/** What a person's consent and the client's secret go to. */
function endpointProblems(name: string, method: AuthMethod): string[] {
  if (method.kind !== 'oauth2') return [];
  const { authUrl, tokenUrl, revocation, deviceAuthorizationUrl } = method;
  const endpoints = {
    authUrl,
    tokenUrl,
    deviceAuthorizationUrl,
    'revocation.url': revocation !== 'none' && 'url' in revocation ? revocation.url : undefined,
    'revocation.manualUrl': revocation === 'none' ? undefined : revocation.manualUrl,
  };
  return Object.entries(endpoints)
    .filter(([, url]) => url !== undefined && !url.startsWith('https://'))
    .map(([field, url]) => `auth.${name}: ${field} "${url}" is not https`);
}

function isText(text: string): boolean {
  return typeof text === 'string' && text.trim() !== '';
}

function isIcon(icon: string): boolean {
  if (/^data:image\/[\w+.-]+[;,]/.test(icon)) return true;
  const graphemes = [...new Intl.Segmenter('en', { granularity: 'grapheme' }).segment(icon)];
  return (
    graphemes.length === 1 &&
    /\p{Extended_Pictographic}|\p{Regional_Indicator}|[#*\d]\uFE0F?\u20E3/u.test(icon)
  );
}
