import type { Layer } from '@deck.gl/core';
import type { SceneContext } from '#lib/scene/contract.ts';
import { ColumnBodyLayer } from '../columns/column-body-layer.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { groupDifferences, type DifferenceMarks } from './difference-marks.ts';
import { tokenOfDifference } from './difference-token.ts';

/** Metres above the ground, so that road surfaces never swallow a square. */
const LIFT = 2;
/** Of a cell's edge: neighbours stand apart by the rest, and increases stand in a frame. */
const COVERAGE = 0.94;
const FRAMED = 0.78;
const OPACITY = 210;

/** A square each; where nothing changed it is the neutral one, an increase is framed. */
export function buildDifferenceCells(context: SceneContext, marks: DifferenceMarks): Layer[] {
	const { lngLat, classes, size = 0 } = marks;
	const { same, less, more } = groupDifferences(marks);
	const colourOf = (row: number) => context.colour(tokenOfDifference(classes[row] as number), OPACITY);
	const squares = (
		id: string,
		rows: readonly number[],
		coverage: number,
		colour: (row: number) => [number, number, number, number]
	): Layer[] =>
		rows.length === 0
			? []
			: [
					new ColumnBodyLayer({
						id: `difference-${id}`,
						data: Object.assign([...rows], { rows: Uint32Array.from(rows) }),
						pickable: true,
						getPosition: (row: number) =>
							context.toScene(lngLat[2 * row] as number, lngLat[2 * row + 1] as number, LIFT),
						getFillColor: colour,
						// Four corners, turned so that the sides lie along the axes.
						diskResolution: 4,
						angle: 45,
						radius: size * Math.SQRT1_2,
						coverage,
						extruded: false,
						material: { ambient: 1, diffuse: 0, specularColor: [0, 0, 0] },
						parameters: OVERLAY_PARAMETERS
					})
				];
	return [
		...squares('same', same, COVERAGE, colourOf),
		...squares('less', less, COVERAGE, colourOf),
		...squares('frame', more, COVERAGE, () => context.colour('--tx-0', OPACITY)),
		...squares('more', more, FRAMED, colourOf)
	];
}
