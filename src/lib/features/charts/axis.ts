import type { ViewLayout } from '#lib/queries/cubes/view-definition.ts';
import { formatMinute, formatShort, formatTime } from '#lib/ui/format.ts';

/** A mark under a chart: at which edge of a bar (0 … count), and its text. */
export interface Tick {
	readonly at: number;
	readonly text: string;
}

const DAY_MS = 86_400_000;
/** Up to such a span marks are told to the second. */
const SECONDS_MS = 600_000;
const day = (locale: string, zone: string, at: number, year: boolean) =>
	new Intl.DateTimeFormat(
		locale === 'en' ? 'en-GB' : locale,
		year
			? { timeZone: zone, year: 'numeric', month: 'numeric' }
			: { timeZone: zone, month: locale === 'en' ? 'short' : 'numeric', day: 'numeric' }
	).format(at);

/** Edges of the bars in the column's unit; undefined for categories. */
export function barEdges({ edges, shift, count }: ViewLayout): readonly number[] | undefined {
	return edges && Array.from({ length: count + 1 }, (_, bar) => edges[bar << shift] as number);
}

/** About `most` marks for a chart's axis. */
export function ticksOf(layout: ViewLayout, locale: string, zone: string, most: number): Tick[] {
	const { count, definition } = layout;
	const edges = barEdges(layout);
	if (!edges) return [];
	const step = Math.max(1, Math.ceil(count / most));
	const span = (edges.at(-1) as number) - (edges[0] as number);
	const ticks: Tick[] = [];
	for (let bar = 0; bar <= count; bar += step) {
		const value = edges[bar] as number;
		ticks.push({
			at: bar,
			text: definition.kind === 'time' ? timeTick(locale, zone, value, span) : formatShort(locale, value)
		});
	}
	return ticks;
}

function timeTick(locale: string, zone: string, at: number, span: number): string {
	if (span <= SECONDS_MS) return formatTime(locale, zone, at);
	if (span <= 2 * DAY_MS) return formatMinute(locale, zone, at);
	return day(locale, zone, at, span > 400 * DAY_MS);
}

/** An edge in words, to the minute for times. */
export function edgeText(
	kind: ViewLayout['definition']['kind'],
	locale: string,
	zone: string,
	value: number
): string {
	if (kind !== 'time') return formatShort(locale, value);
	return new Intl.DateTimeFormat(locale === 'en' ? 'en-GB' : locale, {
		timeZone: zone,
		month: 'short',
		day: 'numeric',
		hour: '2-digit',
		minute: '2-digit',
		hourCycle: 'h23'
	}).format(value);
}
