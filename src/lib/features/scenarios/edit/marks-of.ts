import type { EditForm } from '#lib/layers/edits/edit-marks.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import { placeOnWay } from '#lib/scenarios/edit/place-on-way.ts';
import type { CityPlace, CityRoad, TransitRoute, TransitStop } from './edit-city.ts';
import type { EditShape } from './edit-tool.ts';
import { bySense } from './same-sense.ts';

/** Where things are that shapes name; undefined: not known yet, or gone from the city. */
export interface PlacedThings {
	roadOf(row: number): CityRoad | undefined;
	facilityOf(row: number): CityPlace | undefined;
	buildingOf(id: number): CityPlace | undefined;
	routeOf(dataset: string, id: string): TransitRoute | undefined;
	stopOf(dataset: string, id: string): TransitStop | undefined;
}

/** What is drawn of a shape; things that nobody knows are not. `choosing`: roads show which way is along them. */
export function formsOf(shape: EditShape, things: PlacedThings, choosing = false): readonly EditForm[] {
	switch (shape.of) {
		case 'links':
			return linkForms(shape, things, choosing);
		case 'line':
			return [{ of: 'line', path: shape.places, look: shape.look }];
		case 'ring':
			return [{ of: 'ring', ring: shape.ring, height: shape.height ?? 0 }];
		case 'place':
			return [{ of: 'place', at: shape.at, look: shape.look, radius: shape.radius ?? 0 }];
		case 'facilities':
			return shape.rows.flatMap((row) => removed(things.facilityOf(row)?.at));
		case 'buildings':
			return shape.ids.flatMap((id) => removed(things.buildingOf(id)?.at));
		case 'stop':
			return removed(things.stopOf(shape.dataset, shape.id)?.at);
		case 'route': {
			const stops = things.routeOf(shape.dataset, shape.id)?.stops ?? [];
			if (stops.length < 2) return [];
			const { by } = shape;
			return by === undefined
				? [{ of: 'line', path: stops, look: 'gone' }]
				: [{ of: 'line', path: stops.toSpliced(placeOnWay(stops, by).before, 0, by), look: 'transit' }];
		}
	}
}

type Links = Extract<EditShape, { of: 'links' }>;

/** Roads as lines, and one sign in the middle of what is closed. */
function linkForms(
	{ rows, look, direction }: Links,
	things: PlacedThings,
	choosing: boolean
): readonly EditForm[] {
	const roads = rows.flatMap((row) => things.roadOf(row) ?? []);
	const { against } = bySense(roads);
	const lines = roads.map(({ row, line }): EditForm => {
		// What is being chosen shows the way that "along" means, what was chosen the way that one may go.
		const turned = choosing ? against.includes(row) : direction === 'backward';
		const path = turned ? line.toReversed() : line;
		const shown = look === 'changed' && (choosing || direction !== undefined);
		return { of: 'line', path, look, ...(shown && { arrows: true }) };
	});
	const middle = roads[Math.floor(roads.length / 2)]?.line;
	const at = middle && middleOf(middle);
	return look === 'closed' ? [...lines, ...removed(at)] : lines;
}

/** Of a line of two corners the place between them. */
function middleOf(line: readonly LngLat[]): LngLat | undefined {
	const [a, b] = [line[Math.ceil(line.length / 2) - 1], line[Math.floor(line.length / 2)]];
	return a && b && [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2];
}

const removed = (at: LngLat | undefined): readonly EditForm[] =>
	at ? [{ of: 'place', at, look: 'removed', radius: 0 }] : [];

/** Places of forms: what has to be in the picture. */
export const cornersOf = (forms: readonly EditForm[]): readonly LngLat[] =>
	forms.flatMap((form) => (form.of === 'line' ? form.path : form.of === 'ring' ? form.ring : [form.at]));
