import type { SearchHit } from '#lib/model/city.ts';
import type { EntityHit } from '#lib/model/entity-hit.ts';
import { askServer } from '#lib/state/ask-server.ts';

/** What the server finds for words. */
export interface Found {
	readonly places: readonly SearchHit[];
	readonly things: readonly EntityHit[];
}

/**
 * Names and addresses of the city, and live things, that match; of a server without live layers only the former.
 * Throws FEED_UNREACHABLE, ABORTED.
 */
export async function askPalette(words: string, wantPlaces: boolean, signal: AbortSignal): Promise<Found> {
	const query = encodeURIComponent(words);
	const [places, things] = await Promise.all([
		wantPlaces
			? askServer<{ hits: readonly SearchHit[] }>(`/api/search?q=${query}&limit=8`, { signal })
			: { hits: [] },
		askServer<{ entities: readonly EntityHit[] }>(`/api/entities?q=${query}`, { signal }).catch(
			(thrown: unknown) => {
				if (signal.aborted) throw thrown;
				return { entities: [] };
			}
		)
	]);
	return { places: places.hits, things: things.entities };
}

/** `40.7484, -73.9857` or `116.4 39.9` as a place; the order is told by ranges, latitude first when both fit. */
export function readPosition(text: string): { lng: number; lat: number } | undefined {
	const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
	if (!match) return undefined;
	const [first, second] = [Number(match[1]), Number(match[2])];
	if (Math.abs(first) <= 90 && Math.abs(second) <= 180) return { lat: first, lng: second };
	return Math.abs(second) <= 90 && Math.abs(first) <= 180 ? { lat: second, lng: first } : undefined;
}
