import type { DatasetColumn, DatasetOf } from '#lib/model/city.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
import type { TimeZone } from '#lib/queries/time-zone.ts';
import { ByteTexts } from '../files/table/byte-texts.ts';
import { freeName, OWN_NAMES } from '../files/table/free-name.ts';
import type { MadeColumn } from '../files/table/make-column.ts';
import { ArrowWriter } from '../files/table/write-arrow.ts';
import { positionAt, positionColumns } from './position-columns.ts';
import { noPosition } from './write-geojson.ts';

/** Texts with more different values than this are no categories. */
const MOST_CATEGORIES = 200;

export interface MadePoints {
	/** `file` is still empty: it names `data`. */
	readonly dataset: DatasetOf<'points'>;
	readonly data: Blob;
}

/**
 * A result with `lng` and `lat` as a dataset of points. Its instants are column `t` (epoch ms), or the first column of
 * timestamps, which are the city's wall time. Rows are numbered anew: columns of a name that the format has for itself
 * get another one and stand last, and wall time that only says the instants again is left out. Throws QUERY_FAILED with
 * `reason` `noPosition`.
 */
export function makePoints(
	columns: readonly ResultColumn[],
	rows: number,
	named: Pick<DatasetOf<'points'>, 'id' | 'title'>,
	zone: TimeZone
): MadePoints {
	const places = positionColumns(columns);
	if (!places) throw noPosition(columns);
	const positions = Array.from({ length: rows }, (_, row) => positionAt(places, row));
	const timed =
		columns.find(({ name, type }) => name === 't' && type === 'number') ??
		columns.find(({ type }) => type === 'timestamp');
	const times = instantsOf(timed, rows, zone);
	const writer = new ArrowWriter();
	writer.rowNumbers('row', rows);
	writer.numbers('t', times);
	writer.numbers(
		'lng',
		Float64Array.from(positions, (place) => place?.[0] ?? NaN)
	);
	writer.numbers(
		'lat',
		Float64Array.from(positions, (place) => place?.[1] ?? NaN)
	);
	const described: DatasetColumn[] = [];
	const taken: string[] = [...OWN_NAMES];
	for (const column of [...columns.filter((one) => !isOwnName(one)), ...columns.filter(isOwnName)]) {
		if (column === places.lng || column === places.lat || isInstant(column, timed)) continue;
		if (column.name === 'local_time' && isSame(instantsOf(column, rows, zone), times)) continue;
		const name = freeName(column.name, taken);
		taken.push(name);
		const kind = kindOf(column);
		writer.column(name, madeOf(column, kind));
		described.push({ name, kind });
	}
	const known = times.filter(Number.isFinite);
	const span = known.length > 0 ? { from: least(known), to: -least(known.map((t) => -t)) } : undefined;
	return {
		dataset: {
			kind: 'points',
			...named,
			file: '',
			rows,
			columns: described,
			...(span && { span }),
			withoutPosition: positions.filter((place) => place === undefined).length
		},
		data: new Blob([writer.finish()], { type: 'application/vnd.apache.arrow.stream' })
	};
}

const isOwnName = ({ name }: ResultColumn): boolean => OWN_NAMES.some((own) => own === name.toLowerCase());

const isInstant = (column: ResultColumn, timed: ResultColumn | undefined): boolean =>
	column === timed && column.name === 't';

const isSame = (some: Float64Array, others: Float64Array): boolean =>
	some.every((value, row) => Object.is(value, others[row]));

function instantsOf(column: ResultColumn | undefined, rows: number, zone: TimeZone): Float64Array {
	const times = new Float64Array(rows).fill(NaN);
	column?.values.forEach((value, row) => {
		if (typeof value === 'number') times[row] = value;
		else if (typeof value === 'string') times[row] = zone.fromWall(Date.parse(`${value.replace(' ', 'T')}Z`));
	});
	return times;
}

function kindOf({ type, values }: ResultColumn): 'number' | 'category' | 'text' {
	if (type === 'number' && values.every((value) => typeof value !== 'string')) return 'number';
	return new Set(values).size <= MOST_CATEGORIES ? 'category' : 'text';
}

function madeOf({ values }: ResultColumn, kind: ReturnType<typeof kindOf>): MadeColumn {
	if (kind === 'number')
		return { kind, values: Float64Array.from(values, (value) => (value === null ? NaN : Number(value))) };
	const texts = new ByteTexts();
	const codes = Int32Array.from(values, (value) => (value === null ? -1 : texts.add(String(value))));
	return { kind, codes, texts };
}

const least = (values: Float64Array): number => values.reduce((a, b) => Math.min(a, b), Infinity);
