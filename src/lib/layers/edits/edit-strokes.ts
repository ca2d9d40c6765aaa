import type { LngLat } from '#lib/model/geometry.ts';
import type { LocalFrame } from '#lib/model/local-frame.ts';
import type { EditForm, EditMark } from './edit-marks.ts';
import { arrowsAlong, hatchAcross, type Point } from './hatch.ts';

type Line = Extract<EditForm, { of: 'line' }>;

/** A line as it is drawn. */
export interface EditStroke {
	readonly path: readonly LngLat[];
	/** CSS pixels. */
	readonly width: number;
	/** It has a dark edge. */
	readonly casing: boolean;
	/** It lies on another stroke, and is lighter. */
	readonly light: boolean;
	readonly weight: EditMark['weight'];
}

const WIDTH = { closed: 7, changed: 5, road: 6, transit: 4, gone: 4, there: 2 } as const;
/** Metres on the ground between strokes across, and half their length. */
const HATCH = { step: 18, half: 9 } as const;
const ARROW = { step: 60, half: 7 } as const;

/** Strokes of lines: cased, with strokes across where nothing goes any more, and with arrows where they are wanted. */
export function linesOf(
	frame: LocalFrame,
	lines: readonly { readonly form: Line; readonly weight: EditMark['weight'] }[]
): readonly EditStroke[] {
	return lines.flatMap(({ form, weight }) => {
		const way = form.path.map(([lng, lat]): Point => {
			const [x, y] = frame.toLocal(lng, lat);
			return [x, y];
		});
		const over = (paths: readonly (readonly Point[])[]): EditStroke[] =>
			paths.map((path) => ({
				path: path.map(([x, y]) => placeOf(frame, x, y)),
				width: 2,
				casing: false,
				light: true,
				weight
			}));
		const stops = form.look === 'closed' || form.look === 'gone';
		return [
			{ path: form.path, width: WIDTH[form.look], casing: true, light: false, weight },
			...(stops ? over(hatchAcross(way, HATCH.step, HATCH.half)) : []),
			...(form.arrows ? over(arrowsAlong(way, ARROW.step, ARROW.half)) : [])
		];
	});
}

function placeOf(frame: LocalFrame, x: number, y: number): LngLat {
	const [lng, lat] = frame.toLngLat(x, y, 0);
	return [lng, lat];
}
