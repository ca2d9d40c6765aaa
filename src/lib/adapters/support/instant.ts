import type { EpochMs } from '#lib/model/units.ts';
import { checkTime, shortened } from './row-check.ts';

export type ParsedInstant =
	| { readonly ok: true; readonly at: EpochMs; readonly zoned: boolean }
	| { readonly ok: false; readonly reason: string };

/** Below this a number of an epoch is seconds (until the year 5138), from it on milliseconds (from 3 March 1973). */
const LEAST_MS = 1e11;

/** An epoch number in seconds or milliseconds, told apart by its size. */
export function instantOfNumber(value: number): ParsedInstant {
	const at = Math.abs(value) < LEAST_MS ? Math.round(value * 1000) : Math.round(value);
	const reason = checkTime('the time', at);
	return reason === undefined ? { ok: true, at, zoned: true } : { ok: false, reason };
}

const ISO =
	/^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?\s?(Z|[+-]\d{2}(?::?\d{2})?)?$/i;

/**
 * ISO 8601 date and time: seconds and fraction may be missing, a space may stand for the `T`, a date alone is
 * its midnight. Without a zone, `zone` (minutes east of UTC) is used and `zoned` is false; without either it is refused.
 */
export function instantOfText(text: string, zone?: number): ParsedInstant {
	const parts = ISO.exec(text.trim());
	if (!parts) return { ok: false, reason: `"${shortened(text)}" is not an ISO 8601 time` };
	const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset] = parts;
	const at = utc(
		[Number(year), Number(month), Number(day)],
		[Number(hour), Number(minute), Number(second)],
		fraction
	);
	if (at === undefined) return { ok: false, reason: `"${shortened(text)}" is on no calendar or clock` };
	const east = offset === undefined ? zone : minutesEast(offset);
	if (east === undefined)
		return {
			ok: false,
			reason: `"${shortened(text)}" ${offset === undefined ? 'names no zone; end it with Z or +08:00' : 'has an unknown zone'}`
		};
	return { ok: true, at: at - east * 60_000, zoned: offset !== undefined };
}

/** `Z`, `UTC`, `+08:00`, `-0530`, `+8` in minutes east of UTC; nothing when it is something else. */
export function minutesEast(zone: string): number | undefined {
	if (/^(z|utc|gmt)$/i.test(zone)) return 0;
	const parts = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/i.exec(zone);
	if (!parts) return undefined;
	const minutes = Number(parts[2]) * 60 + Number(parts[3] ?? 0);
	return minutes > 14 * 60 || Number(parts[3] ?? 0) > 59 ? undefined : parts[1] === '-' ? -minutes : minutes;
}

function utc(
	[year, month, day]: readonly [number, number, number],
	[hour, minute, second]: readonly [number, number, number],
	fraction: string
): EpochMs | undefined {
	// A leap second is read as the next second; 24:00 as the next midnight.
	const midnight = hour === 24 && minute === 0 && second === 0;
	if (minute > 59 || second > 60 || (hour > 23 && !midnight)) return undefined;
	const date = new Date(0);
	date.setUTCFullYear(year, month - 1, day);
	if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return undefined;
	return (
		date.getTime() +
		((hour * 60 + minute) * 60 + second) * 1000 +
		Math.floor(Number(`0.${fraction || '0'}`) * 1000)
	);
}
