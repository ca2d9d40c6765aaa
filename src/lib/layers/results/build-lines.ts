import type { Layer } from '@deck.gl/core';
import { PathLayer } from '@deck.gl/layers';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { PLACED_PARAMETERS } from '../overlay-parameters.ts';
import type { ResultDrawing, ResultShape } from './result-drawing.ts';
import { RightOfWay } from './right-of-way.ts';

/** Above the ground, so that road surfaces never swallow a line. */
const LIFT: Metres = 4;
/** Of the largest, and what every line has. */
const WIDEST_PX = 12;
const LEAST_PX = 1.5;
/** An increase is outlined by so much. */
const EDGE_PX = 1.2;
/** Thinner lines would be nothing but edge. */
const EDGED_PX = 3;
const CHOSEN_PX = 5;
/** A wall is read from metres away. */
const WALL = 1.8;

type Lines = Extract<ResultShape, { of: 'lines' }>;
type Rgba = [red: number, green: number, blue: number, alpha: number];

/** Lines beside the middle of their road, as wide as their share; increases of a difference have an edge. */
export function buildLines(context: SceneContext, drawing: ResultDrawing, shape: Lines): Layer[] {
	const { rows, tokenOf, shareOf, isMore, selected } = drawing;
	const scale = context.look === 'wall' ? WALL : 1;
	const paths = new Map<number, Float64Array>();
	const pathOf = (row: number) => {
		const known = paths.get(row);
		if (known) return known;
		const made = pathInScene(context, shape, row);
		paths.set(row, made);
		return made;
	};
	const widthOf = (row: number) => scale * (LEAST_PX + (WIDEST_PX - LEAST_PX) * shareOf(row));
	const palette = new Map<string, Rgba>();
	const colourOf = (row: number) => {
		const token = tokenOf(row);
		const known = palette.get(token) ?? context.colour(token);
		palette.set(token, known);
		return known;
	};
	const lines = (
		id: string,
		which: readonly number[],
		width: (row: number) => number,
		colour: (row: number) => Rgba
	): Layer[] =>
		which.length === 0
			? []
			: [
					new PathLayer<number>({
						id: `result-${id}`,
						data: Object.assign([...which], { rows: Uint32Array.from(which) }),
						pickable: true,
						getPath: pathOf,
						positionFormat: 'XYZ',
						_pathType: 'open',
						getWidth: width,
						widthUnits: 'pixels',
						getColor: colour,
						jointRounded: true,
						extensions: [new RightOfWay()],
						parameters: PLACED_PARAMETERS
					})
				];
	const there = [...rows].filter((row) => (shape.starts[row + 1] ?? 0) - (shape.starts[row] ?? 0) > 1);
	const chosen = selected !== undefined && there.includes(selected) ? [selected] : [];
	const edge = context.colour('--tx-0');
	return [
		...lines(
			'casing',
			chosen,
			(row) => widthOf(row) + 2 * CHOSEN_PX,
			() => context.colour('--sel-casing')
		),
		...lines(
			'chosen',
			chosen,
			(row) => widthOf(row) + CHOSEN_PX,
			() => context.colour('--sel-ring')
		),
		...lines(
			'edge',
			there.filter((row) => isMore(row) && widthOf(row) >= EDGED_PX * scale),
			(row) => widthOf(row) + EDGE_PX * scale,
			() => edge
		),
		...lines('lines', there, widthOf, colourOf)
	];
}

function pathInScene(context: SceneContext, { starts, points }: Lines, row: number): Float64Array {
	const [from, to] = [starts[row] as number, starts[row + 1] as number];
	const path = new Float64Array(3 * (to - from));
	for (let point = from; point < to; point++)
		path.set(
			context.toScene(points[2 * point] as number, points[2 * point + 1] as number, LIFT),
			3 * (point - from)
		);
	return path;
}
