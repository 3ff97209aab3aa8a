import type { MessageTest } from './message-test.ts';
import { parseAge, parseDate, parseSize } from './query-values.ts';

const nothing: MessageTest = () => false;

const larger = (value: string): MessageTest => {
  const limit = parseSize(value);
  return limit === undefined ? nothing : ({ raw }) => raw.length > limit;
};

const smaller = (value: string): MessageTest => {
  const limit = parseSize(value);
  return limit === undefined ? nothing : ({ raw }) => raw.length < limit;
};

const since = (moment: number | undefined): MessageTest =>
  moment === undefined ? nothing : ({ internalDate }) => internalDate >= moment;

const before = (moment: number | undefined): MessageTest =>
  moment === undefined ? nothing : ({ internalDate }) => internalDate < moment;

const comparisons: Readonly<Record<string, (value: string, now: number) => MessageTest>> = {
  larger,
  size: larger,
  smaller,
  after: (value) => since(parseDate(value)),
  newer: (value) => since(parseDate(value)),
  before: (value) => before(parseDate(value)),
  older: (value) => before(parseDate(value)),
  newer_than: (value, now) => since(parseAge(value, now)),
  older_than: (value, now) => before(parseAge(value, now)),
};

/** The test for an operator that compares sizes or dates. */
export function compileComparison(operator: string, value: string, now: number): MessageTest {
  return comparisons[operator]?.(value, now) ?? nothing;
}
