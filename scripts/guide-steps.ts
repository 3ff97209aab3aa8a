import { stripVTControlCharacters } from 'node:util';

/** One thing that a reader of a guide does, or sees. */
export type GuideStep = { line: number } & (
  | { kind: 'run'; commands: string; shouldFail: boolean }
  | { kind: 'write'; file: string; text: string }
  | { kind: 'see'; lines: string[] }
);

/**
 * Reads what a guide tells its reader to do: `sh` blocks are run (those marked "sh fails" have to fail), blocks under a
 * file's name are written there, and `text` blocks are what the commands before them print.
 */
export function guideSteps(markdown: string): GuideStep[] {
  const blocks = markdown.matchAll(/^```(\S+)[ \t]*(.*)\n([\s\S]*?)^```$/gm);
  return [...blocks].map(({ index, 1: language = '', 2: marks = '', 3: text = '' }) => {
    const before = markdown.slice(0, index);
    const line = before.split('\n').length;
    if (language === 'sh') return { line, kind: 'run', commands: text, shouldFail: marks === 'fails' };
    if (language === 'text') return { line, kind: 'see', lines: text.trimEnd().split('\n') };
    const file = /^`([\w./-]+)`:\n\n$/m.exec(before.slice(-120))?.[1];
    if (file === undefined)
      throw new Error(
        `The block in line ${line} stands under no file's name, so nobody knows where it goes.`,
      );
    return { line, kind: 'write', file, text };
  });
}

/** The expected lines that are not among the printed ones, in their order; `…` stands for anything. */
export function unseenLines(expected: string[], printed: string): string[] {
  let rest = stripVTControlCharacters(printed);
  return expected.filter((line) => {
    const parts = line
      .trim()
      .split('…')
      .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
    const match = new RegExp(parts.join('.*')).exec(rest);
    if (!match) return true;
    rest = rest.slice(match.index + match[0].length);
    return false;
  });
}
