import { m } from '#lib/paraglide/messages.js';
import { formatValue } from '#lib/ui/format.ts';
import { choiceTitle, ROAD_CLASSES } from './choices.ts';
import type { CityRoad } from './edit-city.ts';
import { inOneLine } from './say.ts';

/** What roads are now, before any edit: their class, and figures that somebody says of them. */
export function presentText(locale: string, roads: readonly CityRoad[]): string {
	const classes = [...new Set(roads.map((road) => choiceTitle(ROAD_CLASSES, road.class)))];
	const range = (of: (road: CityRoad) => number | undefined): string | undefined => {
		const values = roads.flatMap((road) => of(road) ?? []);
		if (values.length === 0) return undefined;
		const [least, most] = [Math.min(...values), Math.max(...values)];
		return least === most
			? formatValue(locale, least)
			: `${formatValue(locale, least)}–${formatValue(locale, most)}`;
	};
	const lanes = range((road) => road.lanes);
	const speed = range((road) => road.maxSpeed);
	const capacity = range((road) => road.capacity);
	return m.edit_now({
		values: inOneLine(
			classes.join(m.edit_say_comma()),
			lanes === undefined ? undefined : m.edit_say_lanes({ count: lanes }),
			speed === undefined ? undefined : m.edit_say_limit({ speed }),
			capacity === undefined ? undefined : m.edit_say_capacity({ count: capacity }),
			roads.every(({ oneway }) => oneway) ? m.edit_say_oneway() : undefined
		)
	});
}
