import type { BBox } from '#lib/model/geometry.ts';
import { formatOfShapes, type ShapeKind } from '../geometry/shape-kind.ts';
import type { Placing } from '../opened.ts';
import type { SourceTable } from '../table/source-table.ts';
import { coordinatesOf } from './place.ts';
import { positionColumns } from './column-names.ts';
import { referenceSystem, systemsPlacing } from './reference-system.ts';

const LNG_LAT = 'EPSG:4326';
/** A city's box is widened by this part on each side: data of its surroundings are still its own. */
const MARGIN = 0.5;

export interface Guess {
	readonly placing?: Placing;
	readonly stated?: string;
	readonly likely: readonly string[];
	readonly shapes?: ShapeKind;
}

/**
 * Where rows lie, as far as the file tells: its geometries or columns of usual names, its stated reference system, else
 * degrees when they can be some, else the system that puts them into the city.
 */
export function guessPlacing(table: SourceTable, city: BBox): Guess {
	const shapes = table.geometry && formatOfShapes(table.geometry);
	const columns = shapes ? undefined : positionColumns(numeric(table));
	const stated = table.crs === undefined ? undefined : referenceSystem(table.crs);
	const shared = {
		...(shapes !== undefined && { shapes }),
		...(stated && { stated: stated.name })
	};
	if (!shapes && !columns) return { ...shared, likely: [] };
	const asColumns = columns && { columns };
	const middle = middleOf(table, { crs: LNG_LAT, ...asColumns });
	if (stated && table.crs !== undefined)
		return { ...shared, likely: [], placing: { crs: table.crs, ...asColumns } };
	if (!middle) return { ...shared, likely: [], placing: { crs: LNG_LAT, ...asColumns } };
	const [x, y] = middle;
	if (Math.abs(x) <= 180 && Math.abs(y) <= 90)
		return { ...shared, likely: [], placing: { crs: LNG_LAT, ...asColumns } };
	if (columns && Math.abs(x) <= 90 && Math.abs(y) <= 180)
		return {
			...shared,
			likely: [],
			placing: { crs: LNG_LAT, columns: { x: columns.y, y: columns.x } }
		};
	const likely = systemsPlacing(x, y, widened(city));
	return { ...shared, likely, placing: { crs: likely[0] ?? '', ...asColumns } };
}

function numeric(table: SourceTable): string[] {
	return table.columns.filter(({ store }) => store !== 'time').map(({ name }) => name);
}

/** The median of some rows' coordinates as the file has them. */
function middleOf(table: SourceTable, placing: Placing): readonly [number, number] | undefined {
	const read = coordinatesOf(table, placing);
	const found: (readonly [number, number])[] = [];
	const step = Math.max(1, Math.floor(table.rows / 1000));
	for (let row = 0; row < table.rows; row += step) {
		const at = read(row);
		if (at) found.push(at);
	}
	if (found.length === 0) return undefined;
	const middle = (axis: 0 | 1) =>
		found.map((at) => at[axis]).sort((a, b) => a - b)[found.length >> 1] as number;
	return [middle(0), middle(1)];
}

function widened([west, south, east, north]: BBox): [number, number, number, number] {
	const [dx, dy] = [(east - west) * MARGIN, (north - south) * MARGIN];
	return [west - dx, south - dy, east + dx, north + dy];
}
