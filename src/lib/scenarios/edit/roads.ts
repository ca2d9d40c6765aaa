import type { RoadsPart } from '#lib/model/scenario/city-parts.ts';
import type { ScenarioEdit, ScenarioEditOf } from '#lib/model/scenario/edit.ts';
import { addRoads } from './add-roads.ts';
import { impossible } from './impossible.ts';

const ONEWAY = { both: 0, forward: 1, backward: -1 } as const;

/** Columns of the links that edits change, as copies. */
type ChangedLinks = Pick<
	RoadsPart['links'],
	'oneway' | 'maxSpeed' | 'lanes' | 'capacity' | 'greenShare' | 'closed'
>;

/**
 * Roads after edits. A closed link stays a row, so that its flow can be compared. More or fewer lanes, or another
 * direction, change a capacity that the edit does not give in proportion to the lanes of a direction. Throws
 * INPUT_INVALID naming a link that is not there, or a new road whose end no node is near.
 */
export function editRoads(roads: RoadsPart, edits: readonly ScenarioEdit[]): RoadsPart {
	const { oneway, maxSpeed, lanes, capacity, greenShare, closed } = roads.links;
	const changed: ChangedLinks = {
		oneway: oneway.slice(),
		maxSpeed: maxSpeed.slice(),
		lanes: lanes.slice(),
		capacity: capacity.slice(),
		greenShare: greenShare.slice(),
		closed: closed.slice()
	};
	edits.forEach((edit, place) => {
		if (edit.kind !== 'road') return;
		for (const link of edit.links) {
			if (link >= roads.links.key.length)
				throw impossible(place, {
					en: `The edit ${place + 1} changes the road ${link}, but the pack has only ${roads.links.key.length}.`,
					zh: `第 ${place + 1} 项改动指向道路 ${link}，而数据包只有 ${roads.links.key.length} 条道路。`
				});
			change(changed, link, edit);
		}
	});
	return addRoads({ ...roads, links: { ...roads.links, ...changed } }, edits);
}

function change(links: ChangedLinks, link: number, edit: ScenarioEditOf<'road'>): void {
	const before = perDirection(links, link);
	if (edit.closed !== undefined) links.closed[link] = edit.closed ? 1 : 0;
	if (edit.direction !== undefined) links.oneway[link] = ONEWAY[edit.direction];
	const knewLanes = !Number.isNaN(links.lanes[link]!);
	if (edit.lanes !== undefined) links.lanes[link] = edit.lanes;
	if (edit.maxSpeed !== undefined) links.maxSpeed[link] = edit.maxSpeed;
	if (edit.greenShare !== undefined) links.greenShare[link] = edit.greenShare;
	if (edit.capacity !== undefined) links.capacity[link] = edit.capacity;
	// Lanes that replace an unknown number of them say nothing about the old capacity: class and lanes give a new one.
	else if (edit.lanes !== undefined && !knewLanes) links.capacity[link] = NaN;
	else if (edit.lanes !== undefined || edit.direction !== undefined) {
		const after = perDirection(links, link);
		if (after !== before) links.capacity[link]! *= after / before;
	}
}

/** Lanes of one direction; halves and wholes of an unknown number. */
function perDirection({ lanes, oneway }: ChangedLinks, link: number): number {
	const all = Number.isNaN(lanes[link]!) ? 1 : lanes[link]!;
	return oneway[link] === 0 ? all / 2 : all;
}
