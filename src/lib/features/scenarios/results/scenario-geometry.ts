import type { BuildingsPart, FootprintsPart, RoadsPart, ZonesPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioGeometry } from './result-shape.ts';

/** The parts of a city that results are placed by, after a scenario's edits. */
export interface PlacedCity {
	readonly roads: () => Promise<RoadsPart>;
	readonly zones: () => Promise<ZonesPart>;
	readonly buildings: () => Promise<BuildingsPart>;
	readonly footprints: () => Promise<FootprintsPart>;
}

/** Places of the first scenario's city, and of the next one's what the first has not. */
export function scenarioGeometry(cities: readonly PlacedCity[]): ScenarioGeometry {
	return {
		async lines(keys) {
			const roads = await Promise.all(cities.map(async (city) => linesIn(await city.roads())));
			return packed(
				keys.map((key) => roads.map((lineOf) => lineOf(key)).find((line) => line.length > 0) ?? [])
			);
		},
		async zones() {
			const zones = new Map<
				string,
				{ readonly ring: readonly number[]; readonly lng: number; readonly lat: number }
			>();
			for (const part of await Promise.all(cities.map((city) => city.zones())))
				part.key.forEach((key, row) => {
					if (!zones.has(key))
						zones.set(key, {
							ring: (part.rings[row] ?? []).flat(),
							lng: part.lng[row]!,
							lat: part.lat[row]!
						});
				});
			const all = [...zones.values()];
			return {
				keys: [...zones.keys()],
				rings: all.map(({ ring }) => ring),
				lng: all.map(({ lng }) => lng),
				lat: all.map(({ lat }) => lat)
			};
		},
		async blocks(keys) {
			// Those of the pack are coloured where they stand.
			const isNew = (key: string) => key.startsWith('new-');
			if (!keys.some(isNew)) return { rings: keys.map(() => []), heights: keys.map(() => 0) };
			const blocks = await Promise.all(cities.map(blocksIn));
			const found = keys.map((key) =>
				isNew(key) ? blocks.map((of) => of.get(key)).find(Boolean) : undefined
			);
			return {
				rings: found.map((block) => block?.ring ?? []),
				heights: found.map((block) => block?.height ?? 0)
			};
		}
	};
}

/** Points of a link by its key, in the direction of travel: `7+` as it is drawn, `7-` the other way. */
function linesIn({ links, points }: RoadsPart): (key: string) => readonly number[] {
	const rowOf = new Map(links.key.map((key, row) => [key, row]));
	return (key) => {
		const row = rowOf.get(key.slice(0, -1));
		if (row === undefined) return [];
		const line: number[] = [];
		for (let point = links.starts[row]!; point < links.starts[row + 1]!; point++)
			if (key.endsWith('-')) line.unshift(points.lng[point]!, points.lat[point]!);
			else line.push(points.lng[point]!, points.lat[point]!);
		return line;
	};
}

function packed(lines: readonly (readonly number[])[]): { starts: Uint32Array; points: Float64Array } {
	const starts = new Uint32Array(lines.length + 1);
	lines.forEach((line, row) => (starts[row + 1] = starts[row]! + line.length / 2));
	return { starts, points: Float64Array.from(lines.flat()) };
}

/** Buildings that edits add, by their keys. */
async function blocksIn(
	city: PlacedCity
): Promise<ReadonlyMap<string, { readonly ring: readonly number[]; readonly height: number }>> {
	const [{ key, height }, { starts, lng, lat }] = await Promise.all([city.buildings(), city.footprints()]);
	const blocks = new Map<string, { readonly ring: readonly number[]; readonly height: number }>();
	key.forEach((name, row) => {
		if (!name.startsWith('new-')) return;
		const ring: number[] = [];
		for (let corner = starts[row]!; corner < starts[row + 1]!; corner++)
			ring.push(lng[corner]!, lat[corner]!);
		blocks.set(name, { ring, height: height[row]! });
	});
	return blocks;
}
