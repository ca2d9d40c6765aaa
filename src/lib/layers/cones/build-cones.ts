import type { Layer } from '@deck.gl/core';
import { PathLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { buildDots } from '../sensors/build-dots.ts';
import type { SensorsToBuild } from '../sensors/sensor-form.ts';
import { paint, type Rgba } from '../sensors/sensor-rows.ts';
import { isStaleRow, isThere } from '../sensors/sensor-style.ts';
import { sector } from './sector.ts';

/** What a camera sees is drawn over the road, not under it. */
const LIFT = 2.5;
const FILL_ALPHA = 110;
/** From farther away a field of view is smaller than its camera's dot. */
const FAR = 6;
/** Words of status of cameras that show nothing. */
const BLIND = new Set(['offline', 'fault', 'off']);

interface Cone {
	readonly row: number;
	readonly outline: [number, number, number][];
	readonly hollow: boolean;
}

/** A sector on the ground for what each camera sees, hollow when it sees nothing now, and a dot for the camera. */
export function buildCones(context: SceneContext, sensors: SensorsToBuild): Layer[] {
	const { id, style, metresPerPixel } = sensors;
	const dots = buildDots(context, sensors);
	const cones = metresPerPixel > FAR ? [] : conesOf(context, sensors);
	if (cones.length === 0) return dots;
	const colourOf = paint(context, style);
	const seeing = cones.filter(({ hollow }) => !hollow);
	return [
		new SolidPolygonLayer({
			id: `${id}-seen`,
			data: Object.assign(seeing, { rows: Uint32Array.from(seeing, ({ row }) => row) }),
			pickable: true,
			getPolygon: ({ outline }: Cone) => outline,
			getFillColor: ({ row }: Cone) => withAlpha(colourOf(row), FILL_ALPHA),
			parameters: PLACED_PARAMETERS
		}),
		new PathLayer({
			id: `${id}-edges`,
			data: cones,
			getPath: ({ outline }: Cone) => [...outline, outline[0]!],
			getColor: ({ row, hollow }: Cone) => withAlpha(colourOf(row), hollow ? 150 : 220),
			getWidth: 1.25,
			widthUnits: 'pixels',
			parameters: PLACED_PARAMETERS
		}),
		...dots
	];
}

function conesOf(context: SceneContext, { values, also, statuses }: SensorsToBuild): Cone[] {
	const { bearing, fov, range } = also;
	if (!bearing || !fov || !range) return [];
	const cones: Cone[] = [];
	for (let row = 0; row < values.count; row++) {
		const [turn, wide, reach] = [bearing[row]!, fov[row]!, range[row]!];
		if (!isThere(values, row) || Number.isNaN(turn + wide + reach)) continue;
		const [lng, lat] = [values.lngLat[2 * row]!, values.lngLat[2 * row + 1]!];
		const [east, north] = context.frame.toLocal(lng, lat);
		const outline = sector(turn, wide, reach).map(([x, y]) => {
			const [cornerLng, cornerLat] = context.frame.toLngLat(east + x, north + y, 0);
			return context.toScene(cornerLng, cornerLat, LIFT);
		});
		const blind = BLIND.has(statuses[values.status[row] as number] ?? '');
		cones.push({ row, outline, hollow: blind || isStaleRow(values, row) });
	}
	return cones;
}

const withAlpha = ([red, green, blue]: Rgba, alpha: number): [number, number, number, number] => [
	red,
	green,
	blue,
	alpha
];
