import type { Milliseconds } from '#lib/model/units.ts';

/** Minutes and seconds that are left: 08:12; 61:05 beyond an hour. Never below nothing. */
export function shortAge(left: Milliseconds): string {
	const seconds = Math.max(0, Math.ceil(left / 1000));
	const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
	return `${two(seconds / 60)}:${two(seconds % 60)}`;
}
