import type {
	BuildingsPart,
	FacilitiesPart,
	RoadsPart,
	TerrainPart
} from '#lib/model/scenario/city-parts.ts';
import type { ColumnClasses, ResultColumn, ResultLayer } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';
import type { StandingWater } from './wet-things.ts';
import { facilityRows } from '../city/facility-rows.ts';
import { roadNames } from '../city/road-names.ts';

/** Shallower water is not listed; it counts in the balance. */
const LEAST: Metres = 0.05;

/** Ankle, knee, where cars float, where people do. */
const DEPTHS: ColumnClasses = { bounds: [0.15, 0.3, 0.5, 1], ramp: 'water' };

const depthColumn = (values: readonly number[]): ResultColumn => ({
	name: 'depth',
	title: { zh: '水深', en: 'Depth' },
	unit: 'm',
	better: 'less',
	values: values.map(millimetres),
	classes: DEPTHS
});

/** Rows of something that stand in water, with their depths. */
function wetRows(count: number, depthOf: (row: number) => Metres) {
	const rows: number[] = [];
	const depths: number[] = [];
	for (let row = 0; row < count; row++) {
		const depth = depthOf(row);
		if (depth < LEAST) continue;
		rows.push(row);
		depths.push(depth);
	}
	return { rows, depths };
}

/** Depth by cell of the heights; rivers and lakes are not among them. */
export function cellsLayer(terrain: TerrainPart, standing: StandingWater): ResultLayer {
	const { rows, depths } = wetRows(terrain.height.length, (cell) =>
		terrain.water[cell] === 1 ? 0 : standing.overCell(cell)
	);
	const { west, south, stepLng, stepLat, columns } = terrain;
	return {
		id: 'cells',
		title: { zh: '积水深度', en: 'Depth of the water' },
		// A grid has a column even where nobody knows the ground.
		geometry: { of: 'cells', west, south, width: stepLng, height: stepLat, columns: Math.max(1, columns) },
		keys: rows.map(String),
		columns: [depthColumn(depths)],
		colour: 'depth'
	};
}

/** Both directions of the links that stand in water; `closed` where it is too deep to pass. */
export function roadsLayer(roads: RoadsPart, standing: StandingWater, closing: Metres): ResultLayer {
	const { links } = roads;
	const { rows, depths } = wetRows(links.key.length, (link) => standing.overLink(roads, link));
	const directed = rows.flatMap((link, index) =>
		(['+', '-'] as const)
			.filter((sense) => links.oneway[link] !== (sense === '+' ? -1 : 1))
			.map((sense) => ({ link, key: `${links.key[link]}${sense}`, depth: depths[index]! }))
	);
	return {
		id: 'roads',
		title: { zh: '道路积水', en: 'Water on roads' },
		geometry: { of: 'links' },
		keys: directed.map(({ key }) => key),
		...roadNames(
			links,
			directed.map(({ link }) => link),
			directed.map(({ key }) => key)
		),
		columns: [
			depthColumn(directed.map(({ depth }) => depth)),
			{
				name: 'closed',
				title: { zh: '不能通行', en: 'Impassable' },
				unit: '1',
				better: 'less',
				values: directed.map(({ depth }) => (depth >= closing ? 1 : 0)),
				classes: {
					bounds: [1],
					names: [
						{ zh: '可通行', en: 'Passable' },
						{ zh: '不能通行', en: 'Impassable' }
					]
				}
			}
		],
		colour: 'depth'
	};
}

export function buildingsLayer(buildings: BuildingsPart, standing: StandingWater): ResultLayer {
	const { rows, depths } = wetRows(buildings.key.length, (row) =>
		standing.overPlace(buildings.lng[row]!, buildings.lat[row]!)
	);
	return {
		id: 'buildings',
		title: { zh: '建筑积水', en: 'Water at buildings' },
		geometry: { of: 'buildings' },
		keys: rows.map((row) => buildings.key[row]!),
		columns: [
			depthColumn(depths),
			{
				name: 'residents',
				title: { zh: '居民', en: 'Residents' },
				unit: '{person}',
				better: 'less',
				values: rows.map((row) => buildings.residents[row]!)
			}
		],
		colour: 'depth'
	};
}

export function facilitiesLayer(facilities: FacilitiesPart, standing: StandingWater): ResultLayer {
	const { rows, depths } = wetRows(facilities.key.length, (row) =>
		standing.overPlace(facilities.lng[row]!, facilities.lat[row]!)
	);
	return {
		id: 'facilities',
		title: { zh: '设施积水', en: 'Water at facilities' },
		...facilityRows(facilities, rows),
		columns: [depthColumn(depths)],
		colour: 'depth'
	};
}

export function underpassesLayer({ underpasses }: TerrainPart, standing: StandingWater): ResultLayer {
	const { rows, depths } = wetRows(underpasses.length, (row) => {
		const { lng, lat, lowest } = underpasses[row]!;
		return standing.overDip(lng, lat, lowest);
	});
	return {
		id: 'underpasses',
		title: { zh: '下穿通道积水', en: 'Water in underpasses' },
		geometry: {
			of: 'places',
			lng: rows.map((row) => underpasses[row]!.lng),
			lat: rows.map((row) => underpasses[row]!.lat)
		},
		keys: rows.map(String),
		names: rows.map((row) => underpasses[row]!.name),
		namesEn: rows.map((row) => underpasses[row]!.nameEn ?? null),
		columns: [depthColumn(depths)],
		colour: 'depth'
	};
}

function millimetres(depth: Metres): Metres {
	return Math.round(depth * 1000) / 1000;
}
