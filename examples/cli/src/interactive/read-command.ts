import type { Catalog } from '../catalog.ts';
import { splitWords } from './split-words.ts';

/**
 * A line of the session as words of the command line: `/integrations connect gmail`, `/tools`, or a tool by its name with
 * its input, where JSON needs no quotes around it: `email_list {"limit": 3}`.
 */
export function readCommand(line: string, { tools }: Catalog): string[] {
  const text = line.trim().replace(/^\//, '');
  const [, name = '', rest = ''] = /^(\S*)\s*(.*)$/s.exec(text) ?? [];
  const isTool = tools.some((tool) => tool.name === name || tool.qualifiedName === name);
  if (isTool) return ['run', name, ...toolInput(rest)];
  const words = splitWords(text);
  if (name === 'run')
    return ['run', ...splitWords(rest).slice(0, 1), ...toolInput(rest.replace(/^\S+\s*/, ''))];
  if (name !== 'integrations') return words;
  return words.length > 1 ? words.slice(1) : words;
}

/** From the first brace to the last one it is JSON, whole or not; flags may follow. */
function toolInput(text: string): string[] {
  if (!text.startsWith('{')) return splitWords(text);
  const [, json = text, flags = ''] = /^(\{.*\})(.*)$/s.exec(text) ?? [];
  return [json, ...splitWords(flags)];
}
