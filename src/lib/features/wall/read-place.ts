import type { WallPlace } from './geometry.svelte.ts';

/** `col=` and `row=` of a link, counted from 0: one machine's part of a wall. Undefined: all of it. */
export function readPlace(parameters: Pick<URLSearchParams, 'get'>): WallPlace | undefined {
	const [column, row] = ['col', 'row'].map((name) => {
		const value = parameters.get(name);
		return value !== null && /^\d{1,2}$/.test(value) ? Number(value) : undefined;
	});
	return column === undefined ? undefined : { column, row: row ?? 0 };
}
