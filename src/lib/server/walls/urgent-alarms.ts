import type { Alarm } from '#lib/model/alarm.ts';
import { visibleTo } from '#lib/server/alarms/visible-alarm.ts';
import { NO_ACCESS } from '#lib/server/auth/access.ts';
import type { Urgent } from './programme/situation.ts';
import { urgentOf } from './programme/urgent.ts';
import type { LiveOfWalls } from './live-of-walls.ts';

/**
 * Alarms of level 1 that nobody has acknowledged, the oldest first, of those that a wall, which everybody in the room
 * reads, may show. In a flood only the oldest of each group: the wall would show nothing else. Looked for again when
 * some alarm changed; what is near one, as it stood when it was first seen.
 */
export function urgentAlarms(live: LiveOfWalls | undefined): () => readonly Urgent[] {
	let known: readonly Urgent[] = [];
	let rev: number | undefined;
	return () => {
		const newest = live?.changes.all().find(({ what }) => what === 'alarms')?.rev;
		if (!live?.alarms || newest === rev) return known;
		rev = newest;
		const { alarms, hub } = live;
		const restriction = (layer: string) => hub.layers.get(layer)?.restricted;
		const { alarms: open, flood } = alarms.list();
		const urgent = open
			.filter(isUrgent)
			.flatMap((alarm) => visibleTo(alarm, NO_ACCESS, restriction) ?? [])
			.toSorted((a, b) => a.raisedAt - b.raisedAt);
		known = (flood ? firstOfEachGroup(urgent) : urgent).map(
			(alarm) =>
				known.find((one) => one.alarm === alarm.id) ?? urgentOf(alarm, alarms.nearby(alarm.id, NO_ACCESS))
		);
		return known;
	};
}

const isUrgent = ({ level, acknowledged, shelved }: Alarm): boolean =>
	level === 1 && !acknowledged && !shelved;

const firstOfEachGroup = (alarms: readonly Alarm[]): readonly Alarm[] =>
	alarms.filter(({ group }, i) => alarms.findIndex((one) => one.group === group) === i);
