import type { Layer } from '@deck.gl/core';
import { PathLayer, ScatterplotLayer, SolidPolygonLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS, PLACED_PARAMETERS } from '../overlay-parameters.ts';
import type { PaintedRows } from '../points/paint-rows.ts';
import type { AreaPart, ShapePart, Shapes } from './load-shapes.ts';

export interface ShapesToBuild {
	readonly id: string;
	readonly shapes: Shapes;
	/** 1 for rows inside the linked filters; undefined = no filter. */
	readonly mask: Uint8Array | undefined;
	readonly token: string;
	/** How rows are coloured by a column; undefined: all alike. */
	readonly painted: PaintedRows | undefined;
	/** Of areas, 0 to 1. */
	readonly opacity: number | undefined;
	/** Lines that no column colours are thin and faint. */
	readonly isFaint: boolean;
}

type Colour = [number, number, number, number];

/** An area shows what lies on it. */
const FILL = 0.22;
/** A coloured area says its value: its colour has to be seen. */
const PAINTED_FILL = 0.6;
const FAINT = { width: 1.25, alpha: 105 };
const NO_VALUE = '--line-strong';
/** Filling is work of this thread: beyond so many vertices areas are outlines only. */
const MOST_FILLED = 200_000;

/** Lines, outlines and fills of rows inside the filters; of the others a trace, underneath. */
export function buildShapes(context: SceneContext, given: ShapesToBuild): Layer[] {
	const { id, shapes, mask, token, painted, opacity, isFaint } = given;
	const isInside = ({ row }: ShapePart) => mask === undefined || mask[row] === 1;
	const colourOf = colours(context, token, painted);
	const faint = isFaint && !painted;
	const areas = shapes.areas.filter(isInside);
	const fill = Math.round(255 * (opacity ?? (painted ? PAINTED_FILL : FILL)));
	const vertices = areas.reduce((sum, { places }) => sum + places.length / 3, 0);
	const outside = mask ? shapes.lines.filter((part) => !isInside(part)) : [];
	return [
		...(vertices > 0 && vertices <= MOST_FILLED
			? [
					new SolidPolygonLayer<AreaPart>({
						id: `${id}-areas`,
						data: withRows(areas),
						pickable: true,
						getPolygon: ({ places, holes }) => ({ positions: places, holeIndices: [...holes] }),
						positionFormat: 'XYZ',
						getFillColor: ({ row }) => faded(colourOf(row), fill),
						parameters: PLACED_PARAMETERS
					})
				]
			: []),
		...(outside.length > 0
			? [lineLayer(`${id}-outside`, outside, 0.75, () => context.colour(token, 70))]
			: []),
		lineLayer(
			id,
			shapes.lines.filter(isInside),
			faint ? FAINT.width : 2,
			faint ? (row) => faded(colourOf(row), FAINT.alpha) : colourOf
		),
		new ScatterplotLayer<ShapePart>({
			id: `${id}-points`,
			data: withRows(shapes.points.filter(isInside)),
			pickable: true,
			getPosition: ({ places: [x = 0, y = 0, z = 0] }) => [x, y, z],
			getRadius: 16,
			radiusMinPixels: 2.5,
			radiusMaxPixels: 5,
			getFillColor: ({ row }) => colourOf(row),
			billboard: true,
			parameters: OVERLAY_PARAMETERS
		})
	];
}

function lineLayer(
	id: string,
	parts: readonly ShapePart[],
	width: number,
	colourOf: (row: number) => Colour
): Layer {
	return new PathLayer<ShapePart>({
		id,
		data: withRows(parts),
		pickable: true,
		getPath: ({ places }) => places,
		positionFormat: 'XYZ',
		_pathType: 'open',
		getColor: ({ row }) => colourOf(row),
		getWidth: width,
		widthUnits: 'pixels',
		jointRounded: true,
		parameters: OVERLAY_PARAMETERS
	});
}

/** Parts, with the row of the table for each: what a pick answers. */
const withRows = <P extends ShapePart>(parts: readonly P[]) =>
	Object.assign([...parts], { rows: Uint32Array.from(parts, ({ row }) => row) });

function colours(
	context: SceneContext,
	token: string,
	painted: PaintedRows | undefined
): (row: number) => Colour {
	const own = context.colour(token);
	if (!painted) return () => own;
	const palette = new Map(painted.tokens.map((one) => [one, context.colour(one)]));
	const none = context.colour(NO_VALUE);
	return (row) => palette.get(painted.tokenOf(row) ?? '') ?? none;
}

const faded = ([red, green, blue]: Colour, alpha: number): Colour => [red, green, blue, alpha];
