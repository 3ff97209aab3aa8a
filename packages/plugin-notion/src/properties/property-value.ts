import { z } from 'zod';
import { plainText, richTextSchema } from '../blocks/rich-text.ts';

/** A property's value as people write it. */
export type PlainValue = string | number | boolean | null | string[];

const text = z.string().nullish().catch(undefined);
const number = z.number().nullish().catch(undefined);
const option = z.object({ name: text }).nullish().catch(undefined);
const person = z.object({ id: text, name: text }).nullish().catch(undefined);
const date = z.object({ start: text, end: text }).nullish().catch(undefined);
const listOf = <Item extends z.ZodType>(item: Item) => z.array(item).nullish().catch(undefined);

const simpleFields = {
  type: text,
  title: richTextSchema,
  rich_text: richTextSchema,
  number,
  select: option,
  status: option,
  multi_select: listOf(option),
  date,
  people: listOf(person),
  files: listOf(
    z.object({
      name: text,
      file: z.object({ url: text }).nullish().catch(undefined),
      external: z.object({ url: text }).nullish().catch(undefined),
    }),
  ),
  checkbox: z.boolean().nullish().catch(undefined),
  url: text,
  email: text,
  phone_number: text,
  created_time: text,
  last_edited_time: text,
  created_by: person,
  last_edited_by: person,
  relation: listOf(z.object({ id: text })),
  has_more: z.boolean().nullish().catch(undefined),
  unique_id: z.object({ prefix: text, number }).nullish().catch(undefined),
  verification: z.object({ state: text }).nullish().catch(undefined),
  place: z.object({ name: text, address: text, lat: number, lon: number }).nullish().catch(undefined),
  formula: z
    .object({ type: text, string: text, number, boolean: z.boolean().nullish().catch(undefined), date })
    .nullish()
    .catch(undefined),
};
const simpleSchema = z.object(simpleFields);
const propertySchema = z.object({
  ...simpleFields,
  rollup: z
    .object({ type: text, number, date, array: listOf(simpleSchema) })
    .nullish()
    .catch(undefined),
});

/** The properties of a page by name; whatever is none is left out. */
export const propertiesSchema = z.record(z.string(), propertySchema.catch({})).nullish().catch(undefined);

/** A property of a page as Notion answers it. */
export type Property = z.infer<typeof propertySchema>;

/** The value of a property; undefined for those that have none, such as buttons. */
export function plainValue(property: Property): PlainValue | undefined {
  if (property.type !== 'rollup') return simpleValue(property);
  const { rollup } = property;
  if (rollup?.type === 'array') return (rollup.array ?? []).flatMap(wordsOf);
  return rollup?.type === 'date' ? dateValue(rollup.date) : (rollup?.number ?? null);
}

function wordsOf(value: z.infer<typeof simpleSchema>): string[] {
  const plain = simpleValue(value);
  if (plain === undefined || plain === null) return [];
  return Array.isArray(plain) ? plain : [String(plain)];
}

function simpleValue(property: z.infer<typeof simpleSchema>): PlainValue | undefined {
  switch (property.type) {
    case 'title':
    case 'rich_text':
      return plainText(property[property.type]);
    case 'number':
    case 'url':
    case 'email':
    case 'phone_number':
    case 'created_time':
    case 'last_edited_time':
      return property[property.type] ?? null;
    case 'checkbox':
      return property.checkbox ?? false;
    case 'select':
    case 'status':
      return property[property.type]?.name ?? null;
    case 'multi_select':
      return names(property.multi_select);
    case 'date':
      return dateValue(property.date);
    case 'people':
      return (property.people ?? []).map(nameOf).filter((name) => name !== '');
    case 'created_by':
    case 'last_edited_by':
      return nameOf(property[property.type]) || null;
    default:
      return otherValue(property);
  }
}

function otherValue(property: z.infer<typeof simpleSchema>): PlainValue | undefined {
  switch (property.type) {
    case 'relation': {
      const ids = (property.relation ?? []).flatMap(({ id }) => (id ? [id] : []));
      return property.has_more ? [...ids, '… and more'] : ids;
    }
    case 'files':
      return (property.files ?? []).map(
        ({ name, file, external }) => `[${name ?? 'file'}](${file?.url ?? external?.url ?? ''})`,
      );
    case 'unique_id': {
      const { prefix, number: count } = property.unique_id ?? {};
      return count === undefined || count === null ? null : [prefix, count].filter((part) => part).join('-');
    }
    case 'verification':
      return property.verification?.state ?? null;
    case 'place':
      return property.place?.name ?? property.place?.address ?? null;
    case 'formula':
      return formulaValue(property.formula);
    default:
      return undefined;
  }
}

function formulaValue(formula: z.infer<typeof simpleSchema>['formula']): PlainValue {
  if (formula?.type === 'date') return dateValue(formula.date);
  return formula?.string ?? formula?.number ?? formula?.boolean ?? null;
}

function names(options: z.infer<typeof simpleSchema>['multi_select']): string[] {
  return (options ?? []).flatMap((known) => (known?.name ? [known.name] : []));
}

function nameOf(who: z.infer<typeof person>): string {
  return who?.name ?? who?.id ?? '';
}

/** A day, a time with its offset, or an interval of ISO 8601: `2026-01-31/2026-02-02`. */
function dateValue(value: z.infer<typeof date>): string | null {
  if (!value?.start) return null;
  return value.end ? `${value.start}/${value.end}` : value.start;
}
