import type { DatasetColumn, DatasetOf } from '#lib/model/city.ts';
import type { TimeZone } from '#lib/queries/time-zone.ts';
import { encodeWkb, type Geometry } from '#lib/model/wkb.ts';
import { fileError } from './file-error.ts';
import { pointOn } from './geometry/point-on.ts';
import { formatOfShapes } from './geometry/shape-kind.ts';
import type { Placing, TableChoices } from './opened.ts';
import { coordinates, isPosition, toLngLatOf, type ToLngLat } from './positions/place.ts';
import { freeName, OWN_NAMES } from './table/free-name.ts';
import { makeColumn } from './table/make-column.ts';
import type { SourceTable } from './table/source-table.ts';
import { ArrowWriter } from './table/write-arrow.ts';
import { splitUnit } from './table/written-units.ts';

/** A dataset of this browser: `file` is still empty, `data` is what it will name. */
export interface MadeDataset {
	readonly dataset: DatasetOf<'points'> | DatasetOf<'shapes'>;
	readonly data: Blob;
}

/** Writes a table as its owner wants it. Throws INPUT_INVALID when the reference system is not known. */
export function makeDataset(
	file: string,
	table: SourceTable,
	choices: TableChoices,
	zone: TimeZone
): MadeDataset {
	const { placing, time } = choices;
	const writer = new ArrowWriter();
	writer.rowNumbers('row', table.rows);
	const timed = table.columns.find(({ name }) => name === time);
	const made = timed && makeColumn(timed, 'time', zone);
	const times = made && 'values' in made ? made.values : new Float64Array(table.rows).fill(NaN);
	writer.numbers('t', times);
	const places = placesOf(file, table, placing);
	writer.numbers('lng', places.lng);
	writer.numbers('lat', places.lat);

	const used = new Set([...(placing?.columns ? [placing.columns.x, placing.columns.y] : []), time]);
	const columns: DatasetColumn[] = [];
	const taken: string[] = [...OWN_NAMES];
	for (const column of table.columns) {
		const kind = choices.columns.find(({ name }) => name === column.name)?.kind ?? 'left out';
		if (kind === 'left out' || used.has(column.name)) continue;
		const { title, unit } = splitUnit(column.name);
		const name = freeName(title, taken);
		taken.push(name);
		writer.column(name, makeColumn(column, kind, zone));
		columns.push({ name, kind, verbatim: true, ...(unit !== undefined && kind === 'number' && { unit }) });
	}
	if (places.shapes) writer.binary('geometry', places.shapes);

	const span = spanOf(times);
	const shared = {
		id: choices.dataset,
		title: { zh: choices.title, en: choices.title },
		file: '',
		rows: table.rows,
		columns,
		...(span && { span }),
		withoutPosition: places.without
	};
	return {
		dataset: places.shapes ? { kind: 'shapes', ...shared } : { kind: 'points', ...shared },
		data: new Blob([writer.finish()], { type: 'application/vnd.apache.arrow.stream' })
	};
}

interface Places {
	readonly lng: Float64Array;
	readonly lat: Float64Array;
	readonly without: number;
	/** Well-known binary by row, when rows are more than positions. */
	readonly shapes?: readonly (Uint8Array | undefined)[];
}

function placesOf(file: string, table: SourceTable, placing: Placing | undefined): Places {
	const lng = new Float64Array(table.rows).fill(NaN);
	const lat = new Float64Array(table.rows).fill(NaN);
	if (!placing) return { lng, lat, without: table.rows };
	const toLngLat = toLngLatOf(placing);
	if (!toLngLat)
		throw fileError({
			file,
			reason: 'systemUnknown',
			problem: `the reference system ${placing.crs} is not known`,
			cure: 'give an EPSG code such as EPSG:4547, or its WKT'
		});
	const { geometry } = table;
	const shapes =
		!placing.columns && geometry && formatOfShapes(geometry) === 'shapes'
			? geometry.map((shape) => shape && movedGeometry(shape, toLngLat))
			: undefined;
	const [x, y] = placing.columns
		? [coordinates(table, placing.columns.x), coordinates(table, placing.columns.y)]
		: [];
	let without = 0;
	for (let row = 0; row < table.rows; row++) {
		const shape = shapes?.[row];
		const at = shapes
			? shape && pointOn(shape)
			: x && y
				? toLngLat(x[row] as number, y[row] as number)
				: pointOf(geometry?.[row], toLngLat);
		if (at && isPosition(at[0], at[1])) {
			lng[row] = at[0];
			lat[row] = at[1];
		} else without++;
	}
	return { lng, lat, without, ...(shapes && { shapes: shapes.map((shape) => shape && encodeWkb(shape)) }) };
}

function pointOf(geometry: Geometry | undefined, toLngLat: ToLngLat) {
	const at = geometry && pointOn(geometry);
	return at && toLngLat(at[0], at[1]);
}

/** A geometry in degrees; undefined when a part of it has no position on earth. */
function movedGeometry({ points, lines, polygons }: Geometry, toLngLat: ToLngLat): Geometry | undefined {
	let whole = true;
	const moved = (flat: Float64Array) => {
		const out = new Float64Array(flat.length);
		for (let at = 0; at < flat.length; at += 2) {
			const [lng, lat] = toLngLat(flat[at] as number, flat[at + 1] as number);
			if (!isPosition(lng, lat)) whole = false;
			out[at] = lng;
			out[at + 1] = lat;
		}
		return out;
	};
	const geometry: Geometry = {
		...(points && { points: moved(points) }),
		...(lines && { lines: lines.map(moved) }),
		...(polygons && { polygons: polygons.map((rings) => rings.map(moved)) })
	};
	return whole ? geometry : undefined;
}

function spanOf(times: Float64Array): { from: number; to: number } | undefined {
	let [from, to] = [Infinity, -Infinity];
	for (const t of times) {
		if (t < from) from = t;
		if (t > to) to = t;
	}
	return from <= to ? { from, to } : undefined;
}
