import type { TimeZone } from '#lib/queries/time-zone.ts';
import type { EpochMs, Milliseconds } from '#lib/model/units.ts';

const DAY: Milliseconds = 86_400_000;
const UNITS: Readonly<Record<string, Milliseconds>> = {
	s: 1000,
	秒: 1000,
	m: 60_000,
	min: 60_000,
	分: 60_000,
	分钟: 60_000,
	h: 3_600_000,
	时: 3_600_000,
	小时: 3_600_000,
	d: DAY,
	天: DAY,
	日: DAY,
	w: 7 * DAY,
	周: 7 * DAY
};
const DAYS_BACK: Readonly<Record<string, number>> = {
	今天: 0,
	today: 0,
	昨天: 1,
	yesterday: 1,
	前天: 2,
	明天: -1,
	tomorrow: -1
};

/** What somebody typed: an instant, the present, or not understood (undefined). */
export type TypedTime = { readonly kind: 'live' } | { readonly kind: 'at'; readonly at: EpochMs };

/**
 * Understands `-6h`, `6小时前`, `昨天 8点`, `yesterday 8pm`, `8:15` (the last such time), `11-21 08:30`,
 * `2026-11-21 08:30`, ISO 8601, `now`. Times without a zone are on the city's clocks.
 */
export function readTypedTime(text: string, now: EpochMs, zone: TimeZone): TypedTime | undefined {
	const words = normal(text);
	if (/^(now|live|现在|实时)$/.test(words)) return { kind: 'live' };
	const at = relative(words, now) ?? zoned(text.trim()) ?? onTheClock(words, now, zone);
	return at === undefined || !Number.isFinite(at) ? undefined : { kind: 'at', at };
}

/** Full-width signs and capitals as their plain forms, one space between words. */
const normal = (text: string): string => text.normalize('NFKC').trim().toLowerCase().replaceAll(/\s+/g, ' ');

function relative(words: string, now: EpochMs): EpochMs | undefined {
	const match =
		/^(?:now ?)?-(?<number>\d+(?:\.\d+)?) ?(?<unit>[a-z]+|[\u4e00-\u9fff]+)$/.exec(words) ??
		/^(?<number>\d+(?:\.\d+)?) ?(?<unit>[a-z]+|秒|分钟|分|小时|天|周) ?(?:ago|前)$/.exec(words);
	const unit = UNITS[match?.groups?.['unit'] ?? ''];
	return match && unit !== undefined ? now - Math.round(Number(match.groups?.['number']) * unit) : undefined;
}

function zoned(text: string): EpochMs | undefined {
	if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})$/i.test(text)) return undefined;
	const at = Date.parse(text);
	return Number.isFinite(at) ? at : undefined;
}

const DATE = /^(?:(?<year>\d{4})[-/年.])?(?<month>\d{1,2})[-/月.](?<day>\d{1,2})日?(?:[ t]|$)/;

function onTheClock(words: string, now: EpochMs, zone: TimeZone): EpochMs | undefined {
	const today = Math.floor(zone.toWall(now) / DAY) * DAY;
	const named = Object.keys(DAYS_BACK).find((name) => words.startsWith(name));
	const date = named === undefined ? DATE.exec(words) : undefined;
	const rest = words.slice(named?.length ?? date?.[0].length ?? 0).trim();
	const time = rest === '' && (named !== undefined || date) ? 0 : timeOfDay(rest);
	if (time === undefined) return undefined;
	if (named !== undefined) return zone.fromWall(today - (DAYS_BACK[named] ?? 0) * DAY + time);
	if (!date) {
		const at = zone.fromWall(today + time);
		return at <= now ? at : zone.fromWall(today - DAY + time);
	}
	const { year, month, day } = date.groups as { year?: string; month: string; day: string }; // both in the pattern
	const midnight = (y: number) => Date.UTC(y, Number(month) - 1, Number(day));
	const thisYear = new Date(today).getUTCFullYear();
	const wall = midnight(year === undefined ? thisYear : Number(year));
	if (new Date(wall).getUTCMonth() !== Number(month) - 1 || new Date(wall).getUTCDate() !== Number(day))
		return undefined; // no such day
	const at = zone.fromWall(wall + time);
	return year === undefined && at > now ? zone.fromWall(midnight(thisYear - 1) + time) : at;
}

const TIME =
	/^(?:at )?(?<half>上午|下午|晚上|早上|凌晨|中午)? ?(?<hour>\d{1,2})(?:(?::|点|时)(?:(?<quarter>半)|(?<minute>\d{1,2})分?(?::(?<second>\d{1,2}))?)?)? ?(?<meridiem>am|pm)?$/;

/** Milliseconds after midnight; undefined when it is no time of a day. A bare number is not one. */
function timeOfDay(text: string): Milliseconds | undefined {
	const match = TIME.exec(text);
	if (!match || /^\d+$/.test(text)) return undefined;
	const { half, hour, quarter, minute, second, meridiem } = match.groups ?? {};
	const later = meridiem === 'pm' || half === '下午' || half === '晚上';
	const twelve = meridiem !== undefined || half !== undefined;
	let hours = Number(hour);
	if (meridiem !== undefined && (hours < 1 || hours > 12)) return undefined;
	if (half === '晚上' && hours === 12) hours = 24;
	else if ((later && hours < 12) || (half === '中午' && hours < 11)) hours += 12;
	else if (twelve && !later && half !== '中午' && hours === 12) hours = 0;
	const minutes = quarter ? 30 : Number(minute ?? 0);
	const seconds = Number(second ?? 0);
	if ((hours > 23 && half !== '晚上') || hours > 24 || minutes > 59 || seconds > 59) return undefined;
	return ((hours * 60 + minutes) * 60 + seconds) * 1000;
}
