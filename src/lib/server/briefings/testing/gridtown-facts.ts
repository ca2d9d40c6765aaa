import { Float64, Int32, Table, tableToIPC, Utf8, vectorFromArray } from 'apache-arrow';
import { cityManifest } from '#lib/model/city.ts';
import { AppError } from '#lib/model/errors.ts';
import type { IndicatorDetail, IndicatorValue } from '#lib/model/indicator.ts';
import type { LayerInfo } from '#lib/model/wire/events.ts';
import type { DrawnFigure } from '#lib/server/chromium/figure.ts';
import { encodeAnswer } from '#lib/server/chromium/answer-file.ts';
import type { CityFacts, CountedAlarm } from '../freeze/city-facts.ts';
import type { ScenarioAnswer } from '../freeze/scenario-answer.ts';

/** 2026-11-26 14:05 in Shanghai. */
export const NOON = Date.UTC(2026, 10, 26, 6, 5);
export const MINUTE = 60_000;
const DAY = 1440 * MINUTE;

/** A town whose deepest water is `depth`, with three hours of its past; `changes` take the place of its own. */
export function gridtownFacts(depth = 52, changes: Partial<CityFacts> = {}): CityFacts {
	const values = (ages: readonly number[]) => ages.map((age, i) => valueAt(NOON - age, depth - i));
	return {
		city: gridtown,
		now: () => NOON,
		layers: () => [underpasses],
		indicator: (key) => {
			if (key === 'water/deepest') return deepest(depth);
			throw new AppError('NOT_FOUND', { message: `There is no indicator ${key}.` });
		},
		tablesOf: () => ['underpasses'],
		indicatorHistory: (key, from, to) => {
			const kept = values([7 * DAY, DAY, 2 * 60 * MINUTE, 60 * MINUTE, 0]);
			return Promise.resolve({
				key,
				from,
				to,
				step: 0,
				values: kept.filter(({ at }) => at >= from && at <= to)
			});
		},
		alarmsAt: () => [alarm('water', 1), alarm('water', 2), alarm('energy', 2)],
		query: (sql) => {
			if (sql.includes('broken'))
				throw new AppError('QUERY_FAILED', { message: 'Table broken does not exist.' });
			return Promise.resolve({
				bytes: slowestRoads(),
				truncated: false,
				layers: ['underpasses'],
				datasets: ['roads']
			});
		},
		scenario: (id) => Promise.resolve(bridgeWorks(id)),
		draw: () => Promise.resolve(drawnMap()),
		...changes
	};
}

export const drawnMap = (picture = 'a picture'): DrawnFigure => ({
	picture: Buffer.from(picture),
	asked: new Map([
		['/api/live/underpasses/at?t=1', encodeAnswer({ status: 200, headers: {}, body: Buffer.from('rows') })]
	]),
	legend: [],
	sources: [],
	dataAsOf: NOON - 5000,
	simulated: true,
	replayed: false,
	scenarios: [],
	renderer: 'software'
});

/** What traffic does in a scenario: 40,000 hours without works, 41,500 with them. */
export const bridgeWorks = (id: string): ScenarioAnswer => ({
	scenario: {
		...{
			id,
			name: id === 'base0000' ? '现状' : '桥梁施工',
			status: 'approved',
			model: 'traffic',
			version: 2
		},
		inputs: (id === 'base0000' ? 'a' : 'b').repeat(64),
		digest: 'c'.repeat(64)
	},
	title: { zh: '道路交通', en: 'Road traffic' },
	indicators: [
		{
			id: 'total-time',
			title: { zh: '总行程时间', en: 'Total travel time' },
			value: id === 'base0000' ? 40_000 : 41_500,
			unit: 'h',
			better: 'less'
		},
		{
			id: 'noise',
			title: { zh: '噪声', en: 'Noise' },
			value: null,
			why: { zh: '没有数据', en: 'nothing is measured' },
			unit: 'dB',
			better: 'less'
		}
	]
});

export const gridtown = cityManifest.parse({
	format: 1,
	id: 'gridtown',
	name: { zh: '格城', en: 'Gridtown' },
	version: '0123456789ab',
	createdAt: '2026-11-01T00:00:00Z',
	bbox: [0, 0, 1, 1],
	anchor: [0, 0],
	home: { lng: 0, lat: 0, zoom: 13, pitch: 0, bearing: 0 },
	timezone: 'Asia/Shanghai',
	attribution: ['Gridtown'],
	fictional: true,
	datasets: [
		{ kind: 'roads', id: 'roads', title: { zh: '道路', en: 'Roads' }, file: 'roads.arrow', rows: 2 }
	],
	scene: {}
});

const underpasses: LayerInfo = {
	layer: 'underpasses',
	cls: 'state',
	title: { zh: '下穿通道', en: 'Underpasses' },
	metrics: [],
	statuses: [],
	moves: false,
	origin: 'simulated',
	staleAfter: 3 * MINUTE,
	entities: 2,
	newestAt: NOON - 2000,
	stale: false,
	replayed: false,
	trueDateShift: null,
	counts: {},
	attribution: 'Gridtown Water',
	schemaId: 1,
	offset: null,
	dictVer: 1
};

const valueAt = (at: number, value: number | null): IndicatorValue => ({
	at,
	value,
	newestInput: at - 2000,
	version: 1,
	rows: 2,
	staleRows: 0,
	origin: 'simulated'
});

const deepest = (depth: number): IndicatorDetail => ({
	key: 'water/deepest',
	theme: 'water',
	title: { zh: '最大积水深度', en: 'Deepest water' },
	said: { zh: '各下穿通道积水深度的最大值。', en: 'The deepest water of all underpasses.' },
	sql: 'select 1',
	unit: 'cm',
	decimals: 0,
	period: 60,
	direction: 'less-is-better',
	target: { to: 15 },
	source: { zh: '', en: '' },
	department: { zh: '水务局', en: 'Water' },
	layer: 'underpasses',
	latest: valueAt(NOON, depth),
	trend: [
		{ at: NOON - 15 * MINUTE, value: null },
		{ at: NOON, value: depth }
	],
	stale: false,
	areas: [{ area: '东区', ...valueAt(NOON, 12) }]
});

export const alarm = (theme: string, level: CountedAlarm['level']): CountedAlarm => ({
	theme,
	level,
	origin: 'simulated',
	title: { zh: '下穿通道积水', en: 'Underpass flooded' },
	name: '人民路下穿通道',
	raisedAt: NOON - level * MINUTE
});

function slowestRoads(): Uint8Array {
	const table = new Table({
		road: vectorFromArray(['人民路', '中山路'], new Utf8()),
		speed: vectorFromArray([12.5, 18], new Float64()),
		cars: vectorFromArray([40, 31], new Int32())
	});
	return tableToIPC(table, 'stream');
}
