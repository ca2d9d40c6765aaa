import type { Layer } from '@deck.gl/core';
import type { Hexagons, Squares } from '#lib/model/gather/cell-ground.ts';
import type { Cells } from '#lib/model/gather/cells.ts';
import type { Metres } from '#lib/model/units.ts';
import type { SceneContext } from '#lib/scene/contract.ts';
import { BlockBodyLayer } from '../columns/block-body-layer.ts';
import { ColumnBodyLayer } from '../columns/column-body-layer.ts';
import { OVERLAY_PARAMETERS, PLACED_PARAMETERS } from '../overlay-parameters.ts';
import { binary } from '../points/placed-rows.ts';
import type { Classed } from '../styled/classed.ts';
import { valueHeight } from '../styled/value-height.ts';
import { cellCentres } from './cell-centres.ts';
import { hexagonOutlines } from './hexagon-outlines.ts';

export interface CellsToBuild {
	readonly id: string;
	readonly cells: Cells;
	readonly colours: Classed;
	/** Tokens of the classes that are drawn; undefined: all cells are. */
	readonly drawn?: ReadonlySet<string> | undefined;
	readonly raised: boolean;
	/** Of the fills, 0 to 1; undefined: what suits them. */
	readonly opacity: number | undefined;
	/** The greatest size of a value. */
	readonly highest: number;
	readonly metresPerPixel: Metres;
}

/** Of a cell's edge: neighbours stand apart by the rest. */
const COVERAGE = 0.94;
/** Metres above the ground, so that road surfaces never swallow a cell. */
const LIFT: Metres = 2;
/** The city shines through cells that lie on it. */
const FLAT_OPACITY = 0.82;
const NO_VALUE = '--line-strong';
const NO_VALUE_OPACITY = 0.45;
/** All light is ambient: the colour of a top is that of its class. */
const AMBIENT = { ambient: 1, diffuse: 0, specularColor: [0, 0, 0] as [number, number, number] };
/** Bodies that hide each other, as buildings do. */
const SOLID = { ...PLACED_PARAMETERS, depthWriteEnabled: true } as const;

/** Every cell in the colour of its class; cells whose rows say no value lie flat and neutral, whatever the others do. */
export function buildCells(context: SceneContext, cells: CellsToBuild): Layer[] {
	const { id, cells: gathered, colours, raised, drawn } = cells;
	const said: number[] = [];
	const silent: number[] = [];
	for (let cell = 0; cell < gathered.value.length; cell++) {
		const token = colours.tokenOf(gathered.value[cell] as number);
		if (token === undefined && !drawn) silent.push(cell);
		else if (token !== undefined && (!drawn || drawn.has(token))) said.push(cell);
	}
	const opacity = cells.opacity ?? (raised ? 1 : FLAT_OPACITY);
	const tokens = new Map(
		colours.tokens.map((token) => [token, context.colour(token, Math.round(255 * opacity))])
	);
	const none = context.colour(NO_VALUE, Math.round(255 * NO_VALUE_OPACITY));
	const fillOf = (cell: number) => tokens.get(colours.tokenOf(gathered.value[cell] as number) ?? '') ?? none;
	const { ground } = gathered;
	const bodies = (drawn: Bodies): Layer[] => {
		if (drawn.chosen.length === 0) return [];
		return [
			ground.shape === 'squares'
				? squares(context, cells, ground, drawn)
				: hexagons(context, cells, ground, drawn)
		];
	};
	return [
		...bodies({ id: `${id}-silent`, chosen: silent, fillOf: () => none, raised: false }),
		...bodies({ id, chosen: said, fillOf, raised })
	];
}

/** Cells that are drawn alike. */
interface Bodies {
	readonly id: string;
	readonly chosen: readonly number[];
	readonly fillOf: (cell: number) => readonly number[];
	readonly raised: boolean;
}

function squares(
	context: SceneContext,
	{ cells, highest, metresPerPixel }: CellsToBuild,
	ground: Squares,
	{ id, chosen, fillOf, raised }: Bodies
): Layer {
	const centres = cellCentres(context, ground, LIFT);
	const positions = new Float64Array(3 * chosen.length);
	const fills = new Uint8ClampedArray(4 * chosen.length);
	chosen.forEach((cell, index) => {
		positions.set(centres.subarray(3 * cell, 3 * cell + 3), 3 * index);
		fills.set(fillOf(cell), 4 * index);
	});
	const heightOf = (cell: number) => valueHeight(cells.value[cell] as number, highest, metresPerPixel);
	return new ColumnBodyLayer({
		id,
		data: binary(
			{ positions, rows: Uint32Array.from(chosen) },
			{
				getFillColor: { value: fills, size: 4 },
				...(raised && { getElevation: { value: Float32Array.from(chosen, heightOf), size: 1 } })
			}
		),
		pickable: true,
		// Four corners, turned so that the sides lie along the axes.
		diskResolution: 4,
		angle: 45,
		radius: ground.size * Math.SQRT1_2,
		coverage: COVERAGE,
		extruded: raised,
		flatShading: true,
		material: AMBIENT,
		parameters: raised ? SOLID : OVERLAY_PARAMETERS
	});
}

function hexagons(
	context: SceneContext,
	{ cells, highest, metresPerPixel }: CellsToBuild,
	ground: Hexagons,
	{ id, chosen, fillOf, raised }: Bodies
): Layer {
	const outlines = hexagonOutlines(context, ground, { lift: LIFT, coverage: COVERAGE });
	return new BlockBodyLayer<number>({
		// Not the id of squares: deck would go on drawing those.
		id: `${id}-hexagons`,
		data: Object.assign([...chosen], { rows: Uint32Array.from(chosen) }),
		pickable: true,
		_normalize: false,
		getPolygon: (cell: number) => outlines[cell] as Float64Array,
		getFillColor: (cell: number) => fillOf(cell) as [number, number, number, number],
		...(raised && {
			getElevation: (cell: number) => valueHeight(cells.value[cell] as number, highest, metresPerPixel)
		}),
		extruded: raised,
		material: AMBIENT,
		parameters: raised ? SOLID : OVERLAY_PARAMETERS
	});
}
