import {
	Dictionary,
	Float64,
	Int32,
	Table,
	Utf8,
	tableToIPC,
	vectorFromArray,
	type Vector
} from 'apache-arrow';
import type { DatasetColumn, DatasetOf } from '#lib/model/city.ts';
import type { ResultColumn } from '#lib/queries/result-columns.ts';
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
 * timestamps, which are taken for UTC. Throws QUERY_FAILED with `reason` `noPosition`.
 */
export function makePoints(
	columns: readonly ResultColumn[],
	rows: number,
	named: Pick<DatasetOf<'points'>, 'id' | 'title'>
): MadePoints {
	const places = positionColumns(columns);
	if (!places) throw noPosition(columns);
	const positions = Array.from({ length: rows }, (_, row) => positionAt(places, row));
	const timed =
		columns.find(({ name, type }) => name === 't' && type === 'number') ??
		columns.find(({ type }) => type === 'timestamp');
	const times = instantsOf(timed, rows);
	const vectors: Record<string, Vector> = {
		t: vectorFromArray(times, new Float64()),
		lng: vectorFromArray(
			positions.map((place) => place?.[0] ?? null),
			new Float64()
		),
		lat: vectorFromArray(
			positions.map((place) => place?.[1] ?? null),
			new Float64()
		)
	};
	const described: DatasetColumn[] = [];
	for (const column of columns) {
		if (column === places.lng || column === places.lat || vectors[column.name]) continue;
		const kind = kindOf(column);
		vectors[column.name] = vectorOf(column, kind);
		described.push({ name: column.name, kind });
	}
	const known = times.filter((t) => t !== null);
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
		data: new Blob([tableToIPC(new Table(vectors), 'stream') as Uint8Array<ArrayBuffer>], {
			// prettier-ignore
			type: 'application/vnd.apache.arrow.stream'
		})
	};
}

function instantsOf(column: ResultColumn | undefined, rows: number): (number | null)[] {
	if (!column) return Array.from({ length: rows }, () => null);
	return column.values.map((value) => {
		if (typeof value === 'number') return value;
		const at = typeof value === 'string' ? Date.parse(`${value.replace(' ', 'T')}Z`) : NaN;
		return Number.isNaN(at) ? null : at;
	});
}

function kindOf({ type, values }: ResultColumn): DatasetColumn['kind'] {
	if (type === 'number' && values.every((value) => typeof value !== 'string')) return 'number';
	return new Set(values).size <= MOST_CATEGORIES ? 'category' : 'text';
}

function vectorOf({ values }: ResultColumn, kind: DatasetColumn['kind']): Vector {
	if (kind === 'number') return vectorFromArray(values, new Float64());
	const texts = values.map((value) => (value === null ? null : String(value)));
	return vectorFromArray(texts, kind === 'category' ? new Dictionary(new Utf8(), new Int32()) : new Utf8());
}

const least = (values: readonly number[]): number => values.reduce((a, b) => Math.min(a, b), Infinity);
