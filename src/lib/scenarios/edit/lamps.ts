import type { LampsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { ringContains } from '#lib/model/ring.ts';

const HOURS = 24;

/** Lamps after edits. An hour that a schedule covers in part has the mean of it; hours that it does not cover stay. */
export function editLamps(lamps: LampsPart, edits: readonly ScenarioEdit[]): LampsPart {
	const level = lamps.level.slice();
	for (const edit of edits) {
		if (edit.kind !== 'lamps') continue;
		const schedule = edit.schedule.map((period) => ({ ...period, covered: coveredHours(period) }));
		lamps.lng.forEach((lng, lamp) => {
			if (edit.within && !ringContains(edit.within, lng, lamps.lat[lamp]!)) return;
			for (const period of schedule)
				for (let hour = 0; hour < HOURS; hour++) {
					const share = period.covered[hour]!;
					const at = lamp * HOURS + hour;
					if (share > 0) level[at] = share * period.level + (1 - share) * level[at]!;
				}
		});
	}
	return { ...lamps, level };
}

type Period = ScenarioEditOf<'lamps'>['schedule'][number];

/** Part of each hour of the day that a period covers; one that ends before it begins goes on past midnight. */
function coveredHours({ from, to }: Period): number[] {
	const spans = to >= from ? [[from, to] as const] : [[from, HOURS] as const, [0, to] as const];
	return Array.from({ length: HOURS }, (_, hour) =>
		spans.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(end, hour + 1) - Math.max(begin, hour)), 0)
	);
}
