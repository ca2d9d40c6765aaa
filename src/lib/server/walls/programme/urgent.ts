import type { Alarm } from '#lib/model/alarm.ts';
import type { Nearby, NearbyRole } from '#lib/model/nearby.ts';
import { bothWords } from '#lib/model/wall/profile.ts';
import type { Urgent } from './situation.ts';

/** Characters of a scene's name. */
const LONGEST = 80;

/** What a wall says of an alarm, with the names of what is near it, and the scene that shows it. */
export function urgentOf(
	{ id, title, place, theme }: Pick<Alarm, 'id' | 'title' | 'place' | 'theme'>,
	{ layers }: Pick<Nearby, 'layers'>
): Urgent {
	const named = (role: NearbyRole) =>
		layers
			.filter((layer) => layer.role === role)
			.flatMap(({ neighbours }) => neighbours.map(({ name }) => name));
	return {
		alarm: id,
		title,
		...(place && { place }),
		cameras: named('camera'),
		crews: named('crew'),
		scene: {
			id: `alarm-${id}`,
			name: bothWords.parse({ zh: title.zh.slice(0, LONGEST), en: title.en.slice(0, LONGEST) }),
			layout: 'incident',
			theme,
			language: 'zh-CN',
			tags: []
		}
	};
}
