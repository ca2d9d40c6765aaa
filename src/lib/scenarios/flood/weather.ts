import type { ModelInput } from '#lib/model/scenario/model.ts';
import type { ResultNote } from '#lib/model/scenario/result.ts';
import type { Metres } from '#lib/model/units.ts';

/** What the city has to stand. */
export interface Weather {
	/** Metres of rain in all, and for how long. */
	readonly rain: Metres;
	readonly hours: number;
	/** Of rivers and lakes above their usual level; 0 where they stand lower. */
	readonly rise: Metres;
	readonly notes: readonly ResultNote[];
}

/** The last edit of each kind holds; without one, what was measured. */
export function weatherOf({
	edits,
	readings,
	parameters
}: Pick<ModelInput, 'edits' | 'readings' | 'parameters'>): Weather {
	const notes: ResultNote[] = [];
	const rainfall = edits.findLast((edit) => edit.kind === 'rain');
	const hours = rainfall?.hours ?? Number(parameters['hours']);
	const intensity = rainfall?.intensity ?? Math.max(0, readings.rain?.value ?? 0);
	if (!rainfall && intensity > 0)
		notes.push({
			gravity: 'note',
			words: {
				zh: `雨强取实测值 ${intensity} mm/h，按持续 ${hours} 小时计。`,
				en: `The rain is the one measured: ${intensity} mm/h, taken to go on for ${hours} h.`
			}
		});
	const river = edits.findLast((edit) => edit.kind === 'river');
	const rise = Math.max(0, river?.rise ?? readings['river-rise']?.value ?? 0);
	if (!river && rise > 0)
		notes.push({
			gravity: 'note',
			words: {
				zh: `水位取实测值：高出常水位 ${rise} m。`,
				en: `Rivers stand as measured: ${rise} m above their usual level.`
			}
		});
	const rain = (intensity * hours) / 1000;
	if (rain === 0 && rise === 0)
		notes.push({
			gravity: 'note',
			words: {
				zh: '没有降雨，水位也不高：不会积水。加入“降雨”或“河湖水位”后再算。',
				en: 'It does not rain and no river rises: nothing is flooded. Add rain or a river’s rise.'
			}
		});
	return { rain, hours, rise, notes };
}
