import type { LngLat } from '#lib/model/geometry.ts';
import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ModelResult, ResultLayer } from '#lib/model/scenario/result.ts';
import type { Degrees } from '#lib/model/units.ts';
import { ringBox, ringContains } from '#lib/model/ring.ts';

/** Where nobody may stay. */
export interface DangerZone {
	readonly holds: (lng: Degrees, lat: Degrees) => boolean;
	/** There is none: nothing is released, nothing under water. */
	readonly empty: boolean;
}

/** The ground inside a plume's contours of a severity or more, and that under a depth of water or more. */
export function dangerZoneOf({
	earlier,
	parameters
}: Pick<ModelInput, 'earlier' | 'parameters'>): DangerZone {
	const rings = plumeRings(earlier['plume'], Number(parameters['severity']));
	const drowned = drownedCells(earlier['flood'], Number(parameters['depth']));
	const boxed = rings.map((ring) => ({ ring, box: ringBox(ring) }));
	return {
		empty: rings.length === 0 && drowned.empty,
		holds: (lng, lat) =>
			boxed.some(
				({ ring, box: [west, south, east, north] }) =>
					lng >= west && lng <= east && lat >= south && lat <= north && ringContains(ring, lng, lat)
			) || drowned.holds(lng, lat)
	};
}

function plumeRings(plume: ModelResult | undefined, least: number): LngLat[][] {
	const areas = plume?.layers.find(({ id }) => id === 'areas');
	if (areas?.geometry.of !== 'areas') return [];
	const severity = columnOf(areas, 'severity');
	return areas.geometry.rings
		.filter((_, row) => (severity[row] ?? 0) >= least)
		.map((ring) => ring.flatMap((lng, k): LngLat[] => (k % 2 === 0 ? [[lng, ring[k + 1]!]] : [])));
}

function drownedCells(flood: ModelResult | undefined, least: number): DangerZone {
	const cells = flood?.layers.find(({ id }) => id === 'cells');
	if (cells?.geometry.of !== 'cells') return { empty: true, holds: () => false };
	const { west, south, width, height, columns } = cells.geometry;
	const depth = columnOf(cells, 'depth');
	const deep = new Set(cells.keys.filter((_, row) => (depth[row] ?? 0) >= least).map(Number));
	return {
		empty: deep.size === 0,
		holds: (lng, lat) => {
			const [column, row] = [Math.floor((lng - west) / width), Math.floor((lat - south) / height)];
			return column >= 0 && column < columns && deep.has(row * columns + column);
		}
	};
}

function columnOf(layer: ResultLayer, name: string): readonly (number | null)[] {
	return layer.columns.find((column) => column.name === name)?.values ?? [];
}
