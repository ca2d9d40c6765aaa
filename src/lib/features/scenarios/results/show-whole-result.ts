import { zoomOfBox } from '../../annotate/go-to-note.ts';
import type { CitySession } from '../../map/session.svelte.ts';

/** From a flatter angle what is far away hides itself. */
const MOST_TILTED = 40;

/** Brings all that is drawn of a result into the picture; one that lies nowhere leaves the camera where it is. */
export function showWholeResult({ scenario, mapSize, view, scene }: CitySession): void {
	const box = scenario?.box;
	if (!box) return;
	const [west, south, east, north] = box;
	scene?.flyTo({
		lng: (west + east) / 2,
		lat: (south + north) / 2,
		zoom: zoomOfBox(box, Math.min(mapSize.width, mapSize.height)),
		pitch: Math.min(view.spec.camera.pitch, MOST_TILTED)
	});
}
