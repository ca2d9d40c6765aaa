import { distance, turnOf, type Point } from '../geometry/point.ts';
import { junctionKey } from '../build/network.ts';
import type { Street } from '../build/street.ts';
import { diagonalOf, onRing } from '../plan/ring-roads.ts';
import type { Skeleton } from '../plan/skeleton.ts';
import type { Word } from './lexicon.ts';
import { STREET_WORDS, COMPASS } from './lexicon.ts';
import { NamePool } from './name-pool.ts';

/** A named street from end to end. */
export interface Way {
	readonly name: Word;
	/** House numbers count from here. */
	readonly from: Point;
}

/** Where a stretch lies on its street. */
export interface OnWay {
	readonly way: Way;
	/** Metres from the street's beginning to the stretch's own. */
	readonly start: number;
	/** 1 when the stretch runs as the street does, −1 against it. */
	readonly sense: 1 | -1;
}

/** Streets by the keys of their stretches. */
export type Ways = ReadonlyMap<string, OnWay>;

/** Names all streets: lattice lines by their part of town, rings by their side, side streets run by run. */
export function waysOf(skeleton: Skeleton, streets: readonly Street[]): Ways {
	const pool = new NamePool(skeleton.plan.seed + 101);
	const ways = new Map<string, OnWay>();
	const main = new Map<string, Street[]>();
	const side: Street[] = [];
	for (const street of streets) {
		if (street.key.includes('/')) continue;
		if (street.cell !== undefined) side.push(street);
		else {
			const name = lineOf(skeleton, street);
			const list = main.get(name);
			if (list) list.push(street);
			else main.set(name, [street]);
		}
	}
	const stems = new Map<string, Word>();
	for (const [line, list] of main) {
		const name = mainName(line, stems, pool);
		// Lattice edges come in order of their lines; a ring's sides do too.
		place(
			ways,
			name,
			list.map((street) => ({ street, sense: 1 as const }))
		);
	}
	for (const run of runsOf(side)) place(ways, sideName(run[0]!.street, pool), run);
	return ways;
}

interface Placed {
	readonly street: Street;
	readonly sense: 1 | -1;
}

function place(ways: Map<string, OnWay>, name: Word, run: readonly Placed[]): void {
	const first = run[0]!;
	const way: Way = { name, from: first.sense === 1 ? first.street.stretch.from : first.street.stretch.to };
	let start = 0;
	for (const { street, sense } of run) {
		ways.set(street.key, { way, start, sense });
		start += distance(street.stretch.from, street.stretch.to);
	}
}

/** Which main street a stretch is part of: `second:east`, `h:12:west`, `old lane`. */
function lineOf({ plan, rings }: Skeleton, { key }: Street): string {
	const [kind = '', i = '0', j = '0'] = key.split(':');
	const [column, row] = [Number(i), Number(j)];
	if (kind === 'w') return 'wall';
	for (const ring of rings) {
		if (kind === 'd' && diagonalOf(ring, column, row))
			return `${ring.name}:${row === ring.south ? 'south' : 'north'}`;
		if ((kind === 'h' || kind === 'v') && onRing(ring, kind, column, row)) {
			if (kind === 'h') return `${ring.name}:${row === ring.south ? 'south' : 'north'}`;
			return `${ring.name}:${column === ring.west ? 'west' : 'east'}`;
		}
	}
	if (kind === 'd') return 'diagonal';
	const { columns, rows } = plan;
	if (kind === 'v') {
		if (column === columns.line['westBank']) return 'bank:west';
		if (column === columns.line['eastBank']) return 'bank:east';
		const part = row < rows.line['oldSouth']! ? 'south' : row >= rows.line['oldNorth']! ? 'north' : 'middle';
		return `v:${column}:${part}`;
	}
	const part =
		column < columns.line['oldWest']! ? 'west' : column >= columns.line['oldEast']! ? 'east' : 'middle';
	return `h:${row}:${part}`;
}

const FIXED: Readonly<Record<string, Word>> = {
	wall: { zh: '顺城街', en: 'Shuncheng Street' },
	diagonal: { zh: '创智大道', en: 'Chuangzhi Avenue' },
	'bank:west': { zh: '澜水西滨路', en: 'Lanshui West Riverside Road' },
	'bank:east': { zh: '澜水东滨路', en: 'Lanshui East Riverside Road' }
};
const RINGS: Readonly<Record<string, Word>> = {
	old: { zh: '环城', en: 'Huancheng' },
	second: { zh: '二环', en: 'Second Ring' },
	third: { zh: '三环', en: 'Third Ring' }
};

function mainName(line: string, stems: Map<string, Word>, pool: NamePool): Word {
	const fixed = FIXED[line];
	if (fixed) return fixed;
	const [kind = '', number = '', part = ''] = line.split(':');
	const ring = RINGS[kind];
	if (ring) {
		const side = COMPASS[number as keyof typeof COMPASS];
		return { zh: `${ring.zh}${side.zh}路`, en: `${ring.en} Road ${side.en}` };
	}
	const key = `${kind}:${number}`;
	let stem = stems.get(key);
	if (!stem) stems.set(key, (stem = pool.next()));
	const compass = COMPASS[part as keyof typeof COMPASS];
	const word = kind === 'h' ? STREET_WORDS.road : STREET_WORDS.broadStreet;
	return { zh: stem.zh + compass.zh + word.zh, en: `${stem.en} ${compass.en} ${word.en}` };
}

function sideName({ class: roadClass, country, key }: Street, pool: NamePool): Word {
	const stem = pool.next();
	const choice = key.length % 3;
	const word =
		roadClass === 'tertiary'
			? STREET_WORDS.road
			: roadClass === 'residential'
				? country
					? STREET_WORDS.lane
					: choice === 0
						? STREET_WORDS.road
						: STREET_WORDS.street
				: [STREET_WORDS.lane, STREET_WORDS.alley, STREET_WORDS.way][choice]!;
	return { zh: stem.zh + word.zh, en: `${stem.en} ${word.en}` };
}

/** Side streets that go on across a main street as one: joined where they meet nearly straight. */
function runsOf(streets: readonly Street[]): Placed[][] {
	const ends = new Map<string, { street: number; end: 0 | 1 }[]>();
	streets.forEach(({ stretch }, street) => {
		for (const end of [0, 1] as const) {
			const key = junctionKey(end === 0 ? stretch.from : stretch.to);
			const list = ends.get(key);
			if (list) list.push({ street, end });
			else ends.set(key, [{ street, end }]);
		}
	});
	const next = new Map<string, { street: number; end: 0 | 1 }>();
	for (const list of ends.values()) {
		if (list.length !== 2) continue;
		const [a, b] = list as [{ street: number; end: 0 | 1 }, { street: number; end: 0 | 1 }];
		if (a.street === b.street || !goesOn(streets[a.street]!, a.end, streets[b.street]!, b.end)) continue;
		next.set(`${a.street}:${a.end}`, b);
		next.set(`${b.street}:${b.end}`, a);
	}
	const seen = new Set<number>();
	const runs: Placed[][] = [];
	const walk = (start: number, away: 0 | 1) => {
		const run: Placed[] = [];
		let [at, exit]: [number, 0 | 1] = [start, away];
		while (!seen.has(at)) {
			seen.add(at);
			run.push({ street: streets[at]!, sense: exit === 1 ? 1 : -1 });
			const onward = next.get(`${at}:${exit}`);
			if (!onward) break;
			[at, exit] = [onward.street, onward.end === 0 ? 1 : 0];
		}
		if (run.length > 0) runs.push(run);
	};
	streets.forEach((_, street) => {
		if (seen.has(street)) return;
		const [open0, open1] = [!next.has(`${street}:0`), !next.has(`${street}:1`)];
		if (open0) walk(street, 1);
		else if (open1) walk(street, 0);
	});
	// Closed rounds have no end to begin at.
	streets.forEach((_, street) => {
		if (!seen.has(street)) walk(street, 1);
	});
	return runs;
}

/** Same class, and a bend of less than about 25 degrees. */
function goesOn(a: Street, aEnd: 0 | 1, b: Street, bEnd: 0 | 1): boolean {
	if (a.class !== b.class) return false;
	const [p, joint] = aEnd === 1 ? [a.stretch.from, a.stretch.to] : [a.stretch.to, a.stretch.from];
	const q = bEnd === 0 ? b.stretch.to : b.stretch.from;
	const cross = turnOf(p, joint, q);
	const dot = (joint.x - p.x) * (q.x - joint.x) + (joint.y - p.y) * (q.y - joint.y);
	return dot > 0 && Math.abs(cross) < 0.46 * dot;
}
