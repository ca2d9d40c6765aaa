import Boxes from '@lucide/svelte/icons/boxes';
import Building2 from '@lucide/svelte/icons/building-2';
import History from '@lucide/svelte/icons/history';
import MapPin from '@lucide/svelte/icons/map-pin';
import type { SearchHit } from '#lib/model/city.ts';
import type { EntityHit } from '#lib/model/entity-hit.ts';
import { goToSelection } from '../explore/go-to-selection.ts';
import type { CitySession } from '../map/session.svelte.ts';
import { hitNote } from './hit-words.ts';
import type { PaletteEntry } from './palette-entry.ts';
import { keepRecent, type Recent } from './recent.ts';

const STREET_ZOOM = 15;
const PLACE_ZOOM = 17;

/** A place of the city's index. Chosen, it is remembered. */
export function placeEntry(session: CitySession, hit: SearchHit): PaletteEntry {
	const { kind, name, lng, lat, building } = hit;
	const place = {
		lng,
		lat,
		zoom: kind === 'street' || kind === 'place' ? STREET_ZOOM : PLACE_ZOOM,
		...(building !== undefined && { building })
	};
	const kept: Recent = {
		id: `place:${name}:${lng},${lat}`,
		title: name,
		note: hitNote(hit),
		place
	};
	return {
		...kept,
		icon: building === undefined ? MapPin : Building2,
		act: () => chooseKept(session, kept)
	};
}

/** A live thing. Chosen, its layer shows, and it is remembered. */
export function thingEntry(session: CitySession, { layer, urn, title }: EntityHit): PaletteEntry {
	const shown = session.layers.find(({ stream }) => stream === layer);
	const kept: Recent = {
		id: `thing:${layer}:${urn}`,
		title,
		note: shown?.title() ?? layer,
		thing: { layer: shown?.id ?? layer, id: urn }
	};
	return { ...kept, icon: Boxes, also: urn, act: () => chooseKept(session, kept) };
}

export const recentEntry = (session: CitySession, kept: Recent): PaletteEntry => ({
	...kept,
	id: `recent:${kept.id}`,
	icon: History,
	act: () => chooseKept(session, kept)
});

function chooseKept(session: CitySession, kept: Recent): void {
	const { place, thing } = kept;
	keepRecent(session.city.id, kept);
	if (place) {
		const { building, ...where } = place;
		session.scene?.flyTo(where);
		if (building !== undefined) session.view.select([{ layer: 'building', id: String(building) }]);
	}
	if (thing) {
		if (session.layer(thing.layer) && !session.view.shows(thing.layer))
			session.view.showLayer(thing.layer, true);
		session.view.select([thing]);
		void flyWhenFound(session);
	}
}

const LOOKS = 20;
const LOOK_MS = 250;

/** A layer that was not on the map has its things a moment later. */
async function flyWhenFound(session: CitySession): Promise<void> {
	const wanted = session.selection.entity;
	for (let look = 0; look < LOOKS; look++) {
		if (session.selection.entity !== wanted) return;
		if (session.selection.index !== undefined) return goToSelection(session);
		await new Promise((waited) => setTimeout(waited, LOOK_MS));
	}
}
