import type { BushDesk } from './bush-desk.ts';
import type { LinkFlows } from './link-flows.ts';

/**
 * Takes links that nobody uses out of the bush and such in that make a way cheaper (Dial 2006; which may come in without
 * closing a circle: Nie 2010). Afterwards the bush is in order and its ways are measured.
 */
export function renewBush(desk: BushDesk, flows: LinkFlows): void {
	desk.measure(flows);
	// First out, then in: unused dear ways would hide that a link leads forward.
	if (trim(desk)) {
		desk.reorder();
		desk.measure(flows);
	}
	if (widen(desk, flows)) {
		desk.reorder();
		desk.measure(flows);
	}
}

function trim({ network, isIn, flow, cheapestBy, dearestUsed }: BushDesk): boolean {
	const { from, to, links } = network;
	let gone = 0;
	for (let link = 0; link < links; link++) {
		if (!isIn[link] || cheapestBy[to[link]!] === link) continue;
		// What rounding left on a link that no trip comes to is no trip.
		if (flow[link]! > 0 && dearestUsed[from[link]!]! > -Infinity) continue;
		isIn[link] = 0;
		flow[link] = 0;
		gone++;
	}
	return gone > 0;
}

function widen(desk: BushDesk, { cost }: LinkFlows): boolean {
	const { network, origin, isIn, place, cheapest, dearest } = desk;
	const { from, to, firstThrough, links } = network;
	/** From what is nearer by the dearest way to what is farther: with such links alone no circle closes. */
	const isForward = (a: number, b: number) =>
		dearest[a]! < dearest[b]! || (dearest[a] === dearest[b] && place[a]! < place[b]!);
	const [cheaper, shorter]: [number[], number[]] = [[], []];
	for (let link = 0; link < links; link++) {
		const [a, b] = [from[link]!, to[link]!];
		if (isIn[link] || place[a]! < 0 || place[b]! <= 0 || (a < firstThrough && a !== origin)) continue;
		if (!isForward(a, b)) continue;
		if (cheapest[a]! + cost[link]! < cheapest[b]! * (1 - 1e-14)) cheaper.push(link);
		else if (dearest[a]! + cost[link]! < dearest[b]!) shorter.push(link);
	}
	const coming = cheaper.length > 0 ? cheaper : shorter;
	for (const link of coming) isIn[link] = 1;
	return coming.length > 0;
}
