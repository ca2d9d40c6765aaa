import type { NamedCity } from '../build/buildings.ts';
import { junctionKey } from '../build/network.ts';
import type { Street } from '../build/street.ts';
import { distance, type Point } from '../geometry/point.ts';
import type { Word } from '../names/lexicon.ts';
import { elevationAt } from '../plan/terrain.ts';
import { thingSource, type Thing, type ThingSource } from './table.ts';

/** Metres between two underpasses of the default city, at least; the other crossings have bridges. */
const APART = 1500;
/** Metres that the road lies below the ground beside it. */
const DIP = 5.2;

interface Crossing {
	readonly at: Point;
	readonly street: Street;
	readonly over: Street;
}

/** Where main streets dive under the expressways, with the pumps that keep them dry. */
export function underpasses(named: NamedCity): ThingSource {
	return thingSource(
		'underpasses',
		'Underpass',
		['category', 'name', 'name_en', 'street', 'under', 'clearance_m', 'lowest_m', 'lanes', 'pumps'],
		function* (): Generator<Thing> {
			const { plan } = named.city.skeleton;
			for (const { at, street, over } of chosenCrossings(named)) {
				const [own, above] = [nameOf(named, street), nameOf(named, over)];
				const main = street.class === 'primary';
				yield {
					at,
					values: [
						'下穿通道',
						`${own.zh}下穿${above.zh}通道`,
						`${own.en} Underpass at ${above.en}`,
						own.zh,
						above.zh,
						main ? 4.8 : 4.2,
						Math.round((elevationAt(plan, at.x, at.y) - DIP) * 10) / 10,
						main ? 6 : 4,
						main ? 4 : 3
					]
				};
			}
		}
	);
}

/** Crossings of main streets with expressways that are far enough apart; wide streets first. */
function chosenCrossings({ city, streets }: NamedCity): Crossing[] {
	const { plan } = city.skeleton;
	const fast = new Map<string, Street>();
	for (const street of streets)
		if ((street.class === 'motorway' || street.class === 'trunk') && !street.bridge)
			for (const at of street.line) fast.set(junctionKey(at), street);
	const found: Crossing[] = [];
	for (const roadClass of ['primary', 'secondary'] as const)
		for (const street of streets) {
			if (street.class !== roadClass || street.cell !== undefined || street.bridge || street.country)
				continue;
			for (const at of [street.line[0]!, street.line.at(-1)!]) {
				const over = fast.get(junctionKey(at));
				if (over && found.every((other) => distance(other.at, at) >= APART * Math.min(1, plan.scale)))
					found.push({ at, street, over });
			}
		}
	return found;
}

function nameOf({ ways }: NamedCity, { key }: Street): Word {
	return ways.get(key.split('/')[0]!)?.way.name ?? { zh: '无名路', en: 'Unnamed Road' };
}
