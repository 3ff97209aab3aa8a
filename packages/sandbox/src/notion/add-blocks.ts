import type { BlockInput } from './block-input.ts';
import type { NotionCall } from './notion-call.ts';
import type { Parent, StoredBlock } from './notion-store.ts';
import { completeRichText, richTextSchema } from './rich-text.ts';

/** Makes blocks with all that is inside, and answers the outer ones. */
export function addBlocks(call: NotionCall, inputs: readonly BlockInput[], parent: Parent): StoredBlock[] {
  const { store, author, now } = call;
  return inputs.map(({ type, content, children }) => {
    const block: StoredBlock = {
      kind: 'block',
      ...store.entry(parent, author, now),
      type,
      content: completeContent(content, call),
    };
    store.add(block);
    addBlocks(call, children, { type: 'block_id', block_id: block.id });
    return block;
  });
}

/** What was given with the fields that Notion adds. */
function completeContent(content: BlockInput['content'], { store }: NotionCall): StoredBlock['content'] {
  const complete = (value: unknown) => completeRichText(richTextSchema.parse(value), store);
  const entries = Object.entries(content).map(([name, value]) => {
    if (name === 'rich_text' || name === 'caption') return [name, complete(value)];
    if (name === 'cells' && Array.isArray(value)) return [name, value.map(complete)];
    return [name, value];
  });
  const kind = 'external' in content ? { type: 'external' } : {};
  return { ...kind, ...Object.fromEntries(entries) };
}
