import type { DatasetColumn } from '#lib/model/city.ts';
import { textWidth } from '#lib/ui/text-width.ts';
import { isTimed, type RowsDataset } from '../charts/chart-choice.ts';

/** What one looks for a row by stands first. */
const FIRST = ['name', 'id'];
/** Hidden until asked for: the other language's names, and rows of other tables. */
const OTHER_LANGUAGE = { zh: 'name_en', en: '' } as const;
const SELDOM = new Set(['building', 'end_lng', 'end_lat', 'unique_key']);

/** Columns that a table offers: names first, then the instant, then the rest as the data have them. */
export function columnsOf(
	data: RowsDataset | { readonly columns: readonly DatasetColumn[] }
): DatasetColumn[] {
	const { columns } = data;
	const first = FIRST.flatMap((name) => columns.find((column) => column.name === name) ?? []);
	const hasTime = 'kind' in data && isTimed(data) && !columns.some(({ name }) => name === 't');
	const time: DatasetColumn[] = hasTime ? [{ name: 't', kind: 'time' }] : [];
	return [...first, ...time, ...columns.filter((column) => !first.includes(column))];
}

/** Names of those that show without anybody's choice; `seldom` are hidden too. */
export const shownAtFirst = (
	columns: readonly DatasetColumn[],
	language: 'zh' | 'en',
	seldom: ReadonlySet<string> = new Set()
): string[] =>
	columns
		.map(({ name }) => name)
		.filter((name) => !SELDOM.has(name) && !seldom.has(name) && name !== OTHER_LANGUAGE[language]);

const FONT = 13;
const PADDING = 26;
const NARROWEST = 64;
const WIDEST = 300;

/** Browsers part Chinese signs from letters and digits by so much of the font's size. */
const PARTED = 1 / 8;
const partings = (text: string): number =>
	text.match(/\p{Script=Han}(?=[\p{Script=Latin}\d])|[\p{Script=Latin}\d](?=\p{Script=Han})/gu)?.length ?? 0;
const widthOf = (text: string): number => textWidth(text, FONT) + partings(text) * PARTED * FONT;

/** Width of a column whose head and cells read like this, pixels. */
export const columnWidth = (texts: readonly string[]): number =>
	Math.min(WIDEST, Math.max(NARROWEST, Math.ceil(Math.max(0, ...texts.map(widthOf)) + PADDING)));
