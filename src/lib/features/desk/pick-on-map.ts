import type { Pick } from '#lib/scene/contract.ts';
import type { CitySession } from '../map/session.svelte.ts';

const MERGED_ZOOM = 16;

/**
 * Selects what was picked on the map; the ground selects nothing, buildings that are merged in the distance come closer.
 * True when there is something to show of it.
 */
export function pickOnMap(session: CitySession, found: Pick | undefined): boolean {
	session.follow(undefined);
	const { view, scene } = session;
	if (!found || found.kind === 'ground') {
		view.select([]);
		return false;
	}
	// Rows that are drawn as one thing are many: the pointer says how many, there is not one to select.
	if (found.kind === 'overlay' && session.onMap(found.layer)?.heap?.(found.index)) {
		view.select([]);
		return false;
	}
	if (found.kind === 'building' && found.merged) {
		scene?.flyTo({ lng: found.lng, lat: found.lat, zoom: Math.max(MERGED_ZOOM, view.spec.camera.zoom) });
		return false;
	}
	if (found.kind === 'building') view.select([{ layer: 'building', id: String(found.id) }]);
	else if (found.kind === 'model') session.selection.model(found);
	else void session.selection.pick(found.layer, found.index);
	return true;
}
