import type { DraftBlock } from './draft-block.ts';

/** https://developers.notion.com/reference/request-limits and https://developers.notion.com/reference/patch-block-children */
const mostChildren = 100;
const deepestInside = 2;
const mostBlocks = 1_000;
/** Of Notion's 500 KB, with room for the rest of the request. */
const mostCharacters = 400_000;

/** What one request writes, and what has to be written into its blocks afterwards. */
export interface BlockBatch {
  readonly children: object[];
  /** By the place of the block in `children`. */
  readonly later: ReadonlyMap<number, readonly DraftBlock[]>;
  /** How many blocks it holds, inner ones included. */
  readonly count: number;
}

interface Sized {
  readonly block: object;
  readonly later: readonly DraftBlock[];
  readonly count: number;
  readonly characters: number;
}

/** Divides blocks into requests that Notion takes, in their order. */
export function planRequests(drafts: readonly DraftBlock[]): BlockBatch[] {
  const batches: Sized[][] = [];
  for (const sized of drafts.map(sizedBlock)) {
    const last = batches.at(-1);
    if (last && fits([...last, sized])) last.push(sized);
    else batches.push([sized]);
  }
  return batches.map((sizeds) => ({
    children: sizeds.map(({ block }) => block),
    later: new Map(sizeds.flatMap(({ later }, index) => (later.length > 0 ? [[index, later] as const] : []))),
    count: sum(sizeds, 'count'),
  }));
}

function fits(sizeds: readonly Sized[]): boolean {
  return (
    sizeds.length <= mostChildren &&
    sum(sizeds, 'count') <= mostBlocks &&
    sum(sizeds, 'characters') <= mostCharacters
  );
}

function sum(sizeds: readonly Sized[], what: 'count' | 'characters'): number {
  return sizeds.reduce((total, sized) => total + sized[what], 0);
}

/** A block with everything inside where one request takes that, else with what has to come along. */
function sizedBlock(draft: DraftBlock): Sized {
  const whole = sizeOf(requestBlock(draft), draft);
  if (isShallow(draft) && whole.count <= mostBlocks && whole.characters <= mostCharacters)
    return { ...whole, later: [] };
  // A table cannot be made without rows.
  const kept = draft.type === 'table' ? draft.children.slice(0, mostChildren) : [];
  const shell = { ...draft, children: kept };
  return { ...sizeOf(requestBlock(shell), shell), later: draft.children.slice(kept.length) };
}

function sizeOf(block: object, draft: DraftBlock) {
  return { block, count: countOf(draft), characters: JSON.stringify(block).length };
}

/** How many blocks there are, inner ones included. */
function countOf({ children }: DraftBlock): number {
  return children.reduce((total, child) => total + countOf(child), 1);
}

function isShallow({ children }: DraftBlock, level = 0): boolean {
  if (children.length > mostChildren || (children.length > 0 && level === deepestInside)) return false;
  return children.every((child) => isShallow(child, level + 1));
}

function requestBlock({ type, content, children }: DraftBlock): object {
  const inside = children.length > 0 ? { children: children.map(requestBlock) } : {};
  return { object: 'block', type, [type]: { ...content, ...inside } };
}
