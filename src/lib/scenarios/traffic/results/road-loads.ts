import { BPR, type CityNetwork } from '../city/city-network.ts';

/** What drives on the roads, by carriageway. */
export interface RoadLoads {
	/** Vehicles an hour. */
	readonly flow: Float64Array;
	/** Minutes; Infinity where it is closed. */
	readonly time: Float64Array;
	/** Minutes more than without traffic. */
	readonly delay: Float64Array;
}

/** @param linkFlow vehicles an hour by link of the city's network */
export function roadLoads({ carriageways, linkOf }: CityNetwork, linkFlow: Float64Array): RoadLoads {
	const { count, freeTime, capacity, closed } = carriageways;
	const flow = new Float64Array(count);
	const time = new Float64Array(count);
	const delay = new Float64Array(count);
	for (let way = 0; way < count; way++) {
		if (closed[way] === 1) {
			time[way] = Infinity;
			continue;
		}
		flow[way] = linkOf[way]! < 0 ? 0 : linkFlow[linkOf[way]!]!;
		const load = flow[way]! / capacity[way]!;
		delay[way] = freeTime[way]! * BPR.b * (load * load * (load * load));
		time[way] = freeTime[way]! + delay[way]!;
	}
	return { flow, time, delay };
}
