import { htmlPieces } from './html-pieces.ts';

/** More than any letter holds; html-to-text would cut by itself, but complain on stderr. */
const maximumInputLength = 2_000_000;
/** Newsletters have some two thousand. */
const maximumTags = 5_000;
const maximumDepth = 300;

/** HTML as readable text: links kept where they lead to the web or to an address, what is hidden left out. */
export async function htmlText(html: string): Promise<string> {
  const { compile } = await import('html-to-text');
  const convert = compile({
    wordwrap: false,
    limits: { maxInputLength: maximumInputLength, maxDepth: maximumDepth, ellipsis: '…' },
    selectors: [
      {
        selector: 'a',
        options: { hideLinkHrefIfSameAsText: true, pathRewrite: safeLink, linkBrackets: ['<', '>'] },
      },
      { selector: 'img', format: 'skip' },
      { selector: '[hidden]', format: 'skip' },
      { selector: '[style*="display:none"i]', format: 'skip' },
      { selector: '[style*="display: none"i]', format: 'skip' },
      ...['h1', 'h2', 'h3', 'h4', 'h5', 'h6'].map((selector) => ({
        selector,
        options: { uppercase: false },
      })),
    ],
  });
  const pieces = htmlPieces(html.slice(0, maximumInputLength), maximumTags);
  return pieces
    .map((piece) => convert(piece))
    .filter((text) => text.trim() !== '')
    .join('\n');
}

/** Browsers skip blanks and control characters inside of a scheme, so they must not hide one. */
function safeLink(link: string): string {
  const bare = link.replace(/[\p{Cc}\s]/gu, '');
  const isAddress = /^[^:/@]+@[^:/@]+$/.test(bare);
  return isAddress || /^(https?:\/\/|mailto:|tel:)/i.test(bare) ? bare : '';
}
