import { afterAll, beforeAll, expect, test } from 'vitest';
import { scenarioEdit, type ScenarioEdit } from '#lib/model/scenario/edit.ts';
import { getLocale, overwriteGetLocale } from '#lib/paraglide/runtime.js';
import type { EditNames } from './edit-names.ts';
import type { EditValues } from './edit-tool.ts';
import { EDIT_TOOLS, shapesOf, toolOf, wordsOf } from './edit-tools.ts';
import { finishEdit } from './finish-edit.ts';
import { bySense } from './same-sense.ts';

const before = getLocale;
afterAll(() => overwriteGetLocale(before));
beforeAll(() => overwriteGetLocale(() => 'en'));

const names: EditNames = {
	settled: true,
	road: (row) => ['River Bridge', 'Ring Road', 'Mill Lane'][row],
	facility: (row) => ['Spring School', 'Hill Clinic'][row],
	route: (dataset, route) => (dataset === 'bus' && route === '7' ? '7 · East Gate' : undefined),
	stop: (dataset, stop) => (dataset === 'bus' && stop === 's1' ? 'East Gate' : undefined)
};
const said = (edit: ScenarioEdit, locale: 'en' | 'zh-CN'): string => {
	overwriteGetLocale(() => locale);
	const { what, how } = wordsOf(edit, { locale, names });
	overwriteGetLocale(() => 'en');
	return how === '' ? what : `${what} — ${how}`;
};

const ring: [number, number][] = [
	[0, 0],
	[0.001, 0],
	[0.001, 0.001]
];
const at: [number, number] = [0, 0];

/** An edit of every kind, in both languages. */
const TELLING: readonly (readonly [ScenarioEdit, en: string, zh: string])[] = [
	[
		{ kind: 'road', links: [0, 0], closed: true },
		'Close River Bridge — 2 stretches',
		'封闭River Bridge — 2 段'
	],
	[
		{
			kind: 'road',
			links: [0, 1, 2, 9],
			lanes: 2,
			capacity: 900,
			maxSpeed: 30,
			direction: 'forward',
			greenShare: 0.45
		},
		'Change River Bridge, Ring Road and 1 more — 2 lanes · 900 vehicles/h each way · limit 30 km/h · one way · 45 % green · 4 stretches',
		'调整River Bridge、Ring Road等 — 2 车道 · 每方向 900 辆/小时 · 限速 30 km/h · 单行 · 绿信比 45 % · 4 段'
	],
	[
		{ kind: 'road-add', line: [at, [0.001, 0]], class: 'secondary', lanes: 4, maxSpeed: 50, oneway: true },
		'Build secondary road — 111.3 m · 4 lanes · limit 50 km/h · One way, as it is drawn',
		'新建次干路 — 111.3 m · 4 车道 · 限速 50 km/h · 单行，沿绘制方向'
	],
	[
		{ kind: 'building-add', ring, height: 57.6, levels: 18, use: 'apartments', residents: 1200 },
		'New building: apartments — 57.6 m · 18 storeys · 1,200 residents',
		'新建建筑：住宅楼 — 57.6 m · 18 层 · 居民 1,200'
	],
	[{ kind: 'building-remove', buildings: [1, 2, 3] }, 'Remove 3 buildings', '拆除建筑 3 栋'],
	[{ kind: 'building-remove', buildings: [1] }, 'Remove 1 building', '拆除建筑 1 栋'],
	[
		{ kind: 'people', at, residents: 1500, jobs: -20 },
		'People and jobs — +1,500 residents · −20 jobs',
		'增减人口 — 居民 +1,500 · 岗位 −20'
	],
	[
		{ kind: 'facility-add', at, facility: 'primary_school', name: 'North School', capacity: 1080 },
		'Add North School — primary school · 1,080 places',
		'新增North School — 小学 · 容量 1,080'
	],
	[{ kind: 'facility-remove', rows: [1] }, 'Close Hill Clinic', '关闭Hill Clinic'],
	[
		{
			kind: 'line-add',
			name: 'B1',
			mode: 'bus',
			stops: [at, [0.001, 0], [0.002, 0]],
			headway: 7.5,
			speed: 18,
			from: 6.5,
			to: 24
		},
		'New bus line “B1” — 3 stops · 222.6 m · every 7.5 min · 18 km/h · 6:30–24:00',
		'新增公交线路“B1” — 3 站 · 222.6 m · 每 7.5 分钟一班 · 18 km/h · 6:30–24:00'
	],
	[
		{ kind: 'line-remove', dataset: 'bus', route: '7' },
		'Withdraw line “7 · East Gate”',
		'停运“7 · East Gate”'
	],
	[
		{ kind: 'stop-add', dataset: 'bus', route: '7', at, name: 'Mill', dwell: 30, slower: 45 },
		'Add the stop “Mill” to “7 · East Gate” — stands 30 s · drives 45 s longer',
		'“7 · East Gate”增设站点“Mill” — 停站 30 秒 · 行车增加 45 秒'
	],
	[
		{ kind: 'stop-add', dataset: 'bus', route: '7', at, dwell: 0, slower: 0 },
		'Add a stop to “7 · East Gate” — stands 0 s · drives 0 s longer',
		'“7 · East Gate”增设站点 — 停站 0 秒 · 行车增加 0 秒'
	],
	[{ kind: 'stop-remove', dataset: 'metro', stop: 's1' }, 'Withdraw stop “s1”', '撤销站点“s1”'],
	[
		{ kind: 'demand', factor: 1.2 },
		'Trips by car at 120 % of now — in the whole city',
		'小汽车出行为现状的 120 % — 全市'
	],
	[
		{ kind: 'demand', factor: 0.8, at, within: 1500 },
		'Trips by car at 80 % of now — beginning or ending within 1,500 m',
		'小汽车出行为现状的 80 % — 起讫于 1,500 m 内'
	],
	[{ kind: 'rain', intensity: 60, hours: 2 }, 'Rain — 60 mm/h for 2 h', '降雨 — 60 mm/h，持续 2 小时'],
	[{ kind: 'river', rise: -0.5 }, 'Level of rivers and lakes — −0.5 m', '江河湖水位 — −0.5 m'],
	[
		{
			kind: 'lamps',
			within: ring,
			schedule: [
				{ from: 23, to: 24, level: 0.5 },
				{ from: 0, to: 5.5, level: 0 }
			]
		},
		'Street lamps of an area — 23:00–24:00 50 % · 0:00–5:30 0 %',
		'范围内路灯 — 23:00–24:00 50 % · 0:00–5:30 0 %'
	],
	[
		{ kind: 'release', at, substance: 'something_else', rate: 500, height: 2, minutes: 30 },
		'Release of something else — 500 g/s · 2 m above the ground · for 30 min',
		'something else泄漏 — 500 g/s · 离地 2 m · 持续 30 分钟'
	],
	[
		{
			kind: 'district',
			name: 'North',
			ring,
			floorArea: { housing: 300_000, office: 20_000, retail: 0, industry: 0, public: 0 },
			residents: 8000,
			jobs: 1200,
			facilities: { clinic: 1, park: 2 },
			clears: true
		},
		'District “North” — 320,000 m² of floor · 8,000 residents · 1,200 jobs · 3 facilities · what stands there goes',
		'规划片区“North” — 建筑面积 320,000 m² · 居民 8,000 · 岗位 1,200 · 设施 3 处 · 现有建筑拆除'
	]
];

test.each(TELLING.map(([edit, en, zh]) => [edit.kind, edit, en, zh] as const))(
	'%s is said in both languages',
	(_, edit, en, zh) => {
		expect(said(edit, 'en')).toBe(en);
		expect(said(edit, 'zh-CN')).toBe(zh);
	}
);

test('a road whose name is not here yet is not called nameless', () => {
	const say = (settled: boolean) =>
		wordsOf({ kind: 'road', links: [9], closed: true }, { locale: 'en', names: { ...names, settled } }).what;
	expect([say(true), say(false)]).toEqual(['Close a road without a name', 'Close a road']);
});

test('every kind of edits has one tool, and each is told of here', () => {
	const kinds = scenarioEdit.options.map(({ shape }) => shape.kind.value);
	expect(EDIT_TOOLS.map(({ kind }) => kind).toSorted()).toEqual(kinds.toSorted());
	expect([...new Set(TELLING.map(([{ kind }]) => kind))].toSorted()).toEqual(kinds.toSorted());
	for (const kind of kinds) expect(toolOf(kind).kind).toBe(kind);
});

/** What the map and the list give to tools that need it. */
const POINTED: Readonly<Record<string, EditValues>> = {
	road: { links: [1] },
	'road-add': { line: [at, [0.001, 0]] },
	'building-add': { ring },
	'building-remove': { buildings: [4] },
	people: { at },
	'facility-add': { at },
	'facility-remove': { rows: [4] },
	'line-add': { stops: [at, [0.001, 0]], name: 'B1' },
	'line-remove': { dataset: 'bus', route: '7' },
	'stop-add': { dataset: 'bus', route: '7', at },
	'stop-remove': { dataset: 'bus', stop: 's1' },
	release: { at },
	district: { ring: ring.map(([lng, lat]) => [9 * lng, 9 * lat]), name: 'North' }
};

test.each(EDIT_TOOLS.map((tool) => [tool.kind, tool] as const))(
	'%s: what its form begins with makes an edit once the map is pointed at',
	(kind, tool) => {
		const { edit, lack } = finishEdit(tool, { ...tool.begin, ...POINTED[kind] });
		expect(lack).toBeUndefined();
		expect(scenarioEdit.parse(edit)).toEqual(edit);
		expect(shapesOf(edit!)).toBeInstanceOf(Array);
	}
);

test('what is missing is said by its name', () => {
	const lack = (kind: ScenarioEdit['kind'], values: EditValues) =>
		finishEdit(
			EDIT_TOOLS.find((tool) => tool.kind === kind)!,
			values
		).lack;
	expect(lack('road', { closed: true })).toBe('Click a road on the map, or find one by its name.');
	expect(lack('road', { links: [1] })).toBe(
		'Nothing is changed yet: close the road, or fill in at least one figure.'
	);
	expect(lack('road', { links: [1], greenShare: 0.01 })).toBe(
		'“Green time at the junction” must be between 5 and 100.'
	);
	expect(lack('rain', { intensity: 60 })).toBe('Fill in “Lasts”.');
	const schedule = (from: number, to: number, level: number) =>
		lack('lamps', { schedule: [{ from, to, level }] });
	expect(schedule(23, 5, 0.5)).toBeUndefined();
	for (const [from, to, level] of [
		[23, 23, 0.5],
		[23, 25, 0.5],
		[23, 5, 1.4]
	] as const)
		expect(schedule(from, to, level)).toBe(
			'Hours go from 0 to 24 and begin and end apart; brightness from 0 to 100 %.'
		);
	expect(lack('line-add', { ...toolOf('line-add').begin, ...POINTED['line-add'], from: 22, to: 6 })).toBe(
		'The last departure must be after the first.'
	);
	expect(
		lack('district', {
			...toolOf('district').begin,
			name: 'North',
			ring: [
				[0, 0],
				[1, 1],
				[1, 0],
				[0, 1]
			]
		})
	).toBe('The outline crosses itself: draw it anew.');
});

test('a district shows the blocks of its floor area, and says when its outline has no room for them', () => {
	const district = { ...toolOf('district').begin, ...POINTED['district'] };
	const { edit } = finishEdit(toolOf('district'), district);
	const [outline, ...blocks] = shapesOf(edit!);
	expect(outline).toEqual({ of: 'ring', ring: district.ring });
	expect(blocks.length).toBeGreaterThan(5);
	for (const block of blocks)
		expect(block).toMatchObject({ of: 'ring', height: expect.any(Number) as number });
	expect(finishEdit(toolOf('district'), { ...district, ring }).lack).toBe(
		'The outline has no room for that floor area: draw it larger, or plan less.'
	);
});

test('a closed road says nothing of lanes that were filled in before, and a demand without a place nothing of a radius', () => {
	expect(finishEdit(EDIT_TOOLS[0]!, { links: [1], closed: true, lanes: 2 }).edit).toEqual({
		kind: 'road',
		links: [1],
		closed: true
	});
	expect(finishEdit(EDIT_TOOLS[2]!, { factor: 1.2, within: 1000 }).edit).toEqual({
		kind: 'demand',
		factor: 1.2
	});
});

test('links that face each other along a road are told apart', () => {
	const link = (row: number, from: number, to: number) => ({
		row,
		line: [
			[from, 0],
			[to, 0]
		] as [number, number][]
	});
	// 0→1, 2→1 against it, 2→3 along, and one that touches none of them
	expect(bySense([link(10, 0, 1), link(11, 2, 1), link(12, 2, 3), link(13, 7, 8)])).toEqual({
		same: [10, 12, 13],
		against: [11]
	});
});
