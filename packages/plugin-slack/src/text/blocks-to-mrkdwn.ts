import { escapeMrkdwn } from './escape-mrkdwn.ts';
import { type Fields, fieldsIn, isFields } from './fields-in.ts';
import { richTextToMrkdwn } from './rich-text-to-mrkdwn.ts';
import { textOf } from './text-of.ts';

const mostDepth = 8;

/**
 * What people read in the blocks of a message, in Slack's own text format; buttons and other controls say nothing.
 * @see https://docs.slack.dev/reference/block-kit/blocks
 */
export function blocksToMrkdwn(blocks: unknown): string {
  const parts = fieldsIn(blocks).map(blockText);
  return parts.filter((part) => part.trim() !== '').join('\n');
}

function blockText(block: Fields): string {
  switch (block.type) {
    case 'rich_text':
      return richTextToMrkdwn(block, mostDepth);
    case 'section':
      return [textObject(block.text), ...fieldsIn(block.fields).map(textObject)].filter(Boolean).join('\n');
    case 'header':
      return emphasizedHeader(textObject(block.text));
    case 'context':
      return fieldsIn(block.elements).map(textObject).filter(Boolean).join(' ');
    case 'markdown':
      return escapeMrkdwn(textOf(block.text));
    case 'image':
    case 'video':
      return textObject(block.title) || escapeMrkdwn(textOf(block.alt_text));
    case 'table':
      return tableText(block.rows);
    default:
      return '';
  }
}

function emphasizedHeader(text: string): string {
  return text === '' ? '' : `*${text}*`;
}

/** One line for each row. */
function tableText(rows: unknown): string {
  if (!Array.isArray(rows)) return '';
  const cell = (field: Fields) =>
    field.type === 'rich_text'
      ? richTextToMrkdwn(field, mostDepth).replaceAll('\n', ' ')
      : textOf(field.text);
  return rows.map((row) => `| ${fieldsIn(row).map(cell).join(' | ')} |`).join('\n');
}

/** A text object: plain text says what it says, everything else is in Slack's format already. */
function textObject(value: unknown): string {
  if (!isFields(value)) return '';
  if (value.type === 'image') return escapeMrkdwn(textOf(value.alt_text));
  const text = textOf(value.text);
  return value.type === 'plain_text' ? escapeMrkdwn(text) : text;
}
