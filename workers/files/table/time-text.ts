import type { TimeZone } from '#lib/queries/time-zone.ts';

/** In which order the digits of a date stand. */
export type DateOrder = 'ymd' | 'mdy' | 'dmy';

/** An instant as a text says it. */
export interface TimeText {
	/** Epoch ms; without a zone, the wall clock's digits as if they were UTC. */
	readonly at: number;
	/** The text names its offset from UTC. */
	readonly zoned: boolean;
}

const COMPACT = /^(\d{4})(\d{2})(\d{2})(?:[T ]?(\d{2})(\d{2})(\d{2})?)?$/;
/**
 * Date with any separators (2024-01-05, 5/1/2024, 2024年1月5日), then perhaps a clock, a half of the day and an
 * offset. What stands before the digits of an offset tells them from others.
 */
const TEXT =
	/^(\d{1,4})[-/.年](\d{1,2})[-/.月](\d{1,4})日?(?:[T\s]+(上午|下午)?(\d{1,2})[:：时点](\d{1,2})?(?:[:：分](\d{1,2})?秒?)?(?:[.,](\d{1,9}))?\s*([AaPp])?\.?[Mm]?\.?\s*(Z|UTC|[+-]\d{2}(?::?\d{2})?)?)?$/;

const ORDERS: readonly DateOrder[] = ['ymd', 'mdy', 'dmy'];

/** Reads one text; undefined when it is no time of this order. */
export function parseTime(text: string, order: DateOrder): TimeText | undefined {
	const compact = order === 'ymd' ? COMPACT.exec(text) : null;
	if (compact) {
		const [, year, month, day, hour = 0, minute = 0, second = 0] = compact;
		return wall(
			[Number(year), Number(month), Number(day)],
			[Number(hour), Number(minute), Number(second)],
			0
		);
	}
	const match = TEXT.exec(text);
	if (!match) return undefined;
	const [, first, second, third, halfBefore, hourText, minute, seconds, fraction, halfAfter, zone] = match;
	const numbers = [Number(first), Number(second), Number(third)] as const;
	if ((order === 'ymd') !== (first?.length === 4) || (order !== 'ymd' && third?.length !== 4))
		return undefined;
	const date: readonly [number, number, number] =
		order === 'ymd'
			? numbers
			: order === 'mdy'
				? [numbers[2], numbers[0], numbers[1]]
				: [numbers[2], numbers[1], numbers[0]];
	let hour = Number(hourText ?? 0);
	const half = halfBefore ? (halfBefore === '下午' ? 'p' : 'a') : halfAfter?.toLowerCase();
	if (half) {
		if (hour < 1 || hour > 12) return undefined;
		hour = (hour % 12) + (half === 'p' ? 12 : 0);
	}
	const milliseconds = fraction === undefined ? 0 : Math.trunc(Number(`0.${fraction}`) * 1000);
	const time = wall(date, [hour, Number(minute ?? 0), Number(seconds ?? 0)], milliseconds);
	if (!time || zone === undefined) return time;
	return { at: time.at - offsetOf(zone), zoned: true };
}

function wall(
	[year, month, day]: readonly [number, number, number],
	[hour, minute, second]: readonly [number, number, number],
	milliseconds: number
): TimeText | undefined {
	if (month < 1 || month > 12 || day < 1 || hour > 24 || minute > 59 || second > 60) return undefined;
	const midnight = Date.UTC(year, month - 1, day);
	if (new Date(midnight).getUTCDate() !== day) return undefined;
	return { at: midnight + hour * 3_600_000 + minute * 60_000 + second * 1000 + milliseconds, zoned: false };
}

/** `+01:30` as milliseconds east of Greenwich. */
function offsetOf(zone: string): number {
	const match = /^([+-])(\d{2}):?(\d{2})?$/.exec(zone);
	if (!match) return 0;
	const minutes = Number(match[2]) * 60 + Number(match[3] ?? 0);
	return (match[1] === '-' ? -1 : 1) * minutes * 60_000;
}

/** The order that reads at least 95 of 100 texts; undefined when they are no times. */
export function dateOrderOf(texts: readonly string[]): DateOrder | undefined {
	if (texts.length === 0) return undefined;
	let best: { order: DateOrder; hits: number } | undefined;
	for (const order of ORDERS) {
		const hits = texts.filter((text) => parseTime(text, order) !== undefined).length;
		if (hits > (best?.hits ?? 0)) best = { order, hits };
	}
	return best && best.hits >= texts.length * 0.95 ? best.order : undefined;
}

/** Turns wall times into instants, in place; of an hour that clocks skip the instant of the jump, of one twice the first. */
export function wallToInstants(values: Float64Array, zone: TimeZone): void {
	let [first, last] = [Infinity, -Infinity];
	for (const value of values) {
		if (value < first) first = value;
		if (value > last) last = value;
	}
	if (first > last) return;
	const DAY = 86_400_000;
	const segments = zone.segments(first - DAY, last + DAY);
	const ends = segments.map(({ to, offset }) => to + offset);
	let current = 0;
	for (let row = 0; row < values.length; row++) {
		const value = values[row] as number;
		if (Number.isNaN(value)) continue;
		if (!(value < (ends[current] as number) && (current === 0 || value >= (ends[current - 1] as number))))
			current = ends.findIndex((end) => value < end);
		const { from, offset } = segments[current] as (typeof segments)[number]; // the last segment has no end
		values[row] = Math.max(value - offset, from);
	}
}
