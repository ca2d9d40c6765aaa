import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import type { LngLat } from '#lib/model/geometry.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { detectorStretches } from '../roads/detector-stretches.ts';
import type { RoadLink } from '../roads/road-link.ts';
import { groupDifferences, type DifferenceMarks } from './difference-marks.ts';
import { tokenOfDifference } from './difference-token.ts';

/** Metres above the ground, so that road surfaces never swallow a line. */
const LIFT = 2.5;
/** Width by rank, metres on the ground, and the least on the screen. */
const WIDTH = { 1: 9, 2: 13, 3: 18 } as const;
const LEAST_PX = 1.6;
/** An increase is outlined by so much of its width. */
const EDGE = 1.6;
const WALL = 1.8;

/** Draws the stretch of road that each detector speaks for; which is found once, while detectors stand where they do. */
export function differenceRoads(
	links: readonly RoadLink[]
): (context: SceneContext, marks: DifferenceMarks) => Layer[] {
	let joined:
		{ readonly lngLat: Float64Array; readonly linksOfRow: ReadonlyMap<number, RoadLink[]> } | undefined;
	const linksOf = (lngLat: Float64Array) => {
		if (!joined || !sameNumbers(joined.lngLat, lngLat))
			joined = { lngLat, linksOfRow: spokenFor(links, lngLat) };
		return joined.linksOfRow;
	};
	return (context, marks) => {
		const { classes, stale, selected } = marks;
		const linksOfRow = linksOf(marks.lngLat);
		const { missing, same, less, more } = groupDifferences(marks);
		const least = LEAST_PX * (context.look === 'wall' ? WALL : 1);
		const colourOf = (row: number) => context.colour(tokenOfDifference(classes[row] as number));
		const lines = (id: string, rows: readonly number[], share: number, colour: (row: number) => Rgba) => {
			const data = rows.flatMap((row) => (linksOfRow.get(row) ?? []).map((link) => ({ row, link })));
			return data.length === 0
				? []
				: [
						new PathLayer<(typeof data)[number]>({
							id: `difference-${id}`,
							data: Object.assign(data, { rows: Uint32Array.from(data, ({ row }) => row) }),
							pickable: true,
							getPath: ({ link }) => link.lngLat.map(([lng, lat]) => context.toScene(lng, lat, LIFT)),
							getWidth: ({ link }) => WIDTH[link.rank] * share,
							getColor: ({ row }) => colour(row),
							widthMinPixels: least * share,
							capRounded: true,
							jointRounded: true,
							parameters: PLACED_PARAMETERS
						})
					];
		};
		const old = [...same, ...less, ...more].filter((row) => stale[row] === 1);
		const chosen = selected === undefined ? [] : [selected];
		return [
			...lines('missing', missing, 0.4, () => context.colour('--line-strong')),
			...lines('casing', chosen, 2.6, () => context.colour('--sel-casing')),
			...lines('chosen', chosen, 2, () => context.colour('--sel-ring')),
			...lines('same', same, 0.7, colourOf),
			...lines('less', less, 1, colourOf),
			...lines('edge', more, EDGE, () => context.colour('--tx-0', 200)),
			...lines('more', more, 1, colourOf),
			...lines('hollow', old, 0.5, () => context.colour('--map-land'))
		];
	};
}

type Rgba = [red: number, green: number, blue: number, alpha: number];

function spokenFor(links: readonly RoadLink[], lngLat: Float64Array): ReadonlyMap<number, RoadLink[]> {
	const detectors = Array.from({ length: lngLat.length / 2 }, (_, row): LngLat | undefined => {
		const [lng, lat] = [lngLat[2 * row] as number, lngLat[2 * row + 1] as number];
		return Number.isNaN(lng) ? undefined : [lng, lat];
	});
	const ofRow = new Map<number, RoadLink[]>();
	detectorStretches(links, detectors).forEach((row, index) => {
		const link = links[index];
		if (row < 0 || !link) return;
		const known = ofRow.get(row);
		if (known) known.push(link);
		else ofRow.set(row, [link]);
	});
	return ofRow;
}

const sameNumbers = (a: Float64Array, b: Float64Array): boolean =>
	a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
