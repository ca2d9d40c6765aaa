import type { FlatScenario } from '#lib/scenarios/flat-scenario.ts';
import type { Lines, ScenarioWorker } from '#workers/scenario/client.ts';
import { ownKey } from './other-additions.ts';
import type { ScenarioGeometry } from './result-shape.ts';

/** Places of the first scenario's city, and of the next one's what the first has not. */
export function scenarioGeometry(
	worker: Pick<ScenarioWorker, 'lines' | 'zones' | 'shapes'>,
	flats: readonly FlatScenario[]
): ScenarioGeometry {
	/** The second scenario knows its own things by their own keys. */
	const ofAll = <T>(
		keys: readonly string[],
		ask: (flat: FlatScenario, keys: readonly string[]) => Promise<T>
	): Promise<readonly T[]> =>
		Promise.all(flats.map((flat, place) => ask(flat, place === 0 ? keys : keys.map(ownKey))));
	return {
		lines: async (keys) => (await ofAll(keys, (flat, own) => worker.lines(flat, own))).reduce(filled),
		async zones() {
			const known = new Set<string>();
			const zones = (await ofAll([], (flat) => worker.zones(flat))).flatMap(({ keys, rings, lng, lat }) =>
				keys.flatMap((key, row) => {
					if (known.has(key)) return [];
					known.add(key);
					return { key, ring: rings[row]!, lng: lng[row]!, lat: lat[row]! }; // one a key
				})
			);
			return {
				keys: zones.map(({ key }) => key),
				rings: zones.map(({ ring }) => ring),
				lng: zones.map(({ lng }) => lng),
				lat: zones.map(({ lat }) => lat)
			};
		},
		async blocks(keys) {
			const blocks = await ofAll(keys, (flat, own) => worker.shapes(flat, own));
			const of = keys.map((_, row) => blocks.find(({ rings }) => rings[row]!.length > 0));
			const stands = keys.map((_, row) => blocks.find(({ lngLat }) => !Number.isNaN(lngLat[2 * row])));
			return {
				rings: of.map((block, row) => block?.rings[row] ?? []),
				heights: of.map((block, row) => block?.heights[row] ?? 0),
				lngLat: Float64Array.from(
					stands.flatMap((block, row) => [...(block?.lngLat.slice(2 * row, 2 * row + 2) ?? [NaN, NaN])])
				)
			};
		}
	};
}

/** Lines of `other` where `own` has none; both are of the same keys. */
function filled(own: Lines, other: Lines): Lines {
	const rows = own.starts.length - 1;
	const starts = new Uint32Array(rows + 1);
	const of = (row: number) => (own.starts[row] === own.starts[row + 1] ? other : own);
	for (let row = 0; row < rows; row++) {
		const from = of(row).starts;
		starts[row + 1] = starts[row]! + from[row + 1]! - from[row]!;
	}
	const points = new Float64Array(2 * starts[rows]!);
	for (let row = 0; row < rows; row++) {
		const from = of(row);
		points.set(from.points.subarray(2 * from.starts[row]!, 2 * from.starts[row + 1]!), 2 * starts[row]!);
	}
	return { starts, points };
}
