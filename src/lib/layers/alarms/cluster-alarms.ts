import type { Alarm } from '#lib/model/alarm.ts';
import type { LngLat } from '#lib/model/geometry.ts';
import type { Metres } from '#lib/model/units.ts';

/** Alarms that stand so near to each other that one mark is drawn for them: that of the gravest, where it is. */
export interface AlarmCluster {
	readonly at: LngLat;
	/** Places in the list of alarms, the gravest first. */
	readonly members: readonly number[];
}

const DEGREE: Metres = 111_320;

/** Alarms that have a place, gathered around the gravest within `reach`. */
export function clusterAlarms(alarms: readonly Alarm[], reach: Metres): AlarmCluster[] {
	const clusters: { readonly at: LngLat; readonly members: number[] }[] = [];
	for (const index of byGravity(alarms)) {
		const at = alarms[index]?.place;
		if (!at) continue;
		const near = clusters.find((cluster) => distance(cluster.at, at) < reach);
		if (near) near.members.push(index);
		else clusters.push({ at, members: [index] });
	}
	return clusters;
}

/** By level, in a level what nobody has answered first, then the newest. */
function byGravity(alarms: readonly Alarm[]): number[] {
	const rank = ({ level, acknowledged }: Alarm) => 2 * level + (acknowledged ? 1 : 0);
	return [...alarms.keys()].toSorted((a, b) => {
		const [one, other] = [alarms[a] as Alarm, alarms[b] as Alarm];
		return rank(one) - rank(other) || other.raisedAt - one.raisedAt || a - b;
	});
}

function distance([lngA, latA]: LngLat, [lngB, latB]: LngLat): Metres {
	const east = (lngB - lngA) * Math.cos((latA * Math.PI) / 180);
	return DEGREE * Math.hypot(east, latB - latA);
}
