import type { Seconds } from '#lib/model/units.ts';

export interface Coverage {
	readonly people: number;
	/** By service: people with one of it within the limit. */
	readonly byService: readonly number[];
	/** People with every service within the limit: the life circle. */
	readonly all: number;
	/** By point: how many services are within the limit. */
	readonly services: Uint8Array;
}

/**
 * How many people have what they need within a time: fifteen minutes on foot for a 15-minute life circle
 * (GB 50180-2018). `seconds`: by service and point, to the nearest; Infinity: none is reached.
 */
export function coverage(
	people: ArrayLike<number>,
	seconds: readonly ArrayLike<Seconds>[],
	within: Seconds
): Coverage {
	const byService = seconds.map(() => 0);
	const services = new Uint8Array(people.length);
	let [everybody, all] = [0, 0];
	for (let point = 0; point < people.length; point++) {
		everybody += people[point]!;
		seconds.forEach((takes, service) => {
			if (!(takes[point]! <= within)) return;
			byService[service]! += people[point]!;
			services[point]!++;
		});
		if (services[point] === seconds.length) all += people[point]!;
	}
	return { people: everybody, byService, all, services };
}

/** The value below which half of the people are; undefined when half of them have none (Infinity). */
export function middleOfPeople(people: ArrayLike<number>, values: ArrayLike<number>): number | undefined {
	const order = Array.from(values, (_, point) => point).filter((point) => people[point]! > 0);
	order.sort((a, b) => (values[a]! === values[b]! ? a - b : values[a]! - values[b]!));
	const half = order.reduce((sum, point) => sum + people[point]!, 0) / 2;
	let below = 0;
	for (const point of order) {
		below += people[point]!;
		if (below >= half) return Number.isFinite(values[point]!) ? values[point]! : undefined;
	}
	return undefined;
}
