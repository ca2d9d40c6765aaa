import type { Layer } from '@deck.gl/core';
import { SolidPolygonLayer } from '@deck.gl/layers';
import type { Flows } from '#lib/model/gather/flows.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import type { Classed } from '../styled/classed.ts';
import { flowRibbon } from './flow-ribbon.ts';

export interface FlowsToBuild {
	readonly id: string;
	readonly flows: Flows;
	readonly colours: Classed;
	/** Tokens of the classes that are drawn; undefined: all flows are. */
	readonly drawn?: ReadonlySet<string> | undefined;
	/** 0 to 1; undefined: what suits them. */
	readonly opacity: number | undefined;
	readonly metresPerPixel: Metres;
}

/** Width of the largest flow at its beginning, and what every flow has at least. */
const WIDEST_PX = 16;
const LEAST_PX = 1.5;
const OPACITY = 0.85;
const LIFT: Metres = 4;

/** Ribbons from where journeys begin to where they end; the largest lie on top. */
export function buildFlows(
	context: SceneContext,
	{ id, flows, colours, drawn, opacity = OPACITY, metresPerPixel }: FlowsToBuild
): Layer[] {
	const largest = flows.count[0] ?? 1;
	// Small ones first: the list has the largest first.
	const order = Uint32Array.from(flows.count.keys())
		.filter((flow) => !drawn || drawn.has(colours.tokenOf(flows.count[flow] as number) ?? ''))
		.reverse();
	const middle = (cell: number | undefined) => ((cell ?? 0) + 0.5) * flows.size;
	const polygons = Array.from(order, (flow) => {
		const count = flows.count[flow] as number;
		const width = Math.max(LEAST_PX, WIDEST_PX * (count / largest)) * metresPerPixel;
		const outline = flowRibbon(
			[middle(flows.fromColumn[flow]), middle(flows.fromRow[flow])],
			[middle(flows.toColumn[flow]), middle(flows.toRow[flow])],
			width
		);
		const polygon: [number, number, number][] = [];
		for (let index = 0; index < outline.length; index += 2) {
			const [lng, lat] = context.frame.toLngLat(outline[index] as number, outline[index + 1] as number);
			polygon.push(context.toScene(lng, lat, LIFT));
		}
		const token = colours.tokenOf(count);
		return { polygon, colour: context.colour(token ?? '--line-strong', Math.round(255 * opacity)) };
	});
	return [
		new SolidPolygonLayer({
			id,
			data: Object.assign(polygons, { rows: order }),
			getPolygon: ({ polygon }: (typeof polygons)[number]) => polygon,
			getFillColor: ({ colour }: (typeof polygons)[number]) => colour,
			extruded: false,
			pickable: true,
			parameters: OVERLAY_PARAMETERS
		})
	];
}
