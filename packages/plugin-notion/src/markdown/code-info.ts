import { languageNamed, shortName } from './code-languages.ts';

/** Reads what stands behind a fence: a language that Notion knows and a caption, or only a caption. */
export function readCodeInfo(info: string): { readonly language: string; readonly caption: string } {
  const [, word = '', rest = ''] = /^(\S*)\s*([\s\S]*)$/.exec(info.trim()) ?? [];
  const language = languageNamed(word);
  if (language) return { language, caption: rest };
  return { language: 'plain text', caption: info.trim() };
}

/** Writes it. */
export function writeCodeInfo(language: string, caption: string): string {
  const words = caption.replaceAll(/[\s`]+/g, ' ').trim();
  const startsLikeLanguage = languageNamed(words.split(' ')[0] ?? '') !== undefined;
  const name = language === 'plain text' && !startsLikeLanguage ? '' : shortName(language);
  return [name, words].filter((part) => part !== '').join(' ');
}
