import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import type { LngLat } from '#lib/model/geometry.ts';
import type { LayerValues } from '#lib/model/live-values.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import type { DrawSensors, SensorsToBuild } from '../sensors/sensor-form.ts';
import { paint, type Rgba } from '../sensors/sensor-rows.ts';
import { isStaleRow, isThere } from '../sensors/sensor-style.ts';
import { detectorStretches } from './detector-stretches.ts';
import type { RoadLink } from './road-link.ts';

/** Metres above the ground, so that road surfaces never swallow a line. */
const LIFT = 2.5;
/** Width by rank, metres on the ground, and the least on the screen. */
const WIDTH = { 1: 9, 2: 13, 3: 18 } as const;
const LEAST_PX = 1.4;
const WALL = 1.8;

/** A link with the row of the detector that speaks for it. */
interface Stretch {
	readonly row: number;
	readonly path: [number, number, number][];
	readonly width: number;
}

/** Draws roads from the links of a pack: which detector speaks for which is found once, while they stand where they do. */
export function roadBuilder(links: readonly RoadLink[]): DrawSensors {
	let joined: { readonly lngLat: Float64Array; readonly speaker: Int32Array } | undefined;
	const speakersOf = ({ lngLat, count }: LayerValues): Int32Array => {
		if (joined && sameNumbers(joined.lngLat, lngLat)) return joined.speaker;
		const detectors = Array.from({ length: count }, (_, row): LngLat | undefined => {
			const [lng, lat] = [lngLat[2 * row]!, lngLat[2 * row + 1]!];
			return Number.isNaN(lng) ? undefined : [lng, lat];
		});
		joined = { lngLat, speaker: detectorStretches(links, detectors) };
		return joined.speaker;
	};
	let placed: { readonly speaker: Int32Array; readonly frame: object; readonly all: Stretch[] } | undefined;
	return (context, sensors) => {
		const speaker = speakersOf(sensors.values);
		if (placed?.speaker !== speaker || placed.frame !== context.frame)
			placed = { speaker, frame: context.frame, all: stretchesOf(context, links, speaker) };
		return buildRoads(context, sensors, placed.all);
	};
}

/** Fresh stretches are solid, stale ones hollow in the colour of the last that was said, those without a value thin. */
function buildRoads(context: SceneContext, sensors: SensorsToBuild, all: readonly Stretch[]): Layer[] {
	const { id, values, style, selected } = sensors;
	const colourOf = paint(context, style);
	const least = LEAST_PX * (context.look === 'wall' ? WALL : 1);
	const there = all.filter(({ row }) => isThere(values, row));
	const silent = there.filter(({ row }) => style.classOfRow[row] === -1);
	const said = there.filter(({ row }) => style.classOfRow[row] !== -1);
	const stale = said.filter(({ row }) => isStaleRow(values, row));
	// What is loud lies over what is quiet where roads meet.
	const loudest = (stretch: Stretch) => style.classOfRow[stretch.row] as number;
	const lowFirst = sensors.style.tokens[0] === '--seq-7' ? -1 : 1;
	const ordered = said.toSorted((a, b) => lowFirst * (loudest(a) - loudest(b)));
	const chosen = there.filter(({ row }) => row === selected);
	const land = context.colour('--map-land');
	const lines = (name: string, data: readonly Stretch[], share: number, colour: (row: number) => Rgba) =>
		data.length === 0 ? [] : [line(`${id}-${name}`, data, { share, least: least * share, colour })];
	return [
		...lines('silent', silent, 0.4, colourOf),
		...lines('casing', chosen, 2.2, () => context.colour('--sel-casing')),
		...lines('chosen', chosen, 1.7, () => context.colour('--sel-ring')),
		...lines('said', ordered, 1, colourOf),
		...lines('hollow', stale, 0.5, () => land)
	];
}

function line(
	id: string,
	data: readonly Stretch[],
	{ share, least, colour }: { share: number; least: number; colour: (row: number) => Rgba }
): Layer {
	return new PathLayer({
		id,
		data: Object.assign([...data], { rows: Uint32Array.from(data, ({ row }) => row) }),
		pickable: true,
		getPath: ({ path }: Stretch) => path,
		getWidth: ({ width }: Stretch) => width * share,
		getColor: ({ row }: Stretch) => [...colour(row)] as [number, number, number, number],
		widthMinPixels: least,
		capRounded: true,
		jointRounded: true,
		parameters: PLACED_PARAMETERS
	});
}

function stretchesOf(context: SceneContext, links: readonly RoadLink[], speaker: Int32Array): Stretch[] {
	return links.flatMap(({ lngLat, rank }, index): Stretch[] => {
		const row = speaker[index]!;
		return row < 0
			? []
			: [{ row, width: WIDTH[rank], path: lngLat.map(([lng, lat]) => context.toScene(lng, lat, LIFT)) }];
	});
}

const sameNumbers = (a: Float64Array, b: Float64Array): boolean =>
	a.length === b.length && a.every((value, index) => Object.is(value, b[index]));
