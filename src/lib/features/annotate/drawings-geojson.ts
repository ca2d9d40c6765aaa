import type { Note } from '#lib/model/note.ts';
import { legsOf, sizeOf, spanOf, sum } from './measure.ts';
import { shapeOf, type Drawing } from './drawing.ts';
import { measures } from './tools.ts';

type Place = readonly number[];
type Geometry =
	| { readonly type: 'Point'; readonly coordinates: Place }
	| { readonly type: 'LineString'; readonly coordinates: readonly Place[] }
	| { readonly type: 'Polygon'; readonly coordinates: readonly (readonly Place[])[] };
interface Feature {
	readonly type: 'Feature';
	readonly id?: string;
	readonly geometry: Geometry;
	readonly properties: Readonly<Record<string, string | number>>;
}

/** GeoJSON by RFC 7946: WGS 84 longitude, latitude and, where it was measured, metres over the ground. */
export interface DrawnCollection {
	readonly type: 'FeatureCollection';
	readonly features: readonly Feature[];
}

/** Drawings and measures of a page, and notes of the server, as one collection. */
export const collectionOf = (drawings: readonly Drawing[], notes: readonly Note[]): DrawnCollection => ({
	type: 'FeatureCollection',
	features: [...drawings.map(drawingFeature), ...notes.map(noteFeature)]
});

function drawingFeature(drawing: Drawing): Feature {
	const { tool, corners } = drawing;
	const shape = shapeOf(drawing);
	const places =
		tool === 'height'
			? shape.corners.map((place, index) => [...place, corners[index]!.height])
			: shape.corners; // as many
	return {
		type: 'Feature',
		geometry: geometryOf(shape.kind, places),
		properties: { kind: measures(tool) ? 'measure' : 'drawing', ...measured(drawing) }
	};
}

function noteFeature({ id, shape, text, by, at, edited }: Note): Feature {
	return {
		type: 'Feature',
		id: `note-${id}`,
		geometry: geometryOf(shape.kind, shape.corners),
		properties: {
			kind: 'note',
			text,
			by,
			at: new Date(at).toISOString(),
			...(edited && { edited_by: edited.by, edited_at: new Date(edited.at).toISOString() })
		}
	};
}

/** What a drawing measures: metres and square metres. */
function measured({ tool, corners }: Drawing): Record<string, number> {
	const [from, to] = corners;
	if (tool === 'height' && from && to) {
		const { ground, rise, straight } = spanOf(from, to);
		return { ground_m: millimetres(ground), rise_m: millimetres(rise), straight_m: millimetres(straight) };
	}
	const places = corners.map(({ lng, lat }) => [lng, lat] as const);
	if (tool === 'size' || tool === 'area') {
		const { area, perimeter } = sizeOf(places);
		return { area_m2: millimetres(area), perimeter_m: millimetres(perimeter) };
	}
	return tool === 'point' ? {} : { length_m: millimetres(sum(legsOf(places))) };
}

const millimetres = (value: number): number => Number(value.toFixed(3));

function geometryOf(kind: Note['shape']['kind'], corners: readonly Place[]): Geometry {
	if (kind === 'point') return { type: 'Point', coordinates: corners[0]! }; // a point has one
	if (kind === 'line') return { type: 'LineString', coordinates: corners };
	const ring = isClockwise(corners) ? corners.toReversed() : corners;
	return { type: 'Polygon', coordinates: [[...ring, ring[0]!]] }; // an area has three
}

/** By the sum over its edges; RFC 7946 wants outlines the other way. */
function isClockwise(corners: readonly Place[]): boolean {
	let turned = 0;
	corners.forEach(([x = 0, y = 0], index) => {
		const [nextX = 0, nextY = 0] = corners[(index + 1) % corners.length] ?? [];
		turned += (nextX - x) * (nextY + y);
	});
	return turned > 0;
}
