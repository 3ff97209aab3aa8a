import { expect, it } from 'vitest';
import { notionIdIn } from './notion-id.ts';

const id = '35261e8c-e0a3-81d2-870f-f3014d91943c';
const bare = id.replaceAll('-', '');

it.each([
  id,
  bare,
  ` ${id.toUpperCase()} `,
  `https://www.notion.so/${bare}`,
  `https://www.notion.so/My-page-${bare}?pvs=4#${'0'.repeat(32)}`,
  `https://www.notion.so/team/My-page-${bare}/`,
  `https://team.notion.site/${bare}?v=${'1'.repeat(32)}`,
  `https://app.notion.com/p/Plans-${bare}`,
  `https://www.notion.so/${'1'.repeat(32)}?v=${'2'.repeat(32)}&p=${bare}&pm=s`,
  `https://www.notion.so/deadbeef-${bare}`,
])('finds the id in %s', (given) => {
  expect(notionIdIn(given)).toBe(id);
});

it.each([
  '',
  'Plans',
  `${bare}0`,
  `x${bare}`,
  `https://example.com/${bare}`,
  `https://notion.so.example.com/${bare}`,
  `https://evilnotion.so/${bare}`,
  'https://www.notion.so/',
  `javascript://notion.so/${bare}`,
  `${id}/../users`,
])('finds none in %j', (given) => {
  expect(notionIdIn(given)).toBeUndefined();
});
