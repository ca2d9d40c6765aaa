import type { Cell, ResultColumn } from '#lib/queries/result-columns.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

/** More bars than this are a table. */
export const MOST_BARS = 200;

/** What a result can be drawn as. Lines have time to scale and stay open where there is nothing. */
export type ResultChart =
	| {
			readonly kind: 'line';
			/** Wall time as a UTC clock shows it, ascending. */
			readonly at: readonly EpochMs[];
			readonly value: readonly number[];
			readonly from: EpochMs;
			readonly to: EpochMs;
			/** Values further apart are not joined. */
			readonly gap: Milliseconds;
	  }
	| {
			readonly kind: 'bars';
			readonly bars: readonly { readonly name: string; readonly value: number | null }[];
			/** Ends of the axis; zero is one of them or between them. */
			readonly low: number;
			readonly high: number;
			/** Rows that are not drawn because there are too many. */
			readonly left: number;
	  };

/** Numbers that say where, when or which, not how much. */
const NO_VALUES = new Set(['t', 'lng', 'lat', 'id', 'building', 'building_id', 'cell', 'hour', 'row']);

const isTime = ({ type }: ResultColumn) => type === 'timestamp' || type === 'date';
/** What people call a row comes before its id. */
const isTitle = ({ name }: ResultColumn) => /^(?:title|name)$/i.test(name);
const isName = ({ type }: ResultColumn) => type === 'text' || type === 'boolean' || type === 'time';

/** Columns whose numbers a chart could show: all but those that name or place a row. */
export const chartValues = (columns: readonly ResultColumn[]): readonly ResultColumn[] =>
	columns.filter(({ name, type }) => type === 'number' && !NO_VALUES.has(name.toLowerCase()));

/** The chart of one column of a result; undefined when nothing names the rows. */
export function chartOf(
	columns: readonly ResultColumn[],
	rows: number,
	value: ResultColumn
): ResultChart | undefined {
	const time = columns.find(isTime);
	const line = time && lineOf(time, value, rows);
	if (line) return line;
	const named = columns
		.filter((column) => column !== value && (isName(column) || isTime(column)))
		.sort((a, b) => Number(isTitle(b)) - Number(isTitle(a)));
	const names = named.length > 0 ? named : columns.filter((column) => column !== value).slice(0, 1);
	if (names.length === 0 || rows === 0) return undefined;
	const shown = Math.min(rows, MOST_BARS);
	const bars = Array.from({ length: shown }, (_, row) => ({
		name: names.map(({ values }) => words(values[row] ?? null)).join(' · '),
		value: numberOf(value.values[row] ?? null)
	}));
	const numbers = bars.flatMap((bar) => bar.value ?? []);
	return {
		kind: 'bars',
		bars,
		low: Math.min(0, ...numbers),
		high: Math.max(0, ...numbers),
		left: rows - shown
	};
}

/** Undefined when an instant comes twice: then it is no one series. */
function lineOf(time: ResultColumn, value: ResultColumn, rows: number): ResultChart | undefined {
	const points = Array.from({ length: rows }, (_, row) => ({
		at: Date.parse(`${String(time.values[row]).replace(' ', 'T')}Z`),
		value: numberOf(value.values[row] ?? null)
	}))
		.filter(({ at }) => !Number.isNaN(at))
		.sort((a, b) => a.at - b.at);
	const steps = points.slice(1).map(({ at }, i) => at - points[i]!.at); // of the point before
	if (points.length < 2 || steps.some((step) => step === 0)) return undefined;
	const known = points.flatMap(({ at, value }) => (value === null ? [] : [{ at, value }]));
	if (known.length === 0) return undefined;
	const usual = [...steps].sort((a, b) => a - b)[Math.floor(steps.length / 2)]!; // there is a step
	return {
		kind: 'line',
		at: known.map(({ at }) => at),
		value: known.map((point) => point.value),
		from: points[0]!.at,
		to: points.at(-1)!.at,
		gap: usual * 1.5
	};
}

const numberOf = (cell: Cell): number | null =>
	typeof cell === 'number' && Number.isFinite(cell) ? cell : null;
/** Of a name with a long address only the end tells. */
const words = (cell: Cell): string => (cell === null ? '—' : String(cell).replace(/^urn:.*:/, ''));
