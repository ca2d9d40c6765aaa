import type { HistoryBy } from '#lib/model/history.ts';
import { AppError } from '#lib/model/errors.ts';
import type { Metric } from '#lib/model/live-layer.ts';
import type { Milliseconds } from '#lib/model/units.ts';
import { metricStored, quoted, STORED_TYPES } from './columns.ts';
import type { ArrowColumn } from './arrow-batches.ts';
import type { WindowRequest } from './historian.ts';
import { rowsSql, type RowsFilter, type RowsPlace } from './rows-source.ts';

const OPTIONAL = {
	lon: 'i32',
	lat: 'i32',
	alt: 'i32',
	speed: 'u16',
	heading: 'u16',
	status: 'u8',
	quality: 'u8',
	seq: 'u32'
} as const;
/** Written together: a row that says a position says all of them, with NULL for what it lacks. */
const POSITION = ['lon', 'lat', 'alt', 'speed', 'heading'];
/** Of a step's newest row, whether it says them or not. */
const NEWEST_ROW = ['quality', 'seq'];

/** A column of an answer and where it is stored. */
export interface AnswerColumn extends ArrowColumn {
	readonly stored: string;
}

const ALWAYS: readonly AnswerColumn[] = [
	{ name: 'idx', stored: 'idx', type: 'u32', nullable: false },
	{ name: 'at', stored: 'at', type: 'f64', nullable: false },
	{ name: 'received', stored: 'received', type: 'f64', nullable: false }
];

/** Columns of an answer: those asked for, in the contract's order. Throws INPUT_INVALID for one that the layer lacks. */
export function answerColumns(
	{ id, metrics }: { readonly id: string; readonly metrics: readonly Metric[] },
	fields: readonly string[] | undefined
): readonly AnswerColumn[] {
	const all: readonly AnswerColumn[] = [
		...Object.entries(OPTIONAL).map(([name, type]) => ({
			name,
			stored: name,
			type,
			nullable: name !== 'quality'
		})),
		...metrics.map(({ name, unit }, i) => ({
			name: `m:${name}`,
			stored: metricStored(i).name,
			type: 'f32' as const,
			nullable: true,
			unit
		}))
	];
	if (!fields) return [...ALWAYS, ...all];
	const known = new Set([...ALWAYS, ...all].map(({ name }) => name));
	const unknown = fields.find((field) => !known.has(field));
	if (unknown !== undefined)
		throw new AppError('INPUT_INVALID', {
			message: `fields: ${id} has no column '${unknown}'; it has ${[...known].join(', ')}.`,
			option: 'fields'
		});
	return [...ALWAYS, ...all.filter(({ name }) => fields.includes(name))];
}

/** Whole-number box in 1e-7°, edges included. */
const boxOf = ([west, south, east, north]: NonNullable<WindowRequest['bbox']>) =>
	[Math.ceil(west * 1e7), Math.ceil(south * 1e7), Math.floor(east * 1e7), Math.floor(north * 1e7)] as const;

/** Condition on the rows of a window; `asOf`: the newest offset that counts. */
function windowFilter(request: WindowRequest, asOf: number): RowsFilter {
	const time = timeOf(request.by);
	return {
		sql:
			`${time} >= ${sqlNumber(request.from)} AND ${time} < ${sqlNumber(request.to)} AND off <= ${asOf}` +
			(request.entity === undefined ? '' : ` AND idx = ${sqlNumber(request.entity)}`),
		...(request.bbox && { box: boxOf(request.bbox) })
	};
}

/** A finite number in SQL. */
const sqlNumber = (value: number): string => {
	if (!Number.isFinite(value)) throw new RangeError(`${value} is not a number for SQL`);
	return `${value}::DOUBLE`;
};

const timeOf = (by: HistoryBy) => quoted(by === 'observed' ? 'at' : 'received');

/** SQL that counts a window's rows and entities, and says from when to when they are. */
export const countSql = (request: WindowRequest, places: readonly RowsPlace[], asOf: number): string => {
	const time = timeOf(request.by);
	const rows = rowsSql(places, ['idx', 'at', 'received'], windowFilter(request, asOf));
	return `SELECT count(*)::DOUBLE AS rows, count(DISTINCT idx)::DOUBLE AS entities, min(${time}) AS first, max(${time}) AS last FROM (${rows})`;
};

/** Order of two rows of one entity: by source time, then source sequence, then receipt. */
export const NEWEST = `("at", CASE WHEN seq = ${STORED_TYPES.u32.empty} THEN -1 ELSE seq::BIGINT END, off, "row")`;

/** SQL of a window's rows: raw, or the last said values of each entity and step. */
export function windowSql(
	request: WindowRequest,
	step: Milliseconds,
	columns: readonly AnswerColumn[],
	places: readonly RowsPlace[],
	asOf: number
): string {
	const filter = windowFilter(request, asOf);
	const time = timeOf(request.by);
	const list = columns.map(({ stored }) => quoted(stored));
	const stored = new Set([...columns.map(({ stored: name }) => name), 'off', 'row']);
	// The order of offsets is that of receipt.
	if (step === 0)
		return `SELECT ${list.join(', ')} FROM (${rowsSql(places, [...stored], filter)}) ORDER BY ${request.by === 'observed' ? '"at", ' : ''}off, "row"`;
	const optional = columns.filter(({ name }) => !['idx', 'at', 'received'].includes(name));
	const position = optional.map(({ stored: name }) => name).filter((name) => POSITION.includes(name));
	const source = [...new Set([...stored, 'seq', ...(position.length > 0 ? ['lon'] : [])])];
	const aggregates = optional.map(({ stored: name, type }) => {
		if (POSITION.includes(name)) return undefined;
		const filter = NEWEST_ROW.includes(name) ? '' : ` FILTER (${saidSql(name, type)})`;
		return `arg_max(${quoted(name)}, ${NEWEST})${filter} AS ${quoted(name)}`;
	});
	const grouped = position.map((name) => `${quoted(name)} := ${quoted(name)}`).join(', ');
	const inner = [
		'idx',
		'max("at") AS "at"',
		'max(received) AS received',
		...aggregates.filter((sql) => sql !== undefined),
		...(position.length > 0
			? [`arg_max(struct_pack(${grouped}), ${NEWEST}) FILTER (${saidSql('lon', 'i32')}) AS place`]
			: [])
	];
	const outer = columns.map(({ stored: name, type }) => {
		const value = POSITION.includes(name) ? `place.${quoted(name)}` : quoted(name);
		const { sql, empty } = STORED_TYPES[type];
		return `coalesce(${value}, ${empty})::${sql} AS ${quoted(name)}`;
	});
	return (
		`SELECT ${outer.join(', ')} FROM (SELECT ${inner.join(', ')} ` +
		`FROM (${rowsSql(places, source, filter)}) GROUP BY idx, floor((${time} - ${sqlNumber(request.from)}) / ${sqlNumber(step)})) ORDER BY ${time}, idx`
	);
}

const saidSql = (name: string, type: ArrowColumn['type']): string =>
	type === 'f32' || type === 'f64'
		? `NOT isnan(${quoted(name)})`
		: `${quoted(name)} <> ${STORED_TYPES[type].empty}`;
