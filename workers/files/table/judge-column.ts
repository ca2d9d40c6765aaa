import { isCodeName } from './code-names.ts';
import { formatNumber } from './format-number.ts';
import type { ColumnKind, FoundColumn } from '../opened.ts';
import { soundsLikeTime } from '../positions/column-names.ts';
import { isMissing, isNumberText } from './number-text.ts';
import type { SourceColumn } from './source-table.ts';
import { dateOrderOf } from './time-text.ts';
import { splitUnit } from './written-units.ts';

/** A column with more different values is text, not a category. */
const MOST_CATEGORIES = 2000;
/** Seconds or milliseconds of 1990 to 2100. */
const EPOCHS = { seconds: [631e6, 4103e6], milliseconds: [631e9, 4103e9] } as const;

/** What a column is, and what it may be made. */
export function judgeColumn(column: SourceColumn): FoundColumn {
	const { title, unit } = splitUnit(column.name);
	const shared = { name: column.name, title, ...(unit !== undefined && { unit }) };
	switch (column.store) {
		case 'number':
			return { ...shared, ...judgeNumbers(column.name, column.values) };
		case 'time': {
			const first = column.values.find((value) => !Number.isNaN(value));
			return {
				...shared,
				kind: 'time',
				kinds: ['time'],
				missing: countNaN(column.values),
				example: first === undefined ? '' : instantText(first, column.zoned)
			};
		}
		case 'text':
			return { ...shared, ...judgeTexts(column) };
	}
}

type Judged = Omit<FoundColumn, 'name' | 'title' | 'unit'>;

function judgeNumbers(name: string, values: Float64Array): Judged {
	const first = values.find((value) => !Number.isNaN(value));
	const kinds: ColumnKind[] = ['number', 'category', 'text'];
	const epochs = epochScale(values) !== undefined;
	if (epochs) kinds.push('time');
	const code = isCodeName(name);
	const kind =
		epochs && soundsLikeTime(name) ? 'time' : code ? (few(values) ? 'category' : 'text') : 'number';
	return {
		kind,
		kinds,
		missing: countNaN(values),
		example:
			first === undefined
				? ''
				: kind === 'time'
					? instantText(first * (epochScale(values) ?? 1), true)
					: formatNumber(first)
	};
}

function judgeTexts({ name, codes, texts }: Extract<SourceColumn, { store: 'text' }>): Judged {
	const sample = Array.from({ length: Math.min(texts.count, 400) }, (_, index) => texts.text(index)).filter(
		(text) => !isMissing(text)
	);
	const numeric = sample.length > 0 && sample.filter(isNumberText).length >= sample.length * 0.5;
	const timed = dateOrderOf(sample) !== undefined;
	const all = numeric && sample.every((text) => isNumberText(text) && !/^0\d/.test(text));
	const few = texts.count <= MOST_CATEGORIES && texts.count <= Math.max(20, codes.length / 4);
	const kinds: ColumnKind[] = ['category', 'text'];
	if (numeric) kinds.push('number');
	if (timed) kinds.push('time');
	let missing = 0;
	for (const code of codes) if (code < 0) missing++;
	const kind = timed ? 'time' : all && !isCodeName(name) ? 'number' : few ? 'category' : 'text';
	return { kind, kinds, missing, example: sample[0]?.slice(0, 60) ?? '' };
}

/** Milliseconds a unit of values that are all epochs; undefined when they are none. */
export function epochScale(values: Float64Array): number | undefined {
	let [low, high] = [Infinity, -Infinity];
	for (const value of values) {
		if (value < low) low = value;
		if (value > high) high = value;
	}
	if (low >= EPOCHS.seconds[0] && high <= EPOCHS.seconds[1]) return 1000;
	if (low >= EPOCHS.milliseconds[0] && high <= EPOCHS.milliseconds[1]) return 1;
	return undefined;
}

function few(values: Float64Array): boolean {
	const different = new Set<number>();
	for (const value of values) {
		different.add(value);
		if (different.size > MOST_CATEGORIES) return false;
	}
	return different.size <= Math.max(20, values.length / 4);
}

function countNaN(values: Float64Array): number {
	let count = 0;
	for (const value of values) if (Number.isNaN(value)) count++;
	return count;
}

/** As the file means it: with its zone, or the wall clock's digits. */
const instantText = (at: number, zoned: boolean) =>
	new Date(at)
		.toISOString()
		.replace('T', ' ')
		.replace(/\.000Z$|Z$/, zoned ? ' UTC' : '');
