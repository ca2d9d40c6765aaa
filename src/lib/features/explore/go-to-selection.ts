import { SCENARIO_LAYER } from '#lib/model/view-spec.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { goToNote } from '../annotate/go-to-note.ts';
import { NOTES_LAYER } from '../map/selection.svelte.ts';
import { buildingRow, pointRow } from './facts.ts';

const MOVER_ZOOM = 16.5;
/** Events concern areas. */
const EVENT_ZOOM = 13;
const PLACE_ZOOM = 17;
/** Rows of results are roads and whole quarters. */
const RESULT_ZOOM = 15;

/** Flies to what is selected: a mover, sensor or event where it is now, a building or a point where its row says. */
export async function goToSelection(session: CitySession): Promise<void> {
	const selected = session.selection.entity;
	if (!selected) return;
	if (selected.layer === NOTES_LAYER) return goToNote(session, selected.id);
	if (selected.layer === SCENARIO_LAYER) {
		const row = session.scenario?.selected;
		const place = row === undefined ? undefined : session.scenario?.placeOf(row);
		if (place) session.scene?.flyTo({ lng: place[0], lat: place[1], zoom: RESULT_ZOOM });
		return;
	}
	const { thing } = session.selection;
	if (thing) return session.scene?.flyTo({ lng: thing.lng, lat: thing.lat, zoom: PLACE_ZOOM });
	const id = session.selection.index;
	if (id === undefined) return;
	const place = session.onMap(selected.layer)?.placeOf?.(id);
	if (place) {
		const zoom = session.layer(selected.layer)?.kind === 'alerts' ? EVENT_ZOOM : MOVER_ZOOM;
		session.scene?.flyTo({ lng: place[0], lat: place[1], zoom });
		return;
	}
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

/** Selects an event of a list and flies to where it is. */
export async function goToEvent(session: CitySession, layer: string, offset: number): Promise<void> {
	await session.selection.pick(layer, offset);
	await goToSelection(session);
}
