import type { CitySession } from '../map/session.svelte.ts';
import { buildingRow, pointRow } from './facts.ts';

const MOVER_ZOOM = 16.5;
const PLACE_ZOOM = 17;

/** Flies to what is selected: a mover where it is now, a building or a point where its row says. */
export async function goToSelection(session: CitySession): Promise<void> {
	const selected = session.view.spec.selection[0];
	if (!selected) return;
	const id = Number(selected.id);
	if (session.layer(selected.layer)?.stream) {
		const card = await (await session.liveClient()).card(selected.layer, id);
		if (card) session.scene?.flyTo({ lng: card.lng, lat: card.lat, zoom: MOVER_ZOOM });
		return;
	}
	const analytics = await session.analytics();
	const row =
		selected.layer === 'building'
			? await buildingRow(analytics, id)
			: await pointRow(analytics, selected.layer, id);
	const [lng, lat] = [row?.['lng'], row?.['lat']];
	if (typeof lng === 'number' && typeof lat === 'number')
		session.scene?.flyTo({ lng, lat, zoom: PLACE_ZOOM });
}
