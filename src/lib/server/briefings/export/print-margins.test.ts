import { expect, onTestFinished, test } from 'vitest';
import { exportSource } from './export-source.ts';
import { marginCss, marginsOf } from './print-margins.ts';
import { FROZEN_AT, wholeBriefing } from './testing/whole-briefing.ts';

test('every page says secrecy, city and marks, its id, and of when the data are', () => {
	const { frozen, id, remove } = wholeBriefing();
	onTestFinished(remove);
	const source = exportSource(frozen, id, 'http://city.example', FROZEN_AT);
	expect(marginsOf(source, 'zh-CN')).toEqual({
		topLeft: '内部 · 格城 · 模拟数据 · 虚构城市，非真实地物',
		topRight: id,
		bottomLeft: '数据截至 2026年11月22日 14:04 GMT+8'
	});
	expect(marginsOf(source, 'en')).toEqual({
		topLeft: '内部 · Gridtown · simulated · Fictional city, no real place',
		topRight: id,
		bottomLeft: 'Data to 22 Nov 2026 14:04 GMT+8'
	});
});

test('no sign of a margin ends its text', () => {
	const margins = { topLeft: 'a "b" \\ c', topRight: '', bottomLeft: '' };
	expect(marginCss(margins, 'Inter', 'black')).toContain('content: "a \\22 b\\22  \\5c  c";');
});
