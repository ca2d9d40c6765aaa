import { z } from 'zod';

const KEY = 'cityloop-recent';
const MOST = 5;

/** Something that was chosen lately, as far as it can be chosen again on another day. */
const recent = z.object({
	id: z.string(),
	title: z.string(),
	note: z.string(),
	/** Of a place. */
	place: z
		.object({ lng: z.number(), lat: z.number(), zoom: z.number(), building: z.number().optional() })
		.optional(),
	/** Of a live thing. */
	thing: z.object({ layer: z.string(), id: z.string() }).optional()
});
export type Recent = z.infer<typeof recent>;

/** Newest first; none where storage is forbidden or holds something else. */
export function readRecent(city: string): readonly Recent[] {
	try {
		return z.array(recent).parse(JSON.parse(localStorage.getItem(`${KEY}-${city}`) ?? '[]'));
	} catch {
		return [];
	}
}

export function keepRecent(city: string, chosen: Recent): void {
	const others = readRecent(city).filter(({ id }) => id !== chosen.id);
	try {
		localStorage.setItem(`${KEY}-${city}`, JSON.stringify([chosen, ...others].slice(0, MOST)));
	} catch {
		// Storage is full or forbidden: nothing is remembered.
	}
}
