import type { EpochMs } from '#lib/model/units.ts';

/** A page of a list stays so long. */
export const PAGE_MS = 12_000;

/** One page of a list that is longer than its room. */
export interface ListPage<T> {
	readonly items: readonly T[];
	/** From 1. */
	readonly page: number;
	readonly pages: number;
}

/** The page whose turn it is by the server's clock, the same on every machine; `room`: items that fit, at least one. */
export function pageOf<T>(items: readonly T[], room: number, serverNow: EpochMs): ListPage<T> {
	const size = Math.max(1, Math.floor(room));
	const pages = Math.max(1, Math.ceil(items.length / size));
	const at = Math.floor(serverNow / PAGE_MS) % pages;
	return { items: items.slice(at * size, (at + 1) * size), page: at + 1, pages };
}

/** So many rows of one height fit beneath a head. */
export const roomFor = (height: number, row: number, head = 0): number =>
	Math.max(0, Math.floor((height - head) / row));
