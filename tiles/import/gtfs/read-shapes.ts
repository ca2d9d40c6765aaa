import { GrowingFloat64, GrowingInt32 } from '../../bake/growing.ts';
import type { ImportContext } from '../import-context.ts';
import { isPosition, outOfRange } from '../geojson-features.ts';
import { rowReader, type GtfsZip } from './gtfs-zip.ts';
import { distancesAlong } from './stops-along-shape.ts';

export interface Shapes {
	readonly ids: readonly string[];
	readonly first: Uint32Array;
	readonly count: Uint32Array;
	/** Flat lng, lat of all shapes in order. */
	readonly positions: Float64Array;
	/** Metres from the start of its shape. */
	readonly along: Float64Array;
	readonly index: ReadonlyMap<string, number>;
}

/** Reads shapes.txt in any order of its lines; one of fewer than two points is rejected. */
export async function readShapes({ tally, signal }: ImportContext, zip: GtfsZip): Promise<Shapes> {
	const ids: string[] = [];
	const numbers = new Map<string, number>();
	const shape = new GrowingInt32();
	const sequence = new GrowingFloat64();
	const raw = new GrowingFloat64();
	const table = await zip.open('shapes');
	if (table) {
		const file = `${zip.path}/shapes.txt`;
		const read = rowReader(
			file,
			table,
			['shape_id', 'shape_pt_lat', 'shape_pt_lon', 'shape_pt_sequence'],
			[]
		);
		let line = 1;
		for await (const batch of table.rows) {
			signal.throwIfAborted();
			for (const row of batch) {
				line++;
				const id = read(row, 'shape_id');
				const lng = Number(read(row, 'shape_pt_lon') || NaN);
				const lat = Number(read(row, 'shape_pt_lat') || NaN);
				const order = Number(read(row, 'shape_pt_sequence') || NaN);
				if (!Number.isFinite(lng) || !Number.isFinite(lat) || !Number.isFinite(order)) {
					tally.note('shapes', 'point without position or sequence left out', `line ${line}`);
					continue;
				}
				if (!isPosition(lng, lat)) throw outOfRange(file, `line ${line}`, [lng, lat]);
				let number = numbers.get(id);
				if (number === undefined) {
					numbers.set(id, (number = ids.length));
					ids.push(id);
				}
				shape.push(number);
				sequence.push(order);
				raw.push(lng);
				raw.push(lat);
			}
		}
	}
	return sorted(tally, ids, shape.view(), sequence.view(), raw.view());
}

function sorted(
	tally: ImportContext['tally'],
	allIds: readonly string[],
	shape: Int32Array,
	sequence: Float64Array,
	raw: Float64Array
): Shapes {
	const order = orderBy(shape, sequence);
	const ids: string[] = [];
	const first: number[] = [];
	const count: number[] = [];
	const index = new Map<string, number>();
	const positions = new GrowingFloat64();
	const along = new GrowingFloat64();
	for (let at = 0; at < order.length;) {
		const number = shape[order[at]!]!;
		const line: number[] = [];
		for (; at < order.length && shape[order[at]!] === number; at++)
			line.push(raw[order[at]! * 2]!, raw[order[at]! * 2 + 1]!);
		const id = allIds[number]!;
		if (line.length < 4) {
			tally.reject('shapes', 'fewer than two points', `shape ${id}`);
			continue;
		}
		index.set(id, ids.length);
		ids.push(id);
		first.push(positions.length / 2);
		count.push(line.length / 2);
		positions.append(line);
		along.append(distancesAlong(line));
		tally.keep('shapes');
	}
	return {
		ids,
		first: Uint32Array.from(first),
		count: Uint32Array.from(count),
		positions: positions.view(),
		along: along.view(),
		index
	};
}

/** Row numbers ordered by group, then by sequence, then as they came. */
export function orderBy(group: Int32Array, sequence: ArrayLike<number>): Uint32Array {
	const order = new Uint32Array(group.length);
	for (let row = 0; row < order.length; row++) order[row] = row;
	let inOrder = true;
	for (let row = 1; row < order.length && inOrder; row++)
		inOrder =
			group[row - 1]! < group[row]! ||
			(group[row - 1] === group[row] && sequence[row - 1]! <= sequence[row]!);
	return inOrder
		? order
		: order.sort((a, b) => group[a]! - group[b]! || sequence[a]! - sequence[b]! || a - b);
}
