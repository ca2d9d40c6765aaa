import type { SearchHit } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';

/** Names and addresses that match; throws FEED_UNREACHABLE when the server does not answer. */
export async function search(query: string, signal: AbortSignal): Promise<readonly SearchHit[]> {
	const response = await fetch(`/api/search?q=${encodeURIComponent(query)}&limit=8`, { signal });
	if (!response.ok) throw new AppError('FEED_UNREACHABLE', { feed: '/api/search', status: response.status });
	const { hits } = (await response.json()) as { hits: readonly SearchHit[] }; // our own server's answer
	return hits;
}

/** `40.7484, -73.9857` or `116.4 39.9` as a place; the order is told by ranges, latitude first when both fit. */
export function readPosition(text: string): { lng: number; lat: number } | undefined {
	const match = /^\s*(-?\d+(?:\.\d+)?)\s*[,，\s]\s*(-?\d+(?:\.\d+)?)\s*$/.exec(text);
	if (!match) return undefined;
	const [first, second] = [Number(match[1]), Number(match[2])];
	if (Math.abs(first) <= 90 && Math.abs(second) <= 180) return { lat: first, lng: second };
	return Math.abs(second) <= 90 && Math.abs(first) <= 180 ? { lat: second, lng: first } : undefined;
}
