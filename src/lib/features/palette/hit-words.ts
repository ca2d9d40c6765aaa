import type { SearchHit } from '#lib/model/city.ts';
import { m } from '#lib/paraglide/messages.js';

const KINDS: Readonly<Record<SearchHit['kind'], () => string>> = {
	building: m.hit_building,
	address: m.hit_address,
	street: m.hit_street,
	place: m.hit_place,
	poi: m.hit_poi,
	stop: m.hit_stop
};

/** What a place of the city's index is, and where: what stands beside its name. */
export const hitNote = ({ kind, context }: Pick<SearchHit, 'kind' | 'context'>): string =>
	[KINDS[kind](), context].filter(Boolean).join(' · ');
