import type { Layer } from '@deck.gl/core';
import { ScatterplotLayer } from '@deck.gl/layers';
import type { SceneContext } from '#lib/scene/contract.ts';
import { OVERLAY_PARAMETERS } from '../overlay-parameters.ts';
import { selectionRing } from '../selection-ring.ts';
import { groupDifferences, type DifferenceMarks } from './difference-marks.ts';
import { tokenOfDifference } from './difference-token.ts';

/** Metres above the ground, so that road surfaces never swallow a dot. */
const LIFT = 3;
/** Radius by the size of the class, pixels at the least. */
const RADIUS_PX = [3.5, 4.5, 5.5, 6.5] as const;
const MISSING_PX = 2.5;
/** A wall is read from metres away. */
const WALL = 1.8;

/**
 * A dot each, larger the more it differs. Increases are edged in the text's colour and decreases in the halo's, for eyes and prints
 * that cannot tell the colours; entities without a difference are small rings, those that are too old hollow.
 */
export function buildDifferenceDots(context: SceneContext, marks: DifferenceMarks): Layer[] {
	const { lngLat, classes, stale, selected } = marks;
	const { missing, same, less, more } = groupDifferences(marks);
	const scale = context.look === 'wall' ? WALL : 1;
	const land = context.colour('--map-land');
	const colourOf = (row: number) => context.colour(tokenOfDifference(classes[row] as number));
	const dots = (id: string, rows: readonly number[], edge: string, hollow = false): Layer[] =>
		rows.length === 0
			? []
			: [
					new ScatterplotLayer<number>({
						id: `difference-${id}`,
						data: Object.assign([...rows], { rows: Uint32Array.from(rows) }),
						pickable: true,
						stroked: true,
						getPosition: (row) =>
							context.toScene(lngLat[2 * row] as number, lngLat[2 * row + 1] as number, LIFT),
						getRadius: (row) =>
							scale * (hollow ? MISSING_PX : (RADIUS_PX[Math.abs(classes[row] as number)] ?? MISSING_PX)),
						radiusUnits: 'pixels',
						getFillColor: (row) => (hollow || stale[row] === 1 ? land : colourOf(row)),
						getLineColor: (row) => (stale[row] === 1 && !hollow ? colourOf(row) : context.colour(edge)),
						getLineWidth: (row) => (stale[row] === 1 ? 2 : 1) * scale,
						lineWidthUnits: 'pixels',
						billboard: true,
						parameters: OVERLAY_PARAMETERS
					})
				];
	const layers = [
		...dots('missing', missing, '--line-strong', true),
		...dots('same', same, '--map-label-halo'),
		...dots('less', less, '--map-label-halo'),
		...dots('more', more, '--tx-0')
	];
	if (selected === undefined || Number.isNaN(lngLat[2 * selected] ?? NaN)) return layers;
	const at = context.toScene(lngLat[2 * selected] as number, lngLat[2 * selected + 1] as number, LIFT);
	return [...layers, ...selectionRing(context, 'difference', at)];
}
