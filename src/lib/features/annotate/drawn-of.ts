import type { Drawn, DrawnPlace } from '#lib/layers/drawn/drawn.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Drawing } from './drawing.ts';
import { groundDistance, sizeOf, spanOf } from './measure.ts';
import { areaText, lengthText } from './measure-text.ts';
import { TOOL_SHAPES } from './tools.ts';

/** What the map shows of a page's drawings. */
export interface ToDraw {
	readonly kept: readonly Drawing[];
	/** Under way. */
	readonly drawing: Drawing | undefined;
	/** Where the next corner would be set. */
	readonly next: DrawnPlace | undefined;
	/** A cross stands there. */
	readonly byKeys: boolean;
	/** Areas that hold rows of charts. */
	readonly filters: readonly (readonly LngLat[])[];
	readonly locale: string;
}

/** Legs of a way that has more of them are not labelled: figures would cover it. */
const MOST_LEGS = 30;

/** Strokes, corners and figures; of the drawing under way with the corner that would come next. */
export function drawnOf({ kept, drawing, next, byKeys, filters, locale }: ToDraw): Drawn {
	const open = drawing && !drawing.ended ? drawing : undefined;
	const growing = open && next ? { ...open, corners: [...open.corners, next] } : open;
	const all = [...kept, ...(growing ? [growing] : [])];
	return {
		strokes: [
			...filters.map((ring) => ({ places: ring.map(onGround), closed: true, quiet: false })),
			...all.map((one) => ({
				places: one.corners,
				closed: TOOL_SHAPES[one.tool].kind === 'area',
				quiet: one !== growing
			}))
		],
		dots: [...kept.filter(({ tool }) => TOOL_SHAPES[tool].kind !== 'area'), ...(open ? [open] : [])].flatMap(
			({ corners }) => corners
		),
		labels: all.flatMap((one) => labelsOf(one, locale)),
		...(open && byKeys && next && { cross: next })
	};
}

function labelsOf({ tool, corners }: Drawing, locale: string): Drawn['labels'][number][] {
	const [from, to] = corners;
	if (tool === 'height')
		return from && to ? [{ at: between(from, to), text: lengthText(locale, spanOf(from, to).straight) }] : [];
	if (tool === 'size' || tool === 'area') {
		if (corners.length < 3) return [];
		const { area } = sizeOf(corners.map(lngLat));
		return [{ at: middleOf(corners), text: areaText(locale, area) }];
	}
	if (corners.length > MOST_LEGS) return [];
	return corners.slice(1).map((corner, index) => {
		const before = corners[index]!; // slice leaves the one before
		return {
			at: between(before, corner),
			text: lengthText(locale, groundDistance(lngLat(before), lngLat(corner)))
		};
	});
}

const lngLat = ({ lng, lat }: DrawnPlace): LngLat => [lng, lat];
const onGround = ([lng, lat]: LngLat): DrawnPlace => ({ lng, lat, height: 0 });
const between = (a: DrawnPlace, b: DrawnPlace): DrawnPlace => middleOf([a, b]);

function middleOf(places: readonly DrawnPlace[]): DrawnPlace {
	const mean = (of: (place: DrawnPlace) => number) =>
		places.reduce((sum, place) => sum + of(place), 0) / places.length;
	return { lng: mean(({ lng }) => lng), lat: mean(({ lat }) => lat), height: mean(({ height }) => height) };
}
