import createGraph from 'ngraph.graph';
import { aStar, nba } from 'ngraph.path';
import { TravelSweep } from '#lib/scenarios/access/travel-sweep.ts';
import { SPEED, streetGrid, travelGraphOf, type StreetGrid } from './access/street-grid.ts';
import { benchOptions, goal, say, spread, versionsOf, writeResult } from './harness.ts';

/**
 * P12: walking times of 50,000 points to the nearest of 100 facilities, and to every one of them, on 250,000 junctions.
 * Ours sweeps from the facilities: one sweep for the nearest, one each for all. Peers search once for every point; for
 * the nearest they are even told which facility that is. Theirs is sampled and scaled. First every sampled way must take
 * as long in both.
 */
const options = benchOptions();
const SIDES = options.smoke ? [60] : [125, 250, 500];
const FACILITIES = 100;
const ROUNDS = options.smoke ? 2 : 9;
const SAMPLE = options.smoke ? 20 : 400;
const PEERS = { aStar, nba };
type PeerName = keyof typeof PEERS;

/** Mulberry32: the same numbers everywhere. */
function chanceOf(seed: number): () => number {
	let state = seed;
	return () => {
		state = (state + 0x6d2b79f5) | 0;
		let t = Math.imul(state ^ (state >>> 15), 1 | state);
		t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
		return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
	};
}

function searchers(grid: StreetGrid) {
	const graph = createGraph<undefined, number>();
	for (let node = 0; node < grid.nodes; node++) graph.addNode(node);
	grid.from.forEach((from, street) => graph.addLink(from, grid.to[street]!, grid.seconds[street]));
	const straight = (a: number, b: number) =>
		Math.sqrt((grid.x[a]! - grid.x[b]!) ** 2 + (grid.y[a]! - grid.y[b]!) ** 2) / SPEED;
	const settings = {
		distance: (_from: unknown, _to: unknown, link: { readonly data: number }) => link.data,
		heuristic: (from: { readonly id: unknown }, to: { readonly id: unknown }) =>
			straight(Number(from.id), Number(to.id))
	};
	const lengthOf = (way: readonly { readonly id: unknown }[]) =>
		way.slice(1).reduce((sum, { id }, step) => sum + graph.getLink(...ends(way[step]!.id, id))!.data, 0);
	/** Links are stored in the direction they were added in. */
	const ends = (a: unknown, b: unknown): [number, number] => [
		Math.min(Number(a), Number(b)),
		Math.max(Number(a), Number(b))
	];
	return {
		lengthOf,
		find: (Object.keys(PEERS) as PeerName[]).map((name) => ({
			name,
			finder: PEERS[name](graph, settings)
		}))
	};
}

function timed(work: () => void): number {
	const started = performance.now();
	work();
	return performance.now() - started;
}

function measure(side: number) {
	const chance = chanceOf(side);
	const grid = streetGrid(side, chance);
	const some = () => Math.floor(chance() * grid.nodes);
	const facilities = Array.from({ length: FACILITIES }, some);
	const points = Array.from({ length: Math.round(grid.nodes / 5) }, some);
	const sweep = new TravelSweep(travelGraphOf(grid));
	const sources = facilities.map((node) => ({ node }));
	const nearest = new Float64Array(points.length);
	const nearestOf = new Int32Array(points.length);
	const matrix = new Float64Array(points.length * FACILITIES);

	const toNearest = () => {
		sweep.run(sources);
		points.forEach((node, point) => {
			nearest[point] = sweep.seconds[node]!;
			nearestOf[point] = sweep.source[node]!;
		});
	};
	const toAll = () =>
		sources.forEach((source, facility) => {
			sweep.run([source]);
			points.forEach((node, point) => (matrix[point * FACILITIES + facility] = sweep.seconds[node]!));
		});
	toNearest();
	toAll();
	const ours = {
		nearestMs: spread(Array.from({ length: ROUNDS }, () => timed(toNearest))),
		allMs: spread(Array.from({ length: Math.min(ROUNDS, 3) }, () => timed(toAll)))
	};

	const { find, lengthOf } = searchers(grid);
	const sample = Array.from({ length: SAMPLE }, () => Math.floor(chance() * points.length));
	let worst = 0;
	const peers = find.map(({ name, finder }) => {
		const search = (point: number, facility: number) => finder.find(points[point]!, facilities[facility]!);
		const check = (point: number, facility: number, expected: number) => {
			const off = Math.abs(lengthOf(search(point, facility)) - expected) / Math.max(1, expected);
			if (off > 1e-9) throw new Error(`${name}: point ${point} to ${facility} differs by ${off}`);
			worst = Math.max(worst, off);
		};
		const few = sample.slice(0, SAMPLE / 10);
		for (const point of sample) check(point, nearestOf[point]!, nearest[point]!);
		for (const point of few)
			check(point, point % FACILITIES, matrix[point * FACILITIES + (point % FACILITIES)]!);
		const nearMs = timed(() => {
			for (const point of sample) search(point, nearestOf[point]!);
		});
		const allMs = timed(() => {
			for (const point of few) search(point, (point * 7) % FACILITIES);
		});
		return {
			name,
			nearestMs: (nearMs / sample.length) * points.length,
			allMs: (allMs / few.length) * points.length * FACILITIES
		};
	});
	const best = peers.reduce((a, b) => (a.nearestMs < b.nearestMs ? a : b));
	say(
		`  ${grid.nodes} junctions, ${points.length} points: nearest ${ours.nearestMs.median.toFixed(1)} ms, all ${ours.allMs.median.toFixed(0)} ms; ${peers.map(({ name, nearestMs, allMs }) => `${name} ${(nearestMs / 1000).toFixed(1)} s, ${(allMs / 3.6e6).toFixed(1)} h`).join('; ')}`
	);
	return {
		n: grid.nodes,
		points: points.length,
		ours,
		peers,
		worst,
		nearestFaster: best.nearestMs / ours.nearestMs.median,
		allFaster: Math.min(...peers.map(({ allMs }) => allMs)) / ours.allMs.median
	};
}

const sizes = SIDES.map(measure);
const main = sizes.at(-1)!;
const [usual, best] = ['aStar', 'nba'].map((name) => main.peers.find((peer) => peer.name === name)!);
writeResult(
	{
		name: 'access',
		versions: versionsOf('ngraph.graph', 'ngraph.path'),
		correct: {
			what: `times of ${SAMPLE} points to their nearest facility and ${SAMPLE / 10} to another, by each peer`,
			worstRelativeDifference: Math.max(...sizes.map(({ worst }) => worst))
		},
		rounds: ROUNDS,
		ours: { n: main.n, points: main.points, facilities: FACILITIES, ...main.ours },
		peers: [
			{ use: 'usual', ...usual!, name: 'ngraph.path, A* with straight lines, one search a point' },
			{ use: 'best', ...best!, name: 'ngraph.path, NBA*, one search a point' }
		],
		sizes: sizes.map(({ n, points, ours, nearestFaster, allFaster }) => ({
			n,
			points,
			nearestMs: ours.nearestMs.median,
			allMs: ours.allMs.median,
			nearestFaster,
			allFaster
		})),
		limit:
			'a sweep reads every street once in each direction: 250,000 junctions and a million legs of 16 bytes, 7 ms from memory',
		goals: [
			goal('P12', 'times as fast as one search a point, nearest of 100', main.nearestFaster, 50, 'atLeast'),
			goal('P12', 'times as fast as one search a pair, all of 100', main.allFaster, 50, 'atLeast')
		]
	},
	options
);
