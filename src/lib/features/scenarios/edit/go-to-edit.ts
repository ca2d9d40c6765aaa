import type { ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { zoomOfBox } from '../../annotate/go-to-note.ts';
import { boxOfPlaces } from './box-of-places.ts';
import type { EditDesk } from './edit-desk.svelte.ts';
import type { EditShape } from './edit-tool.ts';
import { shapesOf } from './edit-tools.ts';
import { cornersOf, formsOf } from './marks-of.ts';

/** Brings what an edit changes into the picture; what is about the whole city leaves the camera where it is. */
export const goToEdit = (desk: EditDesk, edit: ScenarioEdit): void => goToShapes(desk, shapesOf(edit));

/** Brings things that edits name into the picture. */
export function goToShapes({ session, things }: EditDesk, shapes: readonly EditShape[]): void {
	const box = boxOfPlaces(cornersOf(shapes.flatMap((shape) => formsOf(shape, things))));
	if (!box) return;
	const { width, height } = session.mapSize;
	const [west, south, east, north] = box;
	session.scene?.flyTo({
		lng: (west + east) / 2,
		lat: (south + north) / 2,
		zoom: zoomOfBox(box, Math.min(width, height))
	});
}
