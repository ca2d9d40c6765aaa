import { m } from '#lib/paraglide/messages.js';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Drawing } from './drawing.ts';
import { legsOf, sizeOf, spanOf, sum } from './measure.ts';
import { areaText, lengthText, muText, riseText } from './measure-text.ts';
import { TOOL_SHAPES } from './tools.ts';

/** One number of a measure, with its name. */
export interface MeasureLine {
	readonly name: string;
	readonly value: string;
	/** The one that is asked for. */
	readonly main?: true;
}

/** What a drawing measures, in words; nothing while it has too few corners. */
export function measureLines({ tool, corners }: Drawing, locale: string): readonly MeasureLine[] {
	const [from, to] = corners;
	if (tool === 'height') {
		if (!from || !to) return [];
		const { ground, rise, straight } = spanOf(from, to);
		const over = (height: number) => m.measure_over_ground({ height: lengthText(locale, height) });
		return [
			{ name: m.measure_straight(), value: lengthText(locale, straight), main: true },
			{ name: m.measure_ground(), value: lengthText(locale, ground) },
			{ name: m.measure_rise(), value: riseText(locale, rise) },
			{ name: m.measure_from(), value: over(from.height) },
			{ name: m.measure_to(), value: over(to.height) }
		];
	}
	const places = corners.map(({ lng, lat }): LngLat => [lng, lat]);
	if (TOOL_SHAPES[tool].kind === 'area') return places.length < 3 ? [] : sizeLines(places, locale);
	const legs = legsOf(places);
	if (legs.length === 0) return [];
	return [
		{ name: m.measure_total(), value: lengthText(locale, sum(legs)), main: true },
		...(legs.length < 2
			? []
			: legs.map((leg, index) => ({
					name: m.measure_leg({ number: index + 1 }),
					value: lengthText(locale, leg)
				})))
	];
}

function sizeLines(places: readonly LngLat[], locale: string): readonly MeasureLine[] {
	const { area, perimeter } = sizeOf(places);
	const mu = muText(locale, area);
	return [
		{
			name: m.measure_area(),
			value: mu === undefined ? areaText(locale, area) : `${areaText(locale, area)} · ${mu}`,
			main: true
		},
		{ name: m.measure_perimeter(), value: lengthText(locale, perimeter) }
	];
}

/** As text to be pasted elsewhere. */
export const linesAsText = (lines: readonly MeasureLine[]): string =>
	lines.map(({ name, value }) => `${name}\t${value}`).join('\n');
