import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { tableFromArrays, tableToIPC } from 'apache-arrow';
import { PNG } from 'pngjs';
import type { BriefingDraft } from '#lib/model/briefing/draft.ts';
import { FrozenStore } from '../../frozen-store.ts';
import { mapView, plainBriefing } from '../../testing/samples.ts';

/** 2026-11-22 14:05 in Shanghai. */
export const FROZEN_AT = Date.UTC(2026, 10, 22, 6, 5);
const measured = {
	at: FROZEN_AT - 60_000,
	sources: ['layer:rain'],
	simulated: true,
	replayed: false,
	stale: false
};
const wait = {
	title: { zh: '平均车速', en: 'Mean speed' },
	value: 31.4,
	unit: 'km/h',
	decimals: 1,
	...measured
};

const draft: BriefingDraft = {
	v: 1,
	title: { 'zh-CN': '防汛专题简报', en: 'Flood briefing' },
	sentence: { 'zh-CN': '平均车速降至 {{speed}}。', en: 'Mean speed fell to {{speed}}.' },
	cards: ['speed'],
	bindings: { speed: { kind: 'indicator', indicator: 'speed' } },
	steps: [
		{
			id: 'map',
			title: { 'zh-CN': '积水仍在上升', en: 'Water still rises' },
			text: { 'zh-CN': '车速 **{{speed}}**。\n\n- 一\n- 二', en: 'Speed **{{speed}}**.\n\n- one\n- two' },
			figure: { kind: 'map', page: 'explore', view: mapView }
		},
		{
			id: 'series',
			title: { 'zh-CN': '一小时车速', en: 'Speed of an hour' },
			text: { 'zh-CN': '见图。', en: 'See the chart.' },
			figure: { kind: 'series', indicator: 'speed', hours: 1 }
		},
		{
			id: 'bars',
			title: { 'zh-CN': '各街道报警', en: 'Alarms by district' },
			text: { 'zh-CN': '见图。', en: 'See the chart.' },
			figure: { kind: 'query', sql: 'SELECT 1', show: 'bars', label: 'district', value: 'alarms' }
		},
		{
			id: 'table',
			title: { 'zh-CN': '明细 <表>', en: 'Details <table>' },
			text: { 'zh-CN': '见表。', en: 'See the table.' },
			figure: { kind: 'query', sql: 'SELECT 1', show: 'table' }
		}
	],
	author: '值守长',
	classification: '内部',
	watermark: '演练',
	rights: 'internal',
	expiresAfter: null
};

/** A picture with many colours and edges. */
function mapPicture(): Uint8Array {
	const png = new PNG({ width: 160, height: 90 });
	for (let at = 0; at < png.data.length; at += 4)
		png.data.set([(at * 7) & 255, (at * 13) & 255, (at >> 4) & 255, 255], at);
	return PNG.sync.write(png);
}

const arrow = (columns: Parameters<typeof tableFromArrays>[0]) =>
	tableToIPC(tableFromArrays(columns), 'stream');

/** A frozen briefing with every kind of figure, in a store of its own. */
export function wholeBriefing(changes: Partial<BriefingDraft> = {}): {
	readonly frozen: FrozenStore;
	readonly id: string;
	readonly remove: () => void;
} {
	const dir = mkdtempSync(join(tmpdir(), 'cityloop-exports-'));
	const frozen = new FrozenStore(dir);
	const folder = frozen.begin();
	folder.add('maps/map.png', mapPicture(), 'image/png');
	const arrowType = 'application/vnd.apache.arrow.stream';
	const minutes = Array.from({ length: 60 }, (_, index) => index);
	folder.add(
		'series/series.arrow',
		arrow({
			at: Float64Array.from(minutes, (minute) => FROZEN_AT - (60 - minute) * 60_000),
			value: Float64Array.from(minutes, (minute) => 40 - minute / 7)
		}),
		arrowType
	);
	folder.add(
		'queries/rows.arrow',
		arrow({ district: ['老城区', '东部枢纽'], alarms: Float64Array.from([12, 7]) }),
		arrowType
	);
	const rows = {
		kind: 'query' as const,
		rows: 'queries/rows.arrow',
		columns: [
			{ name: 'district', kind: 'text' as const },
			{ name: 'alarms', kind: 'number' as const }
		],
		cut: false,
		...measured
	};
	const id = folder.publish(
		plainBriefing(FROZEN_AT, {
			draft: { ...draft, ...changes },
			dataAsOf: measured.at,
			values: { speed: wait },
			cards: [
				{
					...wait,
					indicator: 'speed',
					target: { from: 34, to: 42 },
					direction: 'more-is-better',
					dayBefore: 37.6,
					weekBefore: null,
					trend: { from: FROZEN_AT - 3_600_000, step: 1_800_000, values: [36, null, 31.4] }
				}
			],
			figures: {
				map: {
					kind: 'map',
					picture: 'maps/map.png',
					width: 160,
					height: 90,
					scale: 1,
					at: FROZEN_AT,
					dataAsOf: measured.at,
					sources: ['layer:rain'],
					asked: {},
					legend: [
						{
							title: { zh: '积水深度, cm', en: 'Water depth, cm' },
							rows: [{ colour: '#c4eae6', words: { zh: '≥ 5', en: '≥ 5' } }]
						}
					],
					simulated: true,
					replayed: false
				},
				series: {
					kind: 'series',
					rows: 'series/series.arrow',
					title: wait.title,
					unit: 'km/h',
					decimals: 1,
					target: {},
					...measured
				},
				bars: rows,
				table: rows
			},
			sources: [
				{
					id: 'layer:rain',
					name: { zh: '雨量站', en: 'Rain gauges' },
					attribution: '格城气象台',
					at: measured.at,
					simulated: true,
					replayed: false,
					stale: false
				}
			]
		})
	);
	frozen.took(id);
	return { frozen, id, remove: () => rmSync(dir, { recursive: true }) };
}
